"""Gathers once for a page what several of its parts ask for: who is in a group, and what its reader holds."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet

from inquiries import policy
from inquiries.models import Group, Membership, Stewardship, User, asking
from inquiries.models.groups import groups_where
from inquiries.policy import Reach
from inquiries.roles import Role


def everybody_in(group: Group) -> dict[UUID, Membership]:
    """Everybody who is or was in a group, by name, as they stood when this page first asked; one query."""
    read: dict[UUID, Membership] | None = group.__dict__.get("read_members")
    if read is None:
        rows = Membership.objects.filter(group=group).select_related("person", "organisation")
        read = {member.pk: member for member in rows.order_by("person__name_folded", "pk")}
        for member in read.values():
            member.group = group
        group.__dict__["read_members"] = read
    return read


def members_of(group: Group) -> list[Membership]:
    """Those of them who are in it today."""
    return [m for m in everybody_in(group).values() if m.left_on is None and m.person.is_active]


def holders_of(group: Group) -> list[Membership]:
    """Who holds the group, in the order in which `access.readers` names them; no query once its members are read."""
    return sorted((m for m in members_of(group) if m.role != Role.MEMBER), key=lambda m: m.role)


def is_read(group: Group) -> bool:
    return "read_members" in group.__dict__


def held_by(user: User) -> dict[str, Any]:
    """Whether this person `administers` anything and `looks_after` the actions of any group; one query."""
    read: dict[str, Any] | None = user.__dict__.get("read_held")
    if read is None:
        read = user.__dict__["read_held"] = asking.facts("held", _ask_held, user.pk)
    return read


def _ask_held(person: UUID) -> QuerySet[Any]:
    administered = Stewardship.objects.filter(person=person, role=Role.ADMINISTRATOR, group=None)
    looked_after = groups_where(tuple(policy.roles_reaching("actions", Reach.WRITE)), person)
    held = {"administers": Exists(administered), "looks_after": Exists(looked_after)}
    asked: QuerySet[Any] = User.objects.filter(pk=person).order_by().annotate(**held).values(*held)
    return asked
