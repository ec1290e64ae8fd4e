"""Occasions for notes between two meetings: after the recap, half way, and a week before the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from inquiries.models import Group
from meetings import timing
from meetings.models import Meeting, NoteRhythm, Nudge

BEFORE = timedelta(days=7)
A_DAY = timedelta(days=1)
AT = time(10)
APART = timedelta(days=6)  # between two notes to one member of a group
Occasion = Nudge.Occasion
FIRST_TO_LAST = [Occasion.AFTER_RECAP, Occasion.MIDWAY, Occasion.BEFORE]


@dataclass(frozen=True)
class Between:
    """The time in which notes go out: from the meeting held last, where there is one, to the one ahead."""

    ahead: Meeting
    last: Meeting | None
    occasions: frozenset[str] = frozenset([Occasion.BEFORE])

    @property
    def closed_at(self) -> datetime | None:
        """When the record of the meeting held last was closed: what was said later was said between the two."""
        return self.last.closed_at if self.last else None


def due_for(meeting: Meeting, hours: timing.Hours = timing.WORKING) -> datetime:
    """Ten in the morning of the day a week before a meeting, or the next moment in which a note may reach its person."""
    return _at_ten(timing.in_the_hall(meeting.starts_at).date() - BEFORE, hours)


def due(between: Between, occasion: str, hours: timing.Hours = timing.WORKING) -> datetime | None:
    """When the notes of this occasion go out; None where there is no such occasion between these two meetings."""
    if occasion not in between.occasions:
        return None
    last_one = due_for(between.ahead, hours)
    if occasion == Occasion.BEFORE:
        return last_one
    day = _midway(between) if occasion == Occasion.MIDWAY else _after_recap(between)
    at = _at_ten(day, hours) if day else None
    return at if at and at <= last_one - APART else None


def _at_ten(day: date, hours: timing.Hours) -> datetime:
    return timing.next_open(timing.moment(day, AT), hours)


def _midway(between: Between) -> date | None:
    """Half way between two meetings that lie so far apart that this is not just after the first."""
    if not between.last:
        return None
    first, second = (
        timing.in_the_hall(meeting.starts_at).date() for meeting in (between.last, between.ahead)
    )
    half = (second - first) / 2
    return first + half if half >= 2 * APART else None


def _after_recap(between: Between) -> date | None:
    """The day after the recap went out."""
    recap = getattr(between.last, "recap", None)
    if not recap or not recap.published_at:
        return None
    return timing.in_the_hall(recap.published_at).date() + A_DAY


def between_meetings(groups: Iterable[UUID] | None, at: datetime) -> list[Between]:
    """Of each group that meets again, or each of these: the meetings before and after this moment; two queries."""
    shown = Meeting.objects.on() if groups is None else Meeting.objects.on().filter(group__in=groups)
    held: dict[UUID, Meeting] = {}
    ahead: dict[UUID, Meeting] = {}
    for meeting in shown.select_related("group", "recap").order_by("number"):
        if meeting.is_held:
            held[meeting.group_id] = meeting
        elif meeting.starts_at > at:
            ahead.setdefault(meeting.group_id, meeting)
    rhythms = {row.group_id: row for row in NoteRhythm.objects.filter(group__in=ahead)}
    return [Between(meeting, held.get(group), chosen(rhythms.get(group))) for group, meeting in ahead.items()]


def chosen(rhythm: NoteRhythm | None) -> frozenset[str]:
    """The occasions of a group: the note before each meeting, and what was switched on besides."""
    more = {
        Occasion.AFTER_RECAP: bool(rhythm and rhythm.after_recap),
        Occasion.MIDWAY: bool(rhythm and rhythm.midway),
    }
    return frozenset([Occasion.BEFORE, *(occasion for occasion, is_on in more.items() if is_on)])


@transaction.atomic
def choose(group: Group, *, after_recap: bool, midway: bool, at: datetime) -> None:
    """Switch the notes besides the one before each meeting on or off; those that wait in the queue stop or go on."""
    wanted = {"after_recap": after_recap, "midway": midway}
    NoteRhythm.objects.update_or_create(group=group, defaults=wanted)
    switched_off = {"not_sent_because": Nudge.Silence.SWITCHED_OFF, "decided_at": at}
    for occasion, is_on in ((Occasion.AFTER_RECAP, after_recap), (Occasion.MIDWAY, midway)):
        rows = Nudge.objects.filter(meeting__group=group, meeting__starts_at__gt=at, occasion=occasion)
        if is_on:
            stopped = rows.filter(not_sent_because=Nudge.Silence.SWITCHED_OFF, due_at__gt=at)
            stopped.update(not_sent_because="", decided_at=None)
        else:
            rows.waiting().update(**switched_off)
