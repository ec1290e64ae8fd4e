"""What pages of a group draw of its meetings: the row of dots, and the stages of one meeting."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from inquiries.models import Group
from meetings import grouping, stages
from meetings.formats import FORMATS, Format
from meetings.models import Meeting
from meetings.planning import Agenda

register = template.Library()
ANY_ROW = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Stop:
    """One dot of the row: a meeting, or (without one) the stroke that marks today among them."""

    meeting: Meeting | None
    is_today: bool = False
    is_held: bool = False
    is_next: bool = False
    is_on_the_day: bool = False


@register.inclusion_tag("_thread.html")
def meeting_thread(group: Group, classes: str = "") -> dict[str, Any]:
    """The meetings of a group as a row of dots with today marked among them; one query, none where they are read."""
    if "meetings" in getattr(group, "_prefetched_objects_cache", {}):
        meetings = sorted((m for m in group.meetings.all() if not m.cancelled_at), key=lambda m: m.number)
    else:
        meetings = grouping.meetings_of(group)
    return {"stops": stops(meetings, timezone.now()), "classes": classes}


def stops(meetings: list[Meeting], at: datetime) -> list[Stop]:
    """The row in order; today stands before the first meeting ahead of it, unless it is a meeting's day."""
    today = timezone.localdate(at)
    upcoming = next((meeting for meeting in meetings if not meeting.is_held), None)
    row = [
        Stop(
            meeting,
            is_held=meeting.is_held,
            is_next=meeting == upcoming,
            is_on_the_day=meeting.starts_local.date() == today,
        )
        for meeting in meetings
    ]
    if not row or any(stop.is_on_the_day for stop in row):
        return row
    place = sum(meeting.starts_local.date() < today for meeting in meetings)
    return [*row[:place], Stop(None, is_today=True), *row[place:]]


@register.filter
def as_length(minutes: int) -> str:
    """A number of minutes as people say it: "3 hours", "1 hour 30 minutes"."""
    return stages.length(minutes)


@register.simple_tag
def row_url(view_name: str, slug: str, number: int, *row: Any) -> str:
    """The address of a row of a meeting's page, by its key (the last of `row`); its route is looked up once for all."""
    *kind, key = row
    return _row_url(view_name, slug, number, *kind).replace(ANY_ROW, str(key))


@lru_cache(maxsize=256)
def _row_url(view_name: str, slug: str, number: int, *kind: str) -> str:
    return reverse(view_name, args=[slug, number, *kind, ANY_ROW])


@register.simple_tag
def format_row(chosen: Format, meeting: Meeting, agenda: Agenda, *, fits: bool) -> SafeString:
    """One format to start a plan from; a ready one is the same for everybody, and so drawn once."""
    if chosen.is_own:
        return render_to_string("meetings/_format.html", _of_row(chosen, meeting, agenda))
    return _format_row(chosen.key, meeting.number if fits else 0, bool(agenda.slots), get_language())


def _of_row(chosen: Format, meeting: Meeting, agenda: Agenda) -> dict[str, Any]:
    remove_url = row_url("meetings:own-format-remove", meeting.group.slug, meeting.number, chosen.key)
    return {"format": chosen, "fits": 0, "has_agenda": bool(agenda.slots), "remove_url": remove_url}


@lru_cache(maxsize=256)
def _format_row(key: str, fits: int, has_agenda: bool, language: str | None) -> SafeString:
    context = {"format": FORMATS[key], "fits": fits, "has_agenda": has_agenda}
    return render_to_string("meetings/_format.html", context)
