"""Gathers who is in a group once for a page: several of its parts name the same people."""

from inquiries.models import Group, Membership
from inquiries.roles import Role


def members_of(group: Group) -> list[Membership]:
    """The members of today, by name, with person and organisation, as they stood when this page first asked; one query."""
    read: list[Membership] | None = group.__dict__.get("read_members")
    if read is None:
        rows = Membership.objects.current().filter(group=group).select_related("person", "organisation")
        read = list(rows.order_by("person__name_folded", "pk"))
        for member in read:
            member.group = group
        group.__dict__["read_members"] = read
    return read


def holders_of(group: Group) -> list[Membership]:
    """Who holds the group, in the order in which `access.readers` names them; no query once its members are read."""
    return sorted((m for m in members_of(group) if m.role != Role.MEMBER), key=lambda m: m.role)


def is_read(group: Group) -> bool:
    return "read_members" in group.__dict__
