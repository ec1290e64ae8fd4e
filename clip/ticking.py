"""What the clock sets going: the jobs in order, and, for the demo and tests, a replay of what falls due until a time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from inquiries import messaging, rendering, sending
from inquiries.models import Heartbeat, Message

Job = Callable[[datetime], None]
NextDue = Callable[[datetime], datetime | None]
TICK = "tick"


def jobs() -> Iterator[tuple[Job, NextDue | None]]:
    """Each job of settings.TICK_JOBS, with the function of its module that says when it has something to do next."""
    for path in settings.TICK_JOBS:
        module_path, _, name = path.rpartition(".")
        module = import_module(module_path)
        yield getattr(module, name), getattr(module, "next_due", None)


def run(at: datetime) -> None:
    """Run each job once, as of this moment; the heartbeat is real time."""
    for job, _ in jobs():
        job(at)
    Heartbeat.objects.update_or_create(name=TICK, defaults={"beat_at": timezone.now()})


def replay(until: datetime) -> Iterator[Message]:
    """Run what falls due from now until then, in order, delivering in this process; yields what was sent or not."""
    moment: datetime | None = min(timezone.now(), until)
    while moment is not None:
        run(moment)
        yield from _deliver(moment)
        moment = _next_moment(moment, until)
    run(until)
    yield from _deliver(until)
    for document_id in rendering.lost(until):
        rendering.render(document_id, until)


def _next_moment(after: datetime, until: datetime) -> datetime | None:
    """The next moment at which any job has something to do, up to `until`."""
    due = [next_due(after) for _, next_due in jobs() if next_due]
    moments = [moment for moment in due if moment is not None and after < moment <= until]
    return min(moments, default=None)


def _deliver(at: datetime) -> Iterator[Message]:
    for message_id in messaging.due(at):
        sending.deliver(message_id, at)
        yield Message.objects.select_related("person").get(pk=message_id)
