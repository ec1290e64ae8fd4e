"""A pause in a meeting: the wall goes blank, nothing is recorded, and the agenda waits until somebody says go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F

from meetings.models import Meeting


class PausedError(Exception):
    """The meeting is paused: what is said now is not recorded."""


@dataclass(frozen=True)
class Pause:
    """From when until when nothing was recorded; one that lasts still ends now."""

    began_at: datetime
    ended_at: datetime

    @property
    def length(self) -> timedelta:
        return max(self.ended_at - self.began_at, timedelta())


def pause(meeting: Meeting, *, at: datetime) -> bool:
    """Blank the wall and stop recording, and say whether it was this call that did it."""
    running = Meeting.objects.on().filter(pk=meeting.pk, opened_at__isnull=False, closed_at=None)
    done = running.filter(paused_at=None).update(paused_at=at, record_version=F("record_version") + 1)
    meeting.refresh_from_db(fields=["paused_at", "record_version"])
    return bool(done)


def go_on(meeting: Meeting, *, at: datetime) -> bool:
    """Show the wall and record again, and say whether it was this call that did it; the pause is noted for the agenda."""
    began_at = meeting.paused_at
    if began_at is None:
        return False
    pauses = [*meeting.pauses, [began_at.timestamp(), at.timestamp()]]
    mine = Meeting.objects.filter(pk=meeting.pk, paused_at=began_at)
    done = mine.update(paused_at=None, pauses=pauses, record_version=F("record_version") + 1)
    meeting.refresh_from_db(fields=["paused_at", "pauses", "record_version"])
    return bool(done)


def must_go_on(meeting: Meeting, at: datetime) -> None:
    """Raises PausedError where what was said at this moment falls into the pause; what a device kept before it is taken."""
    if meeting.paused_at and at >= meeting.paused_at:
        raise PausedError


def pauses_of(meeting: Meeting, at: datetime) -> list[Pause]:
    """The pauses of a meeting in order, the one that lasts still as of this moment; no query."""
    over = [Pause(*(datetime.fromtimestamp(second, tz=UTC) for second in pair)) for pair in meeting.pauses]
    return [*over, Pause(meeting.paused_at, at)] if meeting.paused_at else over


def stretches(
    minutes: Iterable[int], starts_at: datetime, pauses: list[Pause]
) -> list[tuple[datetime, datetime]]:
    """When each item begins and ends: one that a pause falls into, or before, gives nothing of its minutes away."""
    spans, begins, waiting = [], starts_at, list(pauses)
    for length in minutes:
        ends = begins + timedelta(minutes=length)
        while waiting and waiting[0].began_at < ends:
            ends += waiting.pop(0).length
        spans.append((begins, ends))
        begins = ends
    return spans
