"""The child process that sends notes: told what to send, answering how many went, started anew where it ended."""

import sys
from uuid import uuid4

import pytest

from inquiries import tasks
from inquiries.relaying import Relay

ECHO = "import json, sys\nfor line in sys.stdin:\n    print(len(json.loads(line)), flush=True)\n"


@pytest.fixture
def relay(settings):
    settings.NOTES_COMMAND = [sys.executable, "-c", ECHO]
    relay = Relay()
    yield relay
    relay.stop()


def test_it_is_told_what_to_send_and_says_how_many_went(relay):
    assert [relay.send([uuid4() for _ in range(count)]) for count in (1, 3)] == [1, 3]


def test_one_that_ended_is_started_anew(relay):
    relay.send([uuid4()])
    relay.stop()

    assert relay.send([uuid4(), uuid4()]) == 2


def test_one_that_breaks_off_is_an_error_of_the_job(relay, settings):
    settings.NOTES_COMMAND = [sys.executable, "-c", "import sys; sys.stdin.readline()"]

    with pytest.raises(BrokenPipeError):
        relay.send([uuid4()])


def test_notes_go_by_it_only_where_serve_said_so(monkeypatch, relay):
    sent = []
    monkeypatch.setattr(tasks, "relay", relay)
    monkeypatch.setattr(relay, "send", sent.append)
    monkeypatch.setattr(tasks.sending, "deliver_some", lambda keys, at: sent.append("here"))

    tasks.deliver_some([str(uuid4())])
    relay.is_on = True
    tasks.deliver_some([str(uuid4())])

    assert sent[0] == "here"
    assert len(sent[1]) == 1
