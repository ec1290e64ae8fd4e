"""Sending one message: build the mail, hand it over, and write down what came back."""

import logging
import smtplib
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from inquiries import bouncing, departing, messaging, pacing
from inquiries.models import Message
from inquiries.smtp import NotLetInError, SteppedBackend, said, sender

State = Message.State
logger = logging.getLogger(__name__)
BATCH_SECONDS = 20  # far within the time that a job has
FULL = (452, 552)  # a mailbox without room: try later, and more slowly
NOT_LET_IN = (
    530,
    534,
    535,
    538,
)  # the server wants us to sign in, or otherwise: nothing is wrong with the mail
JITTERED = 432


class LeaseLostError(Exception):
    """Another worker has the message: say nothing to the mail server."""


def deliver(message_id: UUID, at: datetime) -> bool:
    """Send one message that is due, and say whether the mail server took it. A second call finds it taken."""
    message = messaging.claim(message_id, at)
    if message is None:
        return False
    with _set_aside(message, at):
        why = departing.write([message], at).get(message.pk)
    if why:
        messaging.settle(message, State.SUPPRESSED, why)
        return False
    return _try(message, at, pacing.Turns())


def deliver_some(message_ids: list[UUID], at: datetime) -> int:
    """Send these one after the other over one connection, and say how many the mail server took.

    They are read and written together, and taken one by one just before each leaves. What is not begun after
    BATCH_SECONDS stays due for the next round: a worker has only so much time.
    """
    messages = messaging.waiting(message_ids, at)
    if not messages:
        return 0
    turns = pacing.Turns(at_once=len(messages))
    turns.take()  # they are written while the first turns come
    try:
        whys = departing.write(messages, at)
    except Exception:
        logger.exception("Notes could not be written together; each is tried by itself.")
        return sum(_alone(message.pk, at) for message in messages)
    began, sent = time.monotonic(), 0
    with closing(get_connection(timeout=settings.EMAIL_TIMEOUT)) as connection:
        for message in messages:
            if time.monotonic() > began + BATCH_SECONDS:
                break
            if messaging.claim_written(message, whys.get(message.pk, ""), at):
                sent += _try(message, at, turns, connection)
    return sent


def _alone(message_id: UUID, at: datetime) -> bool:
    """One of several, where one that can’t be written must hold up no other: its row says so."""
    try:
        return deliver(message_id, at)
    except Exception:
        logger.exception("The message %s could not be sent.", message_id)
        return False


@contextmanager
def _set_aside(message: Message, at: datetime) -> Iterator[None]:
    """A fault of ours while this block runs sets the message aside, and goes on up."""
    try:
        yield
    except Exception as problem:
        why = _("It could not be written: %(error)s") % {"error": type(problem).__name__}
        messaging.set_aside(message, why, at=at)
        raise


def _try(
    message: Message, at: datetime, turns: pacing.Turns, connection: BaseEmailBackend | None = None
) -> bool:
    """One try with a message that was claimed. A connection on which anything went wrong is not used again."""
    try:
        _send(message, at, turns, connection)
    except LeaseLostError:
        _close(connection)
        return False
    except OSError as problem:  # which every error of smtplib is
        _close(connection)
        _settle(message, problem, at)
        return False
    except Exception:
        _close(connection)
        with _set_aside(message, at):
            raise
    return True


def _close(connection: BaseEmailBackend | None) -> None:
    if connection is not None:
        connection.close()


def _send(
    message: Message, at: datetime, turns: pacing.Turns, kept_open: BaseEmailBackend | None = None
) -> None:
    """Build the mail and hand it over; on `kept_open`, which stays open, or on a connection of its own."""
    connection = kept_open or get_connection(timeout=settings.EMAIL_TIMEOUT)
    mail = build(message, connection)

    def hand_over() -> None:
        if not messaging.hand_over(message):
            raise LeaseLostError

    def taken() -> None:
        messaging.settle(message, State.SENT, sent_at=at)

    if isinstance(connection, SteppedBackend):
        turns.wait()
        connection.before_text, connection.after_text = hand_over, taken
        if kept_open:
            connection.open()
        mail.send()
    else:
        hand_over()
        mail.send()
        taken()


