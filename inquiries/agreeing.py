"""Agreeing how a group works together: a version of the text, and each member's yes to it."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from inquiries.models import Agreement, Group, Membership, Yes
from inquiries.saving import StaleError


@transaction.atomic
def write(
    group: Group, *, texts: dict[str, str], instead_of: UUID | None, by: Membership, on: date
) -> Agreement:
    """A new version from this day, in place of the one its writer read. Each member is asked for a yes anew.

    Raises StaleError where another version stands there by now.
    """
    standing = Agreement.objects.current().filter(group=group)
    before = standing.first()
    replaced = standing.filter(pk=instead_of).update(replaced_on=on) if instead_of else not standing.exists()
    if not replaced:
        raise StaleError(standing.first())
    opens = texts.get("newcomers") == Agreement.Newcomers.ALL
    since = (before and before.opens_since) or on  # what was told before the group said so keeps its readers
    try:
        with transaction.atomic():
            return Agreement.objects.create(
                group=group, agreed_on=on, written_by=by, opens_since=since if opens else None, **texts
            )
    except IntegrityError as problem:  # somebody else was first, in the same moment
        raise StaleError(standing.first()) from problem


def say_yes(
    agreement: Agreement, membership: Membership, *, at: datetime, entered_by: Membership | None = None
) -> bool:
    """Keep one member's yes, and say whether it was this call that did it."""
    try:
        with transaction.atomic():
            Yes.objects.create(agreement=agreement, membership=membership, at=at, entered_by=entered_by)
    except IntegrityError:
        return False
    return True


def take_back(agreement: Agreement, membership: Membership, *, at: datetime) -> bool:
    standing = Yes.objects.filter(agreement=agreement, membership=membership, taken_back_at=None)
    return bool(standing.update(taken_back_at=at))
