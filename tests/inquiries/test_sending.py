"""The mail that a row becomes, and what the demo and other backends make of it."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core import mail as outgoing
from django.utils import timezone

from inquiries import sending
from inquiries.models import Message
from inquiries.smtp import dotted, sender
from tests.builders import make_message

pytestmark = pytest.mark.django_db
State, Kind = Message.State, Message.Kind
OPEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
INVITE = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def sent(message):
    """What left for this message, read as its mail program would read it."""
    assert sending.deliver(message.pk, max(timezone.now(), message.due_at)) is True
    return outgoing.outbox[-1].message()


def test_a_message_is_sent_once_however_often_it_is_delivered():
    message = make_message()

    assert sending.deliver(message.pk, timezone.now()) is True
    assert sending.deliver(message.pk, timezone.now()) is False
    message.refresh_from_db()
    assert (message.state, message.attempts, len(outgoing.outbox)) == (State.SENT, 1, 1)


def test_sent_is_the_time_that_the_caller_says():
    message = make_message(due_at=OPEN, made_at=OPEN)

    sending.deliver(message.pk, OPEN + timedelta(hours=1))
    message.refresh_from_db()
    assert message.sent_at == OPEN + timedelta(hours=1)


def test_a_mail_says_by_whom_it_was_made_and_that_nobody_need_answer(settings):
    settings.SITE_URL = "https://clip.example.scot"
    settings.DEFAULT_FROM_EMAIL = "clip@example.scot"
    message = make_message(from_name="Delia, Wester Beston group", reply_to="delia@example.scot")

    mail = sent(message)
    assert mail["From"] == "Delia Wester Beston group <clip@example.scot>"
    assert mail["Reply-To"] == "delia@example.scot"
    assert mail["To"] == message.person.email
    assert mail["Message-ID"] == f"<{message.pk}@clip.example.scot>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Id"] == "Clip <messages.clip.example.scot>"


def test_a_second_try_carries_the_same_id_and_date():
    message = make_message()
    first = sent(message)
    message.refresh_from_db()
    Message.objects.update(state=State.RETRY)

    second = sent(message)
    assert second["Message-ID"] == first["Message-ID"]
    assert second["Date"] == first["Date"]
    assert parsedate_to_datetime(first["Date"]) == message.first_tried_at.replace(microsecond=0)


# An invitation to join leaves for a row of its own alone: it is tested with inviting.
@pytest.mark.parametrize("kind", [kind for kind in Kind.values if kind != Kind.JOINING])
def test_notes_alone_can_be_unsubscribed_from(kind):
    message = make_message(
        kind=kind, pause_url="https://clip.example.scot/pause/x/", made_at=OPEN, due_at=OPEN
    )

    sending.deliver(message.pk, OPEN)
    mail = outgoing.outbox[-1].message()
    expected = (
        ("<https://clip.example.scot/pause/x/>", "List-Unsubscribe=One-Click")
        if kind == Kind.NOTE
        else (None, None)
    )
    assert (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]) == expected


def test_a_mail_has_plain_text_and_html():
    mail = sent(make_message())

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.get_payload()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_carries_its_calendar_as_an_alternative_and_as_a_file(method):
    mail = sent(make_message(calendar=INVITE.replace("REQUEST", method)))

    body, attached = mail.get_payload()
    assert [part.get_content_type() for part in body.get_payload()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    alternative = body.get_payload()[2]
    assert (alternative.get_param("method"), alternative.get_content_charset()) == (method, "utf-8")
    assert (attached.get_content_type(), attached.get_filename(), attached.get_param("method")) == (
        "text/calendar",
        "invite.ics",
        method,
    )
    for part in (alternative, attached):
        assert part.get_payload(decode=True).decode().splitlines()[:2] == [
            "BEGIN:VCALENDAR",
            f"METHOD:{method}",
        ]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Delia", "Delia <clip@example.scot>"),
        ('Delia "the boss", <all@example.scot>:;', '"Delia the boss allexample.scot" <clip@example.scot>'),
        ("Delia\r\nBcc: all", "DeliaBcc all <clip@example.scot>"),
        ("x" * 100, f"{'x' * 75} <clip@example.scot>"),
    ],
)
def test_a_sender_is_a_clean_name_before_our_address(name, header):
    assert sender(name, "Clip <clip@example.scot>") == header


def test_a_line_of_dots_stays_what_it_is():
    assert dotted(b"a\r\n.\r\n..b\r\nc") == b"a\r\n..\r\n...b\r\nc\r\n.\r\n"


def test_a_message_that_can_not_be_written_fails_loudly_and_is_set_aside_at_the_third_time(monkeypatch):
    message = make_message()
    monkeypatch.setattr(sending, "build", lambda message, connection: 1 / 0)
    at = timezone.now()

    for _ in range(3):
        at += timedelta(minutes=2)
        with pytest.raises(ZeroDivisionError):
            sending.deliver(message.pk, at)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, 3)
    assert message.failed_because == "It could not be written: ZeroDivisionError"
    assert sending.deliver(message.pk, at + timedelta(days=1)) is False


def test_the_demo_keeps_its_mails(settings):
    settings.EMAIL_BACKEND = "inquiries.smtp.KeepInOutbox"
    message = make_message()

    assert sending.deliver(message.pk, timezone.now()) is True
    message.refresh_from_db()
    assert (message.state, message.text, outgoing.outbox) == (State.SENT, "Do come.", [])
