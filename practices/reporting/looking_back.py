"""How far each hope came, as people say: the group's view, what it was half way, and the members' beside it where it differs."""

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from inquiries.models import Group, Moment, View
from inquiries.templatetags.clip import few

SHOWN_FROM = 5  # views of one aspiration: fewer would tell whose they are


def views_of(group: Group) -> list[View]:
    """Every view of every look back, with what it is of; one query, however often a page asks."""
    read: list[View] | None = group.__dict__.get("read_views")
    if read is None:
        rows = View.objects.filter(check_back__group=group, aspiration__removed_at=None)
        in_order = rows.select_related("aspiration", "check_back").order_by("aspiration__position", "at")
        read = group.__dict__["read_views"] = list(in_order)
    return read


def aspirations(group: Group) -> list[dict[str, Any]]:
    """Each hope as the newest look back says that was published, beside the one half way; one query."""
    out = [row for row in views_of(group) if row.check_back.published_at]
    if not out:
        return []
    newest = max((row.check_back for row in out), key=lambda look: (look.published_at, look.opened_at))
    here = [row for row in out if row.check_back_id == newest.pk]
    before = {
        row.aspiration_id: row
        for row in out
        if row.of_group and row.check_back.moment == Moment.HALF_WAY and row.check_back_id != newest.pk
    }
    theirs = _of_each([row for row in here if not row.of_group])
    return [
        _told(row, before.get(row.aspiration_id), theirs[row.aspiration_id]) for row in here if row.of_group
    ]


def _of_each(views: list[View]) -> dict[UUID, list[View]]:
    found: dict[UUID, list[View]] = defaultdict(list)
    for view in views:
        found[view.aspiration_id].append(view)
    return found


def _told(view: View, before: View | None, theirs: list[View]) -> dict[str, Any]:
    return {
        "key": str(view.aspiration_id),
        "moment": view.check_back.moment,
        "text": view.aspiration.text,
        "progress": str(view.get_progress_display()),
        "level": view.progress,
        "confidence": str(view.get_confidence_display()),
        "sure": view.confidence,
        "evidence": view.evidence,
        "before": {"progress": str(before.get_progress_display()), "level": before.progress}
        if before
        else None,
        "members": members_view(view, theirs),
    }


def members_view(view: View, theirs: list[View]) -> list[dict[str, str]]:
    """How many members see how much progress, where enough said so and any sees it otherwise than the group's view.

    The whole is not told beside them, so that nothing is left to be worked out (access.md).
    """
    if len(theirs) < SHOWN_FROM or all(one.progress == view.progress for one in theirs):
        return []
    counted = Counter(one.progress for one in theirs)
    levels = [(value, str(label)) for value, label in View.Progress.choices if counted[value]]
    return [{"level": value, "says": label.lower(), "n": few(counted[value])} for value, label in levels]
