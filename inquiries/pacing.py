"""How fast mails leave: so many a second over all workers, by a row that says when the next may go."""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from inquiries.models import Heartbeat

MAILS = "mails"  # the row: when the next mail may leave
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR = timedelta(seconds=30)  # no queue of workers is so long: the clock was set back meanwhile


class Turns:
    """Turns for mails that one worker sends one after the other: taken a few at a time, for each taking asks the database.

    Turns that are not used are lost, which slows nobody down by more than a moment.
    """

    def __init__(self, at_once: int = 1) -> None:
        self._at_once, self._taken = at_once, 0
        self._next = LONG_AGO

    def wait(self) -> None:
        """Sleep until it is the next mail's turn."""
        if not settings.MAILS_A_SECOND:
            return
        if not self._taken:
            self.take()
        time.sleep(max(0.0, (self._next - timezone.now()).total_seconds()))
        self._next, self._taken = self._next + _apart(), self._taken - 1

    def take(self) -> None:
        """Take the next few now: what else is done before they come costs no time."""
        if settings.MAILS_A_SECOND:
            self._next = take_turns(timezone.now(), self._at_once, apart=_apart())
            self._taken = self._at_once


def _apart() -> timedelta:
    return timedelta(seconds=1 / settings.MAILS_A_SECOND)


def take_turns(now: datetime, count: int = 1, *, apart: timedelta) -> datetime:
    """The next moment that no other mail has, and so many from there on, by one conditional update.

    Whoever comes second asks again.
    """
    rows = Heartbeat.objects.filter(name=MAILS)
    while True:
        beat, _is_new = Heartbeat.objects.get_or_create(name=MAILS, defaults={"beat_at": LONG_AGO})
        turn = beat.beat_at if now < beat.beat_at < now + FAR else now
        if rows.filter(beat_at=beat.beat_at).update(beat_at=turn + count * apart):
            return turn
