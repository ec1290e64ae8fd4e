"""A message about to leave: whether it still should, when at the earliest, and what it says if it is written as it leaves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from inquiries.models import Message


@dataclass(frozen=True)
class Written:
    """What one mail says that is written as it leaves (settings.MESSAGE_WRITERS), in whose name, and who reads answers."""

    subject: str
    text: str
    html: str
    from_name: str = ""
    reply_to: str = ""
    pause_url: str = ""

    def said(self) -> dict[str, str]:
        """As the columns of the row hold it."""
        subject = " ".join(self.subject.split())[:300]
        return asdict(self) | {"subject": subject, "from_name": self.from_name[:75]}


WRITTEN = [field.name for field in fields(Written)]


def why_not(message: Message, at: datetime) -> str:
    """Why this message should not leave any more, as things are now; nothing where it should."""
    if not message.address:
        return _("They have no email address.")
    if not message.person.is_active:
        return _("They no longer take part in Clip.")
    if message.membership and message.membership.left_on:
        return _("They have left the group.")
    if message.kind == Message.Kind.NOTE and message.person.notes_are_paused(at):
        return _("They have paused these notes.")
    if not message.text and message.kind not in settings.MESSAGE_WRITERS:
        return _("Its text is no longer kept.")
    reasons: list[str] = [import_string(path)(message) for path in settings.MESSAGE_CHECKS]
    return next(filter(None, reasons), "")


def leaves(message: Message, at: datetime) -> datetime:
    """When a message leaves at the earliest: a note that was held up waits for the end of the quiet hours.

    One that was made in quiet hours goes at once: somebody asked for it then.
    """
    opens_for = import_string(settings.QUIET_HOURS)
    person, made_at = message.person, message.made_at
    if message.kind != Message.Kind.NOTE or opens_for(person, made_at) > made_at:
        return at
    opens: datetime = opens_for(person, at)
    return opens


def write(messages: Iterable[Message], at: datetime) -> dict[UUID, str]:
    """Write those that are written as they leave, from how things stand now; says why some should not leave.

    On every try anew: what was done since the last one is not asked about. A fixed number of queries for all.
    """
    by_writer: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        if path := settings.MESSAGE_WRITERS.get(message.kind):
            by_writer[path].append(message)
    whys: dict[UUID, str] = {}
    for path, some in by_writer.items():
        answers = import_string(path)(some, at)
        for message in some:
            answer = answers.get(message.pk)
            if isinstance(answer, Written):
                vars(message).update(answer.said())
            elif answer:
                whys[message.pk] = answer
    return whys


def written_in(message: Message) -> dict[str, str]:
    """What was written into this message as it leaves, for its row; nothing for one that had its words before."""
    if message.kind not in settings.MESSAGE_WRITERS:
        return {}
    return {name: getattr(message, name) for name in WRITTEN}
