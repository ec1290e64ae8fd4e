"""What changed since the report before: what no report has told yet, which hope moved, which ask was answered."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.templatetags.clip import number_word
from practices.models import Report
from practices.reporting.offering import EVERYWHERE

Told = dict[str, Any]


def before(report: Report) -> list[Report]:
    """The reports of the same group that were published before this one, the newest first; one query."""
    rows = Report.objects.kept().published().filter(group=report.group_id).exclude(pk=report.pk)
    if report.published_at:
        rows = rows.filter(published_at__lt=report.published_at)
    return [row for row in rows.order_by("-published_at") if row.frozen]


def since(told: Told, earlier: list[Report]) -> Told | None:
    """By key what is new in it; nothing is said of what is no longer there, so that a withdrawal tells of nothing."""
    if not earlier or earlier[0].published_at is None:
        return None
    was, told_before = earlier[0].frozen, set().union(*(_keys(one.frozen) for one in earlier))
    levels = {row["key"]: row for row in was["aspirations"]}
    answered = {row["key"] for row in was["asks"] if row["answers"]}
    moved = {
        row["key"]: levels[row["key"]]["progress"]
        for row in told["aspirations"]
        if row["key"] in levels and levels[row["key"]]["level"] != row["level"]
    }
    return {
        "day": date_format(localdate(earlier[0].published_at), "j F Y"),
        "new": sorted(_keys(told) - told_before),
        "moved": moved,
        "answered": [row["key"] for row in told["asks"] if row["answers"] and row["key"] not in answered],
    }


def _keys(told: Told) -> set[str]:
    return {row["key"] for place in EVERYWHERE for row in told[place]}


def in_words(told: Told) -> list[str]:
    """The same in sentences, of what still stands in it."""
    since: Told | None = told["since"]
    if not since:
        return []
    lines = [_counted(told, place, since["new"]) for place in NEW]
    lines += [
        _("“%(hope)s” went from %(was)s to %(now)s.")
        % {
            "hope": row["text"],
            "was": since["moved"][row["key"]].lower(),
            "now": row["progress"].lower(),
        }
        for row in told["aspirations"]
        if row["key"] in since["moved"]
    ]
    answered = sum(1 for row in told["asks"] if row["key"] in since["answered"] and row["answers"])
    if answered:
        said = ngettext("%(n)s ask was answered.", "%(n)s asks were answered.", answered)
        lines.append(_sentence(said, answered))
    return [line for line in lines if line]


NEW = ("differences", "tried", "goes_on", "stories")


def _counted(told: Told, place: str, new: list[str]) -> str:
    count = sum(1 for row in told[place] if row["key"] in new)
    if not count:
        return ""
    said = {
        "differences": ngettext("%(n)s small difference is new.", "%(n)s small differences are new.", count),
        "tried": ngettext("%(n)s more thing was tried.", "%(n)s more things were tried.", count),
        "goes_on": ngettext("%(n)s more thing goes on.", "%(n)s more things go on.", count),
        "stories": ngettext("%(n)s more story is told.", "%(n)s more stories are told.", count),
    }[place]
    return _sentence(said, count)


def _sentence(said: str, count: int) -> str:
    sentence = said % {"n": number_word(count)}
    return sentence[:1].upper() + sentence[1:]