def _settle(message: Message, problem: OSError, at: datetime) -> None:
    """After hand-over no answer means that it may have been delivered; before it, that it may be tried again."""
    again_at: datetime | None
    if isinstance(problem, smtplib.SMTPResponseException) and problem.smtp_code > 0:
        state, why, again_at = judge(problem, message, at)
    elif Message.objects.filter(pk=message.pk, handed_at__isnull=False).exists():
        state, why, again_at = State.UNCERTAIN, messaging.no_answer(), None
    else:
        state, why, again_at = _when_reached(message, _unreachable(problem), at)
    messaging.settle(message, state, why, again_at=again_at)
    if state == State.FAILED and bouncing.says_no_such_address(why):
        bouncing.keep_back(message.person, message.address, why, is_final=True, at=at)


def _unreachable(problem: OSError) -> str:
    if isinstance(problem, NotLetInError):
        return _("The mail server does not let us in: %(answer)s") % {"answer": problem}
    return _("The mail server can’t be reached.")


def judge(
    problem: smtplib.SMTPResponseException, message: Message, at: datetime
) -> tuple[str, str, datetime | None]:
    """What a refusal means: later for passing reasons, and never for a 5xx that is not a full mailbox."""
    code, why = problem.smtp_code, _("The mail server said %(answer)s") % {"answer": said(problem)}
    if code in NOT_LET_IN:
        return _when_reached(message, _unreachable(NotLetInError(said(problem))), at)
    delays = _delays(code, message)
    return _later(why, delays, messaging.refused(message), at) if delays else (State.FAILED, why, None)


def _delays(code: int, message: Message) -> list[int]:
    """How long to wait after each passing refusal, in seconds; nothing after one that is final."""
    if code in FULL:
        return list(settings.MESSAGE_RETRY_SLOW_SECONDS)
    if code == JITTERED:
        return [seconds + message.pk.int % 60 for seconds in settings.MESSAGE_RETRY_SECONDS]
    return list(settings.MESSAGE_RETRY_SECONDS) if 400 <= code < 500 else []


def _when_reached(message: Message, why: str, at: datetime) -> tuple[str, str, datetime | None]:
    """A server that is away, or lets nobody in, is no fault of the mail: it keeps the tries for refusals."""
    tries = message.attempts - message.refusals
    return _later(why, settings.MESSAGE_RETRY_UNREACHABLE_SECONDS, tries, at)


def _later(why: str, delays: list[int], tries: int, at: datetime) -> tuple[str, str, datetime | None]:
    """The next of the delays, in seconds; failed when all of them were waited for."""
    if tries > len(delays):
        return State.FAILED, why, None
    return State.RETRY, why, at + timedelta(seconds=delays[tries - 1])


def build(message: Message, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The mail of a row: the same Message-ID and Date on every try."""
    mail = EmailMultiAlternatives(
        subject=_subject(message),
        body=message.text,
        from_email=sender(message.from_name or settings.SITE_NAME, settings.DEFAULT_FROM_EMAIL),
        to=[sender(message.person.name, message.address) if message.is_shared else message.address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=_headers(message),
        connection=connection,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        _attach_calendar(mail, message.calendar)
    return mail


def _subject(message: Message) -> str:
    """Where several read one mailbox, whose mail it is stands first."""
    subject = " ".join(message.subject.split())[:900]
    if not message.is_shared:
        return subject
    return _("For %(name)s: %(subject)s") % {"name": message.person.short_name, "subject": subject}


def _headers(message: Message) -> dict[str, str]:
    domain = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(message.first_tried_at or message.made_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"{settings.SITE_NAME} <messages.{domain}>",
    }
    if message.kind == Message.Kind.NOTE and message.pause_url:
        headers["List-Unsubscribe"] = f"<{message.pause_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _attach_calendar(mail: EmailMultiAlternatives, calendar: str) -> None:
    """As an alternative, which calendar programs act on, and as a file, which people open."""
    method = "CANCEL" if "METHOD:CANCEL" in calendar else "REQUEST"
    mail.attach_alternative(calendar, f"text/calendar; method={method}; charset=utf-8")
    mail.attach("invite.ics", calendar, f"text/calendar; method={method}")
