"""How mails leave: the mail server, spoken to step by step, or the demo's outbox."""

import smtplib
from collections.abc import Callable, Sequence
from email.headerregistry import Address
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend


class SteppedBackend(EmailBackend):
    """Speaks SMTP one step at a time, and says when the mail server is about to get the text.

    From that call on, no answer means that the mail may have been delivered.
    """

    before_data: Callable[[], None] = staticmethod(lambda: None)

    def _send(self, email_message: EmailMessage) -> bool:
        recipients = [parseaddr(address)[1] for address in email_message.recipients()]
        if not recipients:
            return False
        self._converse(
            parseaddr(email_message.from_email)[1],
            recipients,
            email_message.message().as_bytes(linesep="\r\n"),
        )
        return True

    def _converse(self, sender: str, recipients: Sequence[str], text: bytes) -> None:
        """Raises SMTPResponseException where the server refuses a step, OSError or SMTPServerDisconnected for silence."""
        server: smtplib.SMTP = self.connection
        server.ehlo_or_helo_if_needed()
        _expect((250,), *server.mail(sender))
        for recipient in recipients:
            _expect((250, 251), *server.rcpt(recipient))
        self.before_data()
        _expect((250,), *server.data(text))


def _expect(codes: Sequence[int], code: int, answer: bytes) -> None:
    if code not in codes:
        raise smtplib.SMTPResponseException(code, answer)


class KeepInOutbox(BaseEmailBackend):
    """The demo's: nothing leaves this machine, and the rows of the ledger are the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


def sender(name: str, address: str) -> str:
    """The From header: a name that no mail program trips over, before the one address that all mails come from."""
    clean = "".join(letter for letter in name if letter.isprintable() and letter not in '@:,;"<>')[
        :75
    ].strip()
    return str(Address(clean, addr_spec=parseaddr(address)[1]))
