"""Many notes in one job: one connection, each taken just before it leaves, and none that fails takes others with it."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from inquiries import messaging, sending
from inquiries.departing import Written
from inquiries.models import Message
from tests.builders import make_membership, make_message
from tests.smtp_sink import DROP

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State


@pytest.fixture(autouse=True)
def writers(settings):
    settings.MESSAGE_WRITERS = {"note": f"{__name__}.write"}


def write(messages, at):
    return {
        message.pk: "Nothing to say any more."
        if message.subject == "silent"
        else Written("A note", "Hi", "<p>Hi</p>")
        for message in messages
    }


def write_badly(messages, at):
    if any(message.subject == "poison" for message in messages):
        raise ZeroDivisionError
    return write(messages, at)


def notes(*subjects):
    """Notes that wait, in the middle of a working day, so that nothing holds them."""
    noon = timezone.now().replace(hour=12) - timedelta(days=1)
    group = make_membership().group
    empty = {"kind": "note", "text": "", "html": "", "made_at": noon}
    return [
        make_message(
            make_membership(group=group), subject=subject, due_at=noon + timedelta(seconds=n), **empty
        )
        for n, subject in enumerate(subjects)
    ]


def send(rows):
    at = rows[-1].due_at
    with patch("inquiries.departing.leaves", lambda message, at: at):
        sent = sending.deliver_some([row.pk for row in rows], at)
    for row in rows:
        row.refresh_from_db()
    return sent


def test_they_leave_over_one_connection_with_the_words_of_the_moment(sink):
    rows = notes("", "", "")

    assert send(rows) == 3
    assert sink.talked == 1
    assert sink.ids() == [row.message_id for row in rows]
    assert {(row.state, row.subject, row.text) for row in rows} == {(State.SENT, "A note", "Hi")}


def test_one_without_anything_to_say_stays_and_says_why(sink):
    rows = notes("", "silent", "")

    assert send(rows) == 2
    assert (rows[1].state, rows[1].failed_because) == (State.SUPPRESSED, "Nothing to say any more.")


def test_one_that_is_refused_is_followed_by_the_rest_on_a_new_connection(sink):
    rows = notes("", "", "")
    sink.at("rcpt", "250 fine", "550 5.1.1 no such user")

    assert send(rows) == 2
    assert [row.state for row in rows] == [State.SENT, State.FAILED, State.SENT]
    assert sink.talked == 2


def test_a_line_that_is_dropped_in_mid_text_makes_one_uncertain(sink):
    rows = notes("", "", "")
    sink.at("dot", "", DROP)

    send(rows)
    assert [row.state for row in rows] == [State.SENT, State.UNCERTAIN, State.SENT]
    assert len(sink.mails) == 3  # the second was taken before the line went


def test_one_that_can_not_be_written_holds_up_no_other(sink, settings):
    settings.MESSAGE_WRITERS = {"note": f"{__name__}.write_badly"}
    rows = notes("", "poison", "")

    assert send(rows) == 2
    assert [row.state for row in rows] == [State.SENT, State.QUEUED, State.SENT]
    assert rows[1].crashes == 1


def test_what_another_worker_took_meanwhile_is_left_to_it(sink):
    rows = notes("", "")
    waiting = messaging.waiting

    def and_somebody_is_quicker(keys, at):
        found = waiting(keys, at)
        Message.objects.filter(pk=rows[0].pk).update(state=State.CLAIMED, claimed_at=timezone.now())
        return found

    with patch("inquiries.messaging.waiting", and_somebody_is_quicker):
        assert send(rows) == 1
    assert sink.ids() == [rows[1].message_id]


def test_what_is_not_begun_in_time_stays_due(sink, monkeypatch):
    rows = notes("", "")
    monkeypatch.setattr(sending, "BATCH_SECONDS", -1)

    assert send(rows) == 0
    assert {row.state for row in rows} == {State.QUEUED}
