"""Whatever the mail server or the worker does, a message is delivered once, or shown as not delivered, or as uncertain."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings as clip
from django.db import connection
from django.utils import timezone

from inquiries import messaging, sending
from inquiries.models import Message, User
from tests.builders import make_message
from tests.jobs import ROOT, address_of_the_test_database
from tests.smtp_sink import DROP, HANG, Sink

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State
QUICK, SLOW = clip.MESSAGE_RETRY_SECONDS[0], clip.MESSAGE_RETRY_SLOW_SECONDS[0]
BEFORE_THE_TEXT = ("connect", "ehlo", "mail", "rcpt", "data")
ONE_WORKER = """
import sys, django
django.setup()
from django.utils import timezone
from inquiries import sending
sending.deliver(sys.argv[1], timezone.now())
"""


def deliver(message, at=None):
    sending.deliver(message.pk, at or timezone.now())
    message.refresh_from_db()
    return message


@pytest.mark.parametrize("stage", BEFORE_THE_TEXT)
@pytest.mark.parametrize("behaviour", [DROP, HANG])
def test_silence_before_the_text_is_tried_again_and_sent_once(sink, stage, behaviour):
    message, now = make_message(), timezone.now()
    sink.at(stage, behaviour)

    deliver(message, now)
    assert (message.state, message.due_at) == (State.RETRY, now + timedelta(seconds=QUICK))
    assert message.failed_because == "The mail server can’t be reached."
    assert (message.handed_at, sink.mails) == (None, [])

    deliver(message, message.due_at)
    assert (message.state, message.failed_because) == (State.SENT, "")
    assert sink.ids() == [message.message_id]


@pytest.mark.parametrize(("stage", "copies"), [("body", 0), ("dot", 1)])
@pytest.mark.parametrize("behaviour", [DROP, HANG])
def test_silence_after_the_text_was_begun_is_uncertain_and_only_a_person_sends_it_again(
    sink, stage, copies, behaviour
):
    message = make_message()
    sink.at(stage, behaviour)

    deliver(message)
    assert (message.state, len(sink.mails)) == (State.UNCERTAIN, copies)
    for later in (timedelta(minutes=5), timedelta(days=1)):
        messaging.sweep(timezone.now() + later)
        assert deliver(message, timezone.now() + later).state == State.UNCERTAIN

    assert messaging.send_again(message, by=message.person, at=timezone.now())
    assert deliver(message).state == State.SENT
    assert set(sink.ids()) == {message.message_id}  # the same, so that a mail program may tell a copy


@pytest.mark.parametrize("behaviour", [DROP, HANG])
def test_what_happens_after_the_answer_changes_nothing(sink, behaviour):
    message = make_message()
    sink.at("after", behaviour)

    assert deliver(message).state == State.SENT
    assert len(sink.mails) == 1


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize(
    ("answer", "state", "seconds"),
    [
        ("421 closing", State.RETRY, QUICK),
        ("450 busy", State.RETRY, QUICK),
        ("451 error", State.RETRY, QUICK),
        ("452 full", State.RETRY, SLOW),
        ("552 full", State.RETRY, SLOW),
        ("550 no such mailbox", State.FAILED, None),
        ("554 not wanted", State.FAILED, None),
    ],
)
def test_a_refusal_decides_what_happens_next(sink, stage, answer, state, seconds):
    message, now = make_message(), timezone.now()
    sink.at(stage, answer)

    deliver(message, now)
    assert (message.state, message.failed_because) == (state, f"The mail server said {answer}")
    assert message.due_at == (now + timedelta(seconds=seconds) if seconds else message.made_at)
    assert sink.mails == []


@pytest.mark.parametrize("stage", ["mail", "rcpt", "dot"])
@pytest.mark.parametrize("code", [530, 534, 535, 538])
def test_a_server_that_wants_us_to_sign_in_is_tried_for_half_a_day(sink, stage, code):
    message, now = make_message(), timezone.now()
    sink.at(stage, f"{code} sign in first")

    deliver(message, now)
    assert (message.state, message.due_at) == (State.RETRY, now + timedelta(seconds=QUICK))
    assert message.failed_because == f"The mail server does not let us in: {code} sign in first"
    assert deliver(message, message.due_at).state == State.SENT


def test_tries_at_an_absent_server_use_up_none_of_those_for_refusals(sink):
    message, at = make_message(), timezone.now()
    sink.at("connect", *[DROP] * 8)
    sink.at("rcpt", "451 busy")
    for _ in range(8):
        at = deliver(message, at).due_at

    deliver(message, at)
    assert (message.state, message.due_at) == (State.RETRY, at + timedelta(seconds=QUICK))
    assert (message.attempts, message.refusals) == (9, 1)


@pytest.mark.parametrize(
    ("stage", "answer"), [("mail", "251 fine"), ("rcpt", "252 we shall try"), ("dot", "251 taken")]
)
def test_every_answer_that_begins_with_two_accepts(sink, stage, answer):
    message = make_message()
    sink.at(stage, answer)

    assert deliver(message).state == State.SENT
    assert sink.ids() == [message.message_id]


def test_mails_leave_no_faster_than_the_setting_says(sink, settings):
    settings.MAILS_A_SECOND = 10
    messages = [make_message() for _ in range(6)]
    began = time.monotonic()

    assert [deliver(message).state for message in messages] == [State.SENT] * 6
    assert time.monotonic() - began >= 0.5  # the first leaves at once, five more a tenth apart


def test_too_many_connections_are_spread(sink):
    message, now = make_message(), timezone.now()
    sink.at("rcpt", "432 too many")

    deliver(message, now)
    assert now + timedelta(seconds=QUICK) <= message.due_at < now + timedelta(seconds=QUICK + 60)


@pytest.mark.parametrize("answer", ["421 closing", "554 no service here"])
def test_a_server_that_lets_nobody_in_is_no_fault_of_the_mail(sink, answer):
    message = make_message()
    sink.at("connect", answer)

    deliver(message)
    assert message.state == State.RETRY
    assert message.failed_because == f"The mail server does not let us in: {answer}"
    assert deliver(message, message.due_at).state == State.SENT


def test_a_mail_server_that_is_not_there_is_tried_for_half_a_day(settings, sink):
    settings.EMAIL_PORT = 1  # nobody listens there
    message = make_message()
    began = now = timezone.now()

    while deliver(message, now).state == State.RETRY:
        now = message.due_at
    assert (message.state, message.attempts) == (
        State.FAILED,
        len(clip.MESSAGE_RETRY_UNREACHABLE_SECONDS) + 1,
    )
    assert now - began > timedelta(hours=11)


@pytest.mark.parametrize(("answer", "delays"), [("451 error", "QUICK"), ("452 full", "SLOW")])
def test_a_passing_refusal_that_does_not_pass_is_given_up_after_five_more_tries(sink, answer, delays):
    waits = clip.MESSAGE_RETRY_SECONDS if delays == "QUICK" else clip.MESSAGE_RETRY_SLOW_SECONDS
    message, now, waited = make_message(), timezone.now(), []
    sink.at("rcpt", *[answer] * 10)

    while deliver(message, now).state == State.RETRY:
        waited.append(round((message.due_at - now).total_seconds()))
        now = message.due_at
    assert (waited, message.state, message.attempts) == (waits, State.FAILED, 6)


def test_a_retry_does_not_come_before_its_time(sink):
    message, now = make_message(), timezone.now()
    sink.at("rcpt", "451 error")

    deliver(message, now)
    deliver(message, now + timedelta(seconds=QUICK - 1))
    assert (message.state, sink.talked) == (State.RETRY, 1)


def test_a_worker_that_lost_its_lease_says_nothing_more(sink, settings):
    """The first is slow to be let on to the text; meanwhile the sweep gives the message to another."""
    settings.MESSAGE_LEASE_SECONDS = 0
    message = make_message()

    def give_it_to_another():
        try:
            messaging.sweep(timezone.now() + timedelta(seconds=1))
            sending.deliver(message.pk, timezone.now() + timedelta(seconds=1))
        finally:
            connection.close()  # of the mail server's thread

    sink.at("data", give_it_to_another)
    settings.EMAIL_TIMEOUT = 10
    deliver(message)
    assert (message.state, message.attempts, message.crashes) == (State.SENT, 2, 1)
    assert sink.ids() == [message.message_id]


def test_an_address_with_letters_beyond_ascii_is_spoken_as_mail_servers_do(sink):
    message = make_message()
    User.objects.filter(pk=message.person_id).update(email="ailsa@blåbær.scot")

    assert deliver(message).state == State.SENT
    assert sink.recipients == [["ailsa@xn--blbr-roah.scot"]]


def test_what_arrives_is_what_was_written(sink):
    text = "Hello Ailsa,\n.\n..dots\nstòbhach, 午後 – and a long line " + "x" * 1200 + "\n"
    message = make_message(text=text, subject="Còmhla – on Thursday")

    deliver(message)
    mail = sink.mails[0]
    assert mail["Subject"] == "Còmhla – on Thursday"
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == text


def kill_a_worker_at(sink: Sink, stage: str, message: Message) -> None:
    """A worker of its own begins to send this, and the mail server has it killed at this stage."""
    own = {
        "DJANGO_SETTINGS_MODULE": "clip.settings",
        "DATABASE_URL": address_of_the_test_database(),
        "SECRET_KEY": clip.SECRET_KEY,
        "SITE_URL": clip.SITE_URL,
        "EMAIL_URL": sink.url,
        "CLIP_STATE": str(clip.STATE_DIR),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", ONE_WORKER, str(message.pk)],
        cwd=ROOT,
        env=os.environ | own,
        stderr=subprocess.PIPE,
    )

    def kill():
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)

    sink.at(stage, kill)
    _, errors = worker.communicate(timeout=60)
    assert worker.returncode == -signal.SIGKILL, errors.decode()[-2000:]


def kill_and_resume(sink: Sink, settings, stage: str) -> None:
    """Killed, swept and sent on: nothing twice, nothing lost, and what is uncertain says so."""
    message = make_message()
    kill_a_worker_at(sink, stage, message)
    settings.MESSAGE_LEASE_SECONDS = 0
    messaging.sweep(timezone.now())
    deliver(message)
    copies = Counter(sink.ids())[message.message_id]

    if stage in BEFORE_THE_TEXT:
        assert (message.state, copies) == (State.SENT, 1)
    elif stage == "body":  # how much of it was on the way by then is for the network to say
        assert message.state == State.UNCERTAIN
        assert copies <= 1
    elif stage == "dot":
        assert (message.state, copies) == (State.UNCERTAIN, 1)
    else:  # it may have written down the answer in time
        assert message.state in (State.UNCERTAIN, State.SENT)
        assert copies == 1
    if message.state == State.UNCERTAIN:
        assert message.failed_because == "The mail server got the text and gave no answer."


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "body", "dot", "after"])
def test_a_worker_killed_in_mid_conversation_sends_nothing_twice_and_loses_nothing(sink, settings, stage):
    kill_and_resume(sink, settings, stage)


@pytest.mark.long
@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "body", "dot", "after"])
def test_workers_killed_in_mid_conversation_again_and_again(sink, settings, stage):
    for _ in range(5):
        kill_and_resume(sink, settings, stage)


def test_a_message_that_kills_each_worker_is_set_aside_and_others_are_sent(sink, settings):
    settings.MESSAGE_LEASE_SECONDS = 0
    poison, other = make_message(), make_message()
    for _ in range(3):
        kill_a_worker_at(sink, "rcpt", poison)
        messaging.sweep(timezone.now())

    deliver(poison)
    assert (poison.state, poison.attempts) == (State.FAILED, 3)
    assert poison.failed_because == "Sending it was broken off three times."
    assert deliver(other).state == State.SENT
