"""Changing one's own email address: the new one has shown that mails arrive there, and the old one is told."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from inquiries import proving, telling
from inquiries.models import User
from inquiries.telling import Change


def move(request: HttpRequest, person: User, address: str, *, at: datetime) -> bool:
    """Take a new address on; False where somebody else took it meanwhile."""
    old = person.email
    try:
        return _move(request, person, address, at=at)
    except IntegrityError:
        person.email = old
        return False


@transaction.atomic
def _move(request: HttpRequest, person: User, address: str, *, at: datetime) -> bool:
    old = person.email
    if not User.objects.filter(pk=person.pk, email=old).update(email=address):
        return False
    person.email = address
    proving.end_other_sessions(request, person)
    tell_of_move(person, old=old or "", at=at)
    return True


def tell_of_move(person: User, *, old: str, at: datetime) -> None:
    """Tell both addresses; also for whoever changes somebody else's."""
    telling.tell(person, Change.ADDRESS_CHANGED, at=at)
    if old:
        telling.tell(person, Change.ADDRESS_CHANGED, at=at, to=old)
