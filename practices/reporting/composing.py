"""What a report holds: the words of those who hold the group, and of the room only what it released."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inquiries.models import Group
from inquiries.templatetags.clip import few
from meetings import grouping
from meetings.models import Attendance
from practices.models import Report
from practices.reporting import asked, comparing, figuring, looking_back
from practices.reporting.offering import EVERYWHERE, Offered, offered

TYPED = ("lead", "learned", "uncertain", "ahead")


def compose(report: Report, *, on: date | None = None) -> dict[str, Any]:
    """The report as it reads today, in plain values that can be frozen; `on`: the day by which answers may be late."""
    group, chosen = report.group, set(report.chosen)
    by_place: dict[str, list[dict[str, Any]]] = defaultdict(list)
    released = offered(group)
    held = [one for one in released if str(one.key) in chosen]
    for one in held:
        by_place[one.place].append(row_of(one))
    by_place["figures"] = figuring.freeze(by_place["figures"], held, released, group)
    told = {
        "title": report.title,
        "sort": report.kind,
        "kind": str(report.get_kind_display()),
        "purpose": group.purpose_line or group.who_for,
        **{name: getattr(report, name) for name in TYPED},
        "took_part": took_part(group),
        "meets_next": _meets_next(group, report.kind),
        "aspirations": looking_back.aspirations(group),
        "asks": asked.told(group, on),
        **{place: by_place[place] for place in EVERYWHERE},
    }
    return told | {"since": comparing.since(told, comparing.before(report))}


def row_of(one: Offered) -> dict[str, Any]:
    """One thing that was released, as a report holds it."""
    title, _gap, more = one.words.partition("\n\n") if one.place != "said" else ("", "", one.words)
    row: dict[str, Any] = {"key": str(one.key), "label": one.label, "title": title, "words": more}
    if one.stage:
        row["stage"] = one.stage
    if one.again:
        told = asked.day(one.again.told_on)
        row["again"] = {"key": str(one.again.key), "words": one.again.words, "told": told}
    return row


def took_part(group: Group) -> dict[str, str]:
    """How many came at all, of how many organisations, to how many meetings; few are not told. One query."""
    held = [meeting for meeting in grouping.meetings_of(group) if meeting.is_held]
    came = Attendance.objects.present().filter(meeting__in=held).values_list("membership", "organisation")
    people, organisations = zip(*came, strict=True) if came else ((), ())
    return {
        "people": few(len(set(people))),
        "organisations": few(len(set(organisations))),
        "meetings": str(len(held)),
    }


def _meets_next(group: Group, kind: str) -> str:
    """When the next meeting is, and whether it is the last; in a briefing, which is about the last, that one where its day is set."""
    to_come = [meeting for meeting in grouping.meetings_of(group) if not meeting.is_held]
    if not to_come:
        return ""
    ahead = to_come[-1 if kind == Report.Kind.BRIEFING else 0]
    words = {"number": ahead.number, "day": date_format(ahead.starts_local, "l j F Y")}
    if ahead.number >= group.planned_meetings:
        return _("The last meeting is on %(day)s.") % words
    return _("Meeting %(number)s is on %(day)s.") % words
