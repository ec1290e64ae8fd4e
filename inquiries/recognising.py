"""Recognising people: by their address, or by name where there is none, among those that somebody may know of."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from inquiries.models import Group, User
from inquiries.models.base import fold
from inquiries.policy import Reach


def by_address(address: str) -> User | None:
    """Whoever signs in with this address."""
    return User.objects.filter(email=address.strip().casefold()).first() if address.strip() else None


def known_to(user: User) -> QuerySet[User]:
    """Everybody whose contact details this person looks after: who is, was or is asked to be in one of those groups."""
    groups = Group.objects.where(user, "contact details", Reach.READ)
    return User.objects.filter(
        Q(memberships__group__in=groups) | Q(group_invitations__group__in=groups), is_active=True
    ).distinct()


def named(names: Iterable[str], among: QuerySet[User]) -> QuerySet[User]:
    return among.filter(name_folded__in={fold(name) for name in names})
