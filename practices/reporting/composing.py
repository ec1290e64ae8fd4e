"""What a report holds: the words of those who hold the group, and of the room only what it released, while it stands released."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inquiries.models import CheckBack, Group, Membership, View
from inquiries.roles import Role
from inquiries.templatetags.clip import few
from meetings import grouping, releasing
from practices.models import Ask, Report

# Where what was released stands in a report; kinds that stand nowhere are not offered.
PLACES = {
    "noticed change": "differences",
    "story": "differences",
    "quotes": "said",
    "small test": "tried",
    "initiative": "goes_on",
    "structural proposal": "goes_on",
    "practice observation": "practices",
    "measure": "tried",
}


EVERYWHERE = sorted(set(PLACES.values()))


@dataclass(frozen=True)
class Offered:
    """One thing that the group released and that a report may hold."""

    key: UUID
    place: str
    label: str
    words: str


def offered(group: Group) -> list[Offered]:
    """All of it, as senior managers may read it today: nothing that names somebody. Some queries whatever there is."""
    told = releasing.released_to(group, Role.SENIOR_MANAGER)
    return [
        Offered(one.about, PLACES[one.kind], one.label, one.words)
        for one in told
        if one.about and one.kind in PLACES and one.words
    ]


def compose(report: Report) -> dict[str, Any]:
    """The report as it reads today, in plain values that can be frozen."""
    group = report.group
    by_place: dict[str, list[dict[str, str]]] = defaultdict(list)
    chosen = set(report.chosen)
    for one in offered(group):
        if str(one.key) in chosen:
            by_place[one.place].append({"key": str(one.key), "label": one.label, "words": one.words})
    return {
        "title": report.title,
        "kind": report.get_kind_display(),
        "purpose": group.purpose_line or group.who_for,
        **{name: getattr(report, name) for name in ("lead", "learned", "uncertain", "ahead")},
        "took_part": _took_part(group),
        "aspirations": _aspirations(group),
        "asks": _asks(group),
        **{place: by_place[place] for place in EVERYWHERE},
    }


def as_it_stands(report: Report) -> dict[str, Any]:
    """A published report as it was frozen, less what was withdrawn or taken back since; a draft as it reads today."""
    if report.frozen is None:
        return compose(report)
    standing = {str(one.key) for one in offered(report.group)}
    asks = {str(key) for key in Ask.objects.kept().filter(group=report.group_id).values_list("pk", flat=True)}
    kept = {
        place: [row for row in report.frozen[place] if row["key"] in standing]
        for place in set(PLACES.values())
    }
    frozen: dict[str, Any] = report.frozen
    return frozen | kept | {"asks": [row for row in frozen["asks"] if row["key"] in asks]}


def new_since(told: dict[str, Any], before: Report | None) -> set[str]:
    """The keys of what a report as it stands tells, and the report published before it did not."""
    if before is None or before.frozen is None:
        return set()
    return _keys(told) - _keys(before.frozen)


def _keys(told: dict[str, Any]) -> set[str]:
    return {row["key"] for place in (*EVERYWHERE, "asks") for row in told[place]}


def _took_part(group: Group) -> dict[str, str]:
    """How many took part, of how many organisations, in how many meetings; few are not told."""
    rows = Membership.objects.filter(group=group)
    held = sum(1 for meeting in grouping.meetings_of(group) if meeting.is_held)
    return {
        "people": few(rows.count()),
        "organisations": few(rows.values("organisation").distinct().count()),
        "meetings": str(held),
    }


def _aspirations(group: Group) -> list[dict[str, str]]:
    """Each hope with progress and confidence, as the newest look back says that was published."""
    look = CheckBack.objects.filter(group=group).exclude(published_at=None).order_by("-published_at").first()
    if look is None:
        return []
    views = View.objects.filter(check_back=look, of_group=True, aspiration__removed_at=None)
    return [
        {
            "text": view.aspiration.text,
            "progress": str(view.get_progress_display()),
            "level": view.progress,
            "confidence": str(view.get_confidence_display()),
            "sure": view.confidence,
            "evidence": view.evidence,
        }
        for view in views.select_related("aspiration").order_by("aspiration__position")
    ]


def _asks(group: Group) -> list[dict[str, Any]]:
    """Each ask that stands, with its answers: those that wait first."""
    rows = Ask.objects.kept().filter(group=group).for_listing()
    told = [_ask(row) for row in rows]
    return sorted(told, key=lambda row: bool(row["answers"]))


def _ask(row: Ask) -> dict[str, Any]:
    return {
        "key": str(row.pk),
        "wording": row.wording,
        "asked": _day(row.put_on),
        "answers": [
            {
                "says": str(one.get_says_display()),
                "because": one.because,
                "myself": one.myself,
                "by": _("by %(day)s") % {"day": _day(one.answers_by)} if one.answers_by else "",
            }
            for one in row.answers.all()
        ],
    }


def _day(day: date) -> str:
    return date_format(day, "j F Y")
