"""Bringing people together: who joins a group, and from which organisation."""

from datetime import date

from django.db import transaction

from inquiries.models import Group, Membership, Organisation, Spell, User
from inquiries.roles import Role


@transaction.atomic
def join(
    group: Group,
    person: User,
    *,
    organisation: Organisation,
    on: date,
    role: str = Role.MEMBER,
    job: str = "",
) -> Membership:
    """Make this person a member from this day, with the spell that carries their organisation."""
    membership = Membership.objects.create(
        group=group, person=person, organisation=organisation, role=role, job=job, joined_on=on
    )
    Spell.objects.create(membership=membership, organisation=organisation, starts_on=on)
    return membership
