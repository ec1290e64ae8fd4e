"""Mail that comes back: its row says so, and after one final answer or three passing ones nothing more goes there.

The mail server hands each returned mail to `manage.py returned_mail` (docs/running.md); some say no to an address while
they talk to us. Codes to sign in and notices about signing in are tried all the same: somebody waits for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.message import Message as Part
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inquiries.models import Message, Try, Undeliverable, User

SOFT_RETURNS = 3
ALL_THE_SAME = (Message.Kind.CODE, Message.Kind.SECURITY)
OUT = (Message.State.HANDED, Message.State.SENT, Message.State.UNCERTAIN)
OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")
UNKNOWN_ADDRESS = re.compile(r"\b(550|551|553)[ -]+5\.1\.[0-9]")
FULL = "5.2.2"  # a mailbox without room may have some tomorrow


@dataclass(frozen=True)
class Returned:
    """What a returned mail says: which of ours it was, and the status of RFC 3463, such as 5.1.1."""

    message_id: UUID
    status: str
    why: str

    @property
    def is_final(self) -> bool:
        return self.status.startswith("5.") and self.status != FULL


def read(mail: EmailMessage) -> Returned | None:
    """What a report of RFC 3464 says; None where it is something else, or no mail of ours, or only of a delay."""
    report = next(
        (part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None
    )
    ours = next(iter(_ids_in(mail)), None)
    if report is None or ours is None:
        return None
    for block in report.get_payload():
        if isinstance(block, Part) and str(block.get("Action", "")).strip().lower() == "failed":
            status = str(block.get("Status", "")).strip()
            diagnosis = str(block.get("Diagnostic-Code", "")).partition(";")[2] or status
            return Returned(ours, status, " ".join(diagnosis.split())[:300])
    return None


def _ids_in(mail: EmailMessage) -> Iterator[UUID]:
    """The ids of our rows in the headers of the mail that was returned."""
    for part in mail.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            for found in OUR_ID.findall(part.as_string()):
                yield UUID(found)


@transaction.atomic
def note(returned: Returned, *, at: datetime) -> bool:
    """Write down that a mail came back, and say whether it was this call that did it."""
    mine = Message.objects.filter(pk=returned.message_id, state__in=OUT)
    why = _("It came back: %(why)s") % {"why": returned.why}
    if not mine.update(state=Message.State.BOUNCED, failed_because=why[:300]):
        return False
    message = Message.objects.select_related("person").get(pk=returned.message_id)
    Try.objects.create(message=message, at=at, state=Message.State.BOUNCED, answer=returned.why)
    keep_back(message.person, message.address, returned.why, is_final=returned.is_final, at=at)
    return True


def keep_back(person: User, address: str, why: str, *, is_final: bool, at: datetime) -> None:
    """Count that mail to this address did not arrive; enough of that keeps back what would follow."""
    row, is_new = Undeliverable.objects.get_or_create(person=person, defaults={"address": address})
    rows = Undeliverable.objects.filter(pk=row.pk)
    if not is_new and row.address != address:
        rows.update(address=address, returns=0, since=None)
    rows.update(returns=F("returns") + 1, why=why[:300])
    enough = rows.filter(since=None) if is_final else rows.filter(since=None, returns__gte=SOFT_RETURNS)
    enough.update(since=at)


def says_no_such_address(answer: str) -> bool:
    """Whether a mail server's answer while it talks to us means that there is nobody at this address."""
    return bool(UNKNOWN_ADDRESS.search(answer))


def why_not(message: Message) -> str:
    """Why a message should not go to an address that mail came back from (settings.MESSAGE_CHECKS)."""
    if message.kind in ALL_THE_SAME or message.to:
        return ""
    row = getattr(message.person, "undeliverable", None)  # no query for those read `for_sending`
    if row is None or not row.holds_for(message.address):
        return ""
    return _("Mail to their address came back: tell them in person, and ask for another address.")


def try_again(person: User) -> bool:
    """Let mail go to this person's address again, because somebody says that it works; False where nothing was kept back."""
    return bool(Undeliverable.objects.filter(person=person).delete()[0])
