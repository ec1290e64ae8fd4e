"""Jobs of the lowest app: keys in, one call, nothing decided. `wake` is how views set them going."""

import logging
import time
from datetime import datetime
from uuid import UUID

from celery import current_app, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from inquiries import importing, messaging, rendering, sending
from inquiries.relaying import relay

logger = logging.getLogger(__name__)
EXPIRES_SECONDS = (
    300  # a job still waiting by then was given out anew by each round: the queue can't grow for ever
)
TOGETHER = 20  # notes to a job
SILENCE_SECONDS = 30  # after a dead broker: the sweep each minute covers what is not published
IMPATIENCE = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 0,  # kombu would go on connecting for four to six seconds by itself
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
_broker = {"silent_until": 0.0}


@shared_task(ignore_result=True, acks_late=True)
def deliver(message_id: UUID | str) -> None:
    sending.deliver(UUID(str(message_id)), at=timezone.now())


@shared_task(ignore_result=True, acks_late=True)
def deliver_some(message_ids: list[UUID | str]) -> None:
    keys = [UUID(str(message_id)) for message_id in message_ids]
    if relay.is_on:
        relay.send(keys)
    else:
        sending.deliver_some(keys, at=timezone.now())


@shared_task(ignore_result=True, acks_late=True)
def render(document_id: UUID | str) -> None:
    rendering.render(UUID(str(document_id)), at=timezone.now())
    wake()  # one at a time: the next of those that wait


@shared_task(ignore_result=True, acks_late=True)
def import_people(import_id: UUID | str) -> None:
    importing.run(UUID(str(import_id)), at=timezone.now())


@shared_task(ignore_result=True, acks_late=True)
def dispatch(*, is_round: bool = False) -> None:
    """One job for each message that somebody waits for, and each document and import; notes go many to a job.

    Each minute's round gives out as many notes as can leave in it, a page that wakes us no more than a handful.
    """
    for message_id in messaging.due_at_once(timezone.now()):
        deliver.apply_async((str(message_id),), expires=EXPIRES_SECONDS)
    notes = [str(pk) for pk in messaging.due_together(timezone.now(), _at_most(is_round=is_round))]
    for start in range(0, len(notes), TOGETHER):
        deliver_some.apply_async((notes[start : start + TOGETHER],), expires=EXPIRES_SECONDS)
    for document_id in rendering.lost(timezone.now()):
        render.apply_async((str(document_id),), expires=EXPIRES_SECONDS)
    for import_id in importing.lost(timezone.now()):
        import_people.apply_async((str(import_id),), expires=EXPIRES_SECONDS)


def _at_most(*, is_round: bool) -> int:
    """How many notes to give out now: a little more than a minute's worth, so that no worker stands idle."""
    if not is_round:
        return TOGETHER
    return int(settings.MAILS_A_SECOND * 75) or 100 * TOGETHER


def wake() -> None:
    """After commit, let a worker look for what is due. A dead broker delays it by a minute and breaks nothing."""
    transaction.on_commit(_publish, robust=True)


def taken_back(group: UUID, *, at: datetime) -> None:
    """Something of a group is read outside it no more (settings.TAKEN_BACK): what was made of it is drawn anew at once."""
    wake()


def _publish() -> None:
    if time.monotonic() < _broker["silent_until"]:
        return
    try:
        with current_app.connection_for_write(transport_options=_impatient()) as connection:
            current_app.send_task(dispatch.name, connection=connection, retry=False)
    except Exception:  # noqa: BLE001 - whatever the broker's trouble, the row is saved and the page must come
        _broker["silent_until"] = time.monotonic() + SILENCE_SECONDS
        logger.warning("The broker does not answer; the sweep will find what is due.")


def _impatient() -> dict[str, object]:
    """The broker's settings with one second of patience: somebody waits for this page."""
    options = dict(settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    return options | IMPATIENCE if settings.REDIS_URL else options
