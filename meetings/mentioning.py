"""What a note says besides actions, and who gets one for it: apps above say so by settings.NOTE_LINES and settings.NOTE_LEADS."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from meetings.models import Nudge
from meetings.occasions import Between


@dataclass(frozen=True)
class Mention:
    """One more line of a note, and the page that it leads to."""

    words: str
    url: str


Mentions = dict[UUID, list[Mention]]  # by member
Lines = Callable[[dict[UUID, date]], Mentions]  # of members, each with the day of the meeting ahead
Leads = Callable[[dict[UUID, date]], list[tuple[UUID, UUID, str]]]  # of groups: group, member, their hours


def mentions(nudges: Iterable[Nudge]) -> Mentions:
    """What each of these notes mentions; the queries of each source, and none without a note."""
    days = {nudge.membership_id: nudge.meeting.starts_local.date() for nudge in nudges}
    found: Mentions = defaultdict(list)
    if days:
        for path in settings.NOTE_LINES:
            source: Lines = import_string(path)
            for member, lines in source(days).items():
                found[member].extend(lines)
    return found


def leads(between: Iterable[Between]) -> list[tuple[Between, UUID, str]]:
    """Who else gets a note before these meetings, and at what hours notes may reach them."""
    near = {one.ahead.group_id: one for one in between}
    days = {group: one.ahead.starts_local.date() for group, one in near.items()}
    sources: list[Leads] = [import_string(path) for path in settings.NOTE_LEADS] if days else []
    return [(near[group], lead, hours) for source in sources for group, lead, hours in source(days)]
