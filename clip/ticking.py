"""What the clock sets going: the jobs in order, and, for the demo and tests, a replay of what falls due until a time.

settings.TICK_JOBS names functions that take a moment. A function `next_due(after)` beside one, where there is one,
says when it has something to do next: a replay steps through these moments.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from inquiries import messaging, rendering, sending
from inquiries.models import Heartbeat, Message

Job = Callable[[datetime], None]
NextDue = Callable[[datetime], datetime | None]
logger = logging.getLogger(__name__)
TICK, ROUND = "tick", "round"  # when the last round ended; until when the round that runs has its turn
TURN = timedelta(seconds=50)  # shorter than from tick to tick: a round that was killed holds up nothing

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@contextmanager
def turn() -> Iterator[bool]:
    """One round at a time: gives False where another is under way. Two at once would be slow, and do no harm."""
    now = timezone.now()
    Heartbeat.objects.get_or_create(name=ROUND, defaults={"beat_at": LONG_AGO})
    # A turn that ends much later than one that begins now would: the clock was set back meanwhile.
    free = Q(beat_at__lte=now) | Q(beat_at__gt=now + 2 * TURN)
    mine = Heartbeat.objects.filter(free, name=ROUND).update(beat_at=now + TURN)
    try:
        yield bool(mine)
    finally:
        if mine:
            Heartbeat.objects.filter(name=ROUND, beat_at=now + TURN).update(beat_at=timezone.now())


def run(at: datetime) -> None:
    """Run each job once, as of this moment. One that fails holds up no other, and is raised at the end."""
    problems: list[Exception] = []
    for path in settings.TICK_JOBS:
        try:
            job: Job = import_string(path)
            job(at)
        except Exception as problem:
            logger.exception("The job %s failed.", path)
            problems.append(problem)
    Heartbeat.objects.update_or_create(name=TICK, defaults={"beat_at": timezone.now()})  # real time, always
    if problems:
        raise ExceptionGroup("Jobs failed", problems)


def deliver_due(at: datetime) -> Iterator[Message]:
    """Send what is due in this process; yields each message as it stands afterwards."""
    for message_id in messaging.due(at):
        try:
            sending.deliver(message_id, at)
        except Exception:
            logger.exception(
                "The message %s could not be sent.", message_id
            )  # its row says so; the rest goes on
        yield Message.objects.select_related("person").get(pk=message_id)


def render_waiting(at: datetime) -> None:
    for document_id in rendering.lost(at):
        rendering.render(document_id, at)


def replay(until: datetime) -> Iterator[Message]:
    """Run what falls due from now until then, in order, delivering in this process; yields what left or did not."""
    moment: datetime | None = min(timezone.now(), until)
    while moment is not None:
        run(moment)
        yield from deliver_due(moment)
        moment = _next_moment(moment, until)
    run(until)
    yield from deliver_due(until)
    render_waiting(until)


def _next_moment(after: datetime, until: datetime) -> datetime | None:
    """The next moment at which any job has something to do, up to `until`."""
    due = [next_due(after) for next_due in _listings()]
    moments = [moment for moment in due if moment is not None and after < moment <= until]
    return min(moments, default=None)


def _listings() -> Iterator[NextDue]:
    for path in settings.TICK_JOBS:
        try:
            yield import_string(f"{path.rpartition('.')[0]}.next_due")
        except ImportError:
            continue  # a job without one runs in each round, and asks for none
