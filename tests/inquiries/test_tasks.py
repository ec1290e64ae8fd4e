"""Waking a worker after commit: at once where it can be, and never at the cost of the page."""

import socket
import threading
import time
from datetime import timedelta

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone

from inquiries import rendering, tasks
from inquiries.models import Message
from tests.builders import make_group, make_message

State = Message.State


@pytest.fixture(autouse=True)
def no_silence():
    tasks._broker["silent_until"] = 0.0
    yield
    tasks._broker["silent_until"] = 0.0


@pytest.fixture
def lost_broker(settings):
    """Celery's settings as with Redis, and the address of one that refuses, or that takes calls and says nothing."""
    address = current_app.conf.broker_write_url

    def point(url):
        settings.REDIS_URL = current_app.conf.broker_write_url = url

    yield point
    current_app.conf.broker_write_url = address


@pytest.fixture
def black_hole():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def wait_for(what, seconds=20):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_waking_sends_what_is_due_by_a_worker(jobs):
    message, later = make_message(), make_message(due_at=timezone.now() + timedelta(days=1))

    tasks.wake()
    wait_for(lambda: state_of(message) == State.SENT)
    assert state_of(later) == State.QUEUED


def test_waking_draws_the_documents_that_wait(jobs):
    document = rendering.order(
        group=make_group(),
        title="Recap",
        file_name="recap.pdf",
        html="<html lang='en-GB'><title>Recap</title><h1>Recap</h1></html>",
        at=timezone.now(),
    )

    tasks.wake()
    wait_for(lambda: [document.refresh_from_db(), document.state == "ready"][1], 60)
    with document.file.open() as file:
        assert file.read(4) == b"%PDF"


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_for_what_was_not_saved(monkeypatch):
    woken = []
    monkeypatch.setattr(tasks, "_publish", lambda: woken.append(True))

    with transaction.atomic():
        tasks.wake()
        transaction.set_rollback(True)
    assert woken == []
    with transaction.atomic():
        tasks.wake()
        assert woken == []
    assert woken == [True]


def test_a_broker_that_refuses_costs_no_page_and_no_time(lost_broker, caplog):
    lost_broker("redis://127.0.0.1:1/0")

    began = time.monotonic()
    tasks._publish()
    assert time.monotonic() - began < 1
    assert "The broker does not answer" in caplog.text


def test_a_broker_that_says_nothing_costs_a_second_and_then_none(lost_broker, black_hole):
    lost_broker(black_hole)

    began = time.monotonic()
    tasks._publish()
    assert 0.5 < time.monotonic() - began < 3
    began = time.monotonic()
    tasks._publish()
    assert time.monotonic() - began < 0.1


def test_many_pages_at_once_wait_for_a_dead_broker_a_second_at_most(lost_broker, black_hole):
    lost_broker(black_hole)
    began = time.monotonic()

    threads = [threading.Thread(target=tasks._publish) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert time.monotonic() - began < 4
