"""Workers that are killed and queues that are emptied: rows say what is due, so the next round finds it."""

import signal
import time

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.utils import timezone

from inquiries import tasks
from inquiries.models import Message
from tests.builders import make_message
from tests.jobs import separate_worker
from tests.smtp_sink import Sink

State = Message.State
with_redis = pytest.mark.skipif(
    not settings.REDIS_URL, reason="kills workers and empties queues: needs Redis"
)


def wait_for(what, seconds=30):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def is_sent(message):
    message.refresh_from_db()
    return message.state == State.SENT


def tick():
    current_app.send_task("clip.tasks.tick")


def test_what_no_job_was_published_for_is_found_by_the_next_tick(jobs):
    message = make_message()

    tick()
    wait_for(lambda: is_sent(message))
    assert message.attempts == 1


def test_two_ticks_and_a_wake_send_it_once(jobs):
    messages = [make_message() for _ in range(5)]

    tick()
    tasks.wake()
    tick()
    wait_for(lambda: all(is_sent(message) for message in messages))
    time.sleep(0.5)
    assert [m.attempts for m in Message.objects.all()] == [1] * 5


@with_redis
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("stage", "ends"), [("rcpt", State.SENT), ("dot", State.UNCERTAIN)])
def test_a_worker_killed_in_mid_send_leaves_it_to_the_next(stage, ends):
    message = make_message(due_at=timezone.now())
    with Sink() as sink:
        with separate_worker(EMAIL_URL=sink.url) as worker:
            sink.at(stage, lambda: (worker.send_signal(signal.SIGKILL), worker.wait(10)))
            tasks.wake()
            wait_for(lambda: worker.poll() is not None)
        with separate_worker(EMAIL_URL=sink.url, MESSAGE_LEASE_SECONDS="1"):
            time.sleep(1)
            tick()
            wait_for(lambda: Message.objects.get(pk=message.pk).state == ends)
        assert sink.ids() == [message.message_id]


@with_redis
@pytest.mark.django_db(transaction=True)
def test_a_queue_that_was_emptied_is_filled_again():
    message = make_message()
    tasks.wake()  # nobody works yet: it waits in Redis
    server = redis.Redis.from_url(settings.REDIS_URL)
    mine = list(server.scan_iter(f"{settings.CELERY_BROKER_TRANSPORT_OPTIONS['global_keyprefix']}*"))
    assert mine
    server.delete(*mine)
    server.close()

    with separate_worker():
        tick()
        wait_for(lambda: is_sent(message))
