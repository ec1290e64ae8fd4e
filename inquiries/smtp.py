"""How mails leave: the mail server, spoken to step by step, or the demo's outbox."""

import re
import smtplib
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

ACCEPTED = range(200, 300)  # RFC 5321: the first digit decides
PARTING_SECONDS = 2  # how long a farewell may take: the mail is taken or refused by then


class NotLetInError(OSError):
    """The mail server answered, and would not talk to us: nothing is wrong with the mail."""


class SteppedBackend(EmailBackend):
    """Speaks SMTP one step at a time, and says when the mail server is about to get the text, and when it has it.

    Between those two calls, no answer means that the mail may have been delivered.
    """

    before_text: Callable[[], None] = staticmethod(lambda: None)
    after_text: Callable[[], None] = staticmethod(lambda: None)

    def open(self) -> bool | None:
        try:
            return super().open()
        except smtplib.SMTPResponseException as problem:
            self.close()
            raise NotLetInError(said(problem)) from problem

    def close(self) -> None:
        """Take leave. What goes wrong here changes nothing about the mail."""
        if self.connection is None:
            return
        try:
            with suppress(OSError):  # which every error of smtplib is
                if self.connection.sock:
                    self.connection.sock.settimeout(PARTING_SECONDS)
                self.connection.quit()
            self.connection.close()
        finally:
            self.connection = None

    def _send(self, email_message: EmailMessage) -> bool:
        encoding = email_message.encoding or settings.DEFAULT_CHARSET
        recipients = [sanitize_address(address, encoding) for address in email_message.recipients()]
        if not recipients:
            return False
        sender_address = sanitize_address(email_message.from_email, encoding)
        self._converse(sender_address, recipients, email_message.message().as_bytes(linesep="\r\n"))
        return True

    def _converse(self, sender_address: str, recipients: Sequence[str], text: bytes) -> None:
        """Raises SMTPResponseException where the server refuses a step, SMTPServerDisconnected for silence."""
        server = self.connection
        assert server  # Django has opened it
        server.ehlo_or_helo_if_needed()
        _expect(ACCEPTED, *server.mail(sender_address))
        for recipient in recipients:
            _expect(ACCEPTED, *server.rcpt(recipient))
        _expect((354,), *server.docmd("DATA"))
        try:
            self.before_text()
            server.send(dotted(text))
            answer = server.getreply()
        except BaseException:
            server.close()  # no farewell inside a text: one that never ends is thrown away by the server
            raise
        _expect(ACCEPTED, *answer)
        self.after_text()


def dotted(text: bytes) -> bytes:
    """A text as it goes over the wire: dots at the start of lines doubled, and one alone at the end."""
    ended = text if text.endswith(b"\r\n") else text + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def _expect(codes: Container[int], code: int, answer: bytes) -> None:
    if code not in codes:
        raise smtplib.SMTPResponseException(code, answer)


def said(problem: smtplib.SMTPResponseException) -> str:
    """The server's own answer: its code and its words."""
    answer = problem.smtp_error
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return f"{problem.smtp_code} {' '.join(words.split())}"


class KeepInOutbox(BaseEmailBackend):
    """The demo's: nothing leaves this machine, and the rows of the ledger are the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


def sender(name: str, address: str) -> str:
    """The From header: a name that no mail program trips over, before the one address that all mails come from."""
    clean = "".join(letter for letter in name if letter.isprintable() and letter not in '@:,;"<>')
    return str(Address(clean[:75].strip(), addr_spec=parseaddr(address)[1]))
