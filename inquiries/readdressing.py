"""Changing an email address: one's own, once mails have shown to arrive at the new one; or that of somebody one looks after.

Both addresses are told of it.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from inquiries import convening, proving, telling
from inquiries.factors import factors_of
from inquiries.models import Group, Membership, Stewardship, User
from inquiries.policy import Reach
from inquiries.roles import Role
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


# --- somebody else's ------------------------------------------------------------------------------


def may_readdress(user: User, person: User) -> bool:
    """Whether one may say which address this person signs in with.

    Whoever can say so could sign in as them: so only of plain members, all of whose groups one looks after oneself,
    and who have no second step. Everybody else changes it on their own account.
    """
    if person.is_staff or factors_of(person).any or Stewardship.objects.filter(person=person).exists():
        return False
    places = Membership.objects.filter(person=person)
    looked_after = Group.objects.where(user, "contact details", Reach.WRITE)
    others = places.exclude(group__in=looked_after) | places.exclude(role=Role.MEMBER)
    return not (person.email and others.exists())


class ChangedMeanwhileError(Exception):
    """The address is another by now than the one that was read: `theirs` is what stands."""

    def __init__(self, theirs: str) -> None:
        super().__init__()
        self.theirs = theirs


@transaction.atomic
def correct(
    membership: Membership,
    *,
    name: str,
    short_name: str,
    job: str,
    email: str,
    email_was: str,
    contact_email: str,
    phone: str,
    is_informed_only: bool,
    by: User,
    at: datetime,
) -> bool:
    """Keep how somebody is called and reached; False where somebody else took the address meanwhile.

    An address that is the one that was read is not written: they may have changed it themselves since. Another one is
    written over the one that was read alone, and raises ChangedMeanwhileError where that stands no more.
    """
    person, has_moved = membership.person, email != email_was
    if has_moved and not _readdress(person, email, instead_of=email_was):
        return False
    person.name, person.short_name = name, short_name
    person.contact_email, person.phone = contact_email, phone
    person.save(update_fields=["name", "short_name", "name_folded", "contact_email", "phone"])
    Membership.objects.filter(pk=membership.pk).update(job=job, is_informed_only=is_informed_only)
    convening.noted(membership, by=by)
    if has_moved:
        person.forget_sessions()
        tell_of_move(person, old=email_was, at=at)
    return True


def _readdress(person: User, email: str, *, instead_of: str) -> bool:
    try:
        with transaction.atomic():
            was = User.objects.filter(pk=person.pk, email=instead_of or None)
            is_written = was.update(email=email or None)
    except IntegrityError:
        return False
    if not is_written:
        person.refresh_from_db()
        raise ChangedMeanwhileError(person.email or "")
    person.email = email or None
    return True


def share(membership: Membership, *, phone: str, shares: bool) -> None:
    """Keep one's own telephone, and whether the members of this group see it and the address."""
    User.objects.filter(pk=membership.person_id).update(phone=phone)
    Membership.objects.filter(pk=membership.pk).update(shares_contact=shares)
