"""Giving roles and taking them away: one hat at one place, and never the last of those a place can't be without."""

from django.db import transaction

from inquiries.models import Group, Membership, Partnership, Programme, Stewardship, User
from inquiries.roles import Role

Place = Programme | Partnership | Group


class LastOneError(Exception):
    """A place would be left without somebody it needs."""


def person(name: str, email: str) -> User:
    """The person of this address, or a new one."""
    found = User.objects.filter(email=email.strip().casefold()).first()
    return found or User.objects.create_user(" ".join(name.split()), email)


def at(place: Place) -> dict[str, Place]:
    """How a stewardship names its place."""
    return {type(place).__name__.lower(): place}


@transaction.atomic
def give(place: Place, person: User, *, role: str, job: str = "") -> Stewardship:
    """Give a role at a place, instead of the one they hold there. Raises LastOneError as `take_away` does."""
    held = Stewardship.objects.filter(person=person, **at(place)).first()
    if held is None:
        return Stewardship.objects.create(person=person, role=role, job=job, **at(place))
    if held.role == Role.ADMINISTRATOR != role:
        _needs_another(held)
    held.role, held.job = Role(role), job
    held.save()
    return held


@transaction.atomic
def take_away(held: Stewardship) -> None:
    """Take a role away; it works at the next request, and the history keeps who held it.

    Raises LastOneError for a programme's last administrator: nobody could set it up any more.
    """
    if held.role == Role.ADMINISTRATOR:
        _needs_another(held)
    held.delete()


def _needs_another(held: Stewardship) -> None:
    if not held.programme_id:
        return
    Programme.objects.select_for_update().get(pk=held.programme_id)  # two at once would each see the other
    others = Stewardship.objects.filter(
        programme=held.programme_id, role=Role.ADMINISTRATOR, person__is_active=True
    )
    if not others.exclude(pk=held.pk).exists():
        raise LastOneError


@transaction.atomic
def change_role(membership: Membership, role: str) -> None:
    """Let a member hold the group, or be a member again. Raises LastOneError for its last facilitator."""
    Group.objects.select_for_update().get(pk=membership.group_id)
    facilitators = Membership.objects.current().facilitating().filter(group=membership.group_id)
    is_last = not facilitators.exclude(pk=membership.pk).exists()
    if membership.role == Role.FACILITATOR != role and is_last:
        raise LastOneError
    membership.role = Role(role)
    membership.save(update_fields=["role"])
