"""How fast mails leave: so many a second over all workers, by a row that says when the next may go."""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from inquiries.models import Heartbeat

MAILS = "mails"  # the row: when the next mail may leave
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR = timedelta(seconds=30)  # no queue of workers is so long: the clock was set back meanwhile


def wait_for_a_turn() -> None:
    """Sleep until it is this mail's turn: at most as many turns ahead as there are workers."""
    if not settings.MAILS_A_SECOND:
        return
    turn = take_turn(timezone.now(), apart=timedelta(seconds=1 / settings.MAILS_A_SECOND))
    time.sleep(max(0.0, (turn - timezone.now()).total_seconds()))


def take_turn(now: datetime, *, apart: timedelta) -> datetime:
    """The next moment that no other mail has, by one conditional update; whoever comes second asks again."""
    rows = Heartbeat.objects.filter(name=MAILS)
    while True:
        beat, _is_new = Heartbeat.objects.get_or_create(name=MAILS, defaults={"beat_at": LONG_AGO})
        turn = beat.beat_at if now < beat.beat_at < now + FAR else now
        if rows.filter(beat_at=beat.beat_at).update(beat_at=turn + apart):
            return turn
