"""What Today reads of a person's groups: the same questions for everybody, and so built once (inquiries/models/asking.py)."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.query import RawQuerySet

from inquiries import policy
from inquiries.models import Group, Membership, User, asking
from inquiries.models.groups import groups_where, long_purpose_of
from inquiries.policy import Reach
from meetings.models import Action
from practices import learning
from practices.reporting import falling_due

WAIT_FOR_HELP = (Action.State.STUCK, Action.State.BACK)


def groups(user: User, today: date) -> "RawQuerySet[Group]":
    """The groups that this person may see, by name, each with all that Today says of it besides its own columns."""
    roles = tuple(policy.roles_reaching("group", Reach.READ))
    return asking.rows(Group, ("today: groups", roles), partial(_groups, roles), user.pk, today)


def _groups(roles: tuple[str, ...], person: UUID, today: date) -> QuerySet[Any]:
    members = Membership.objects.current().filter(group=OuterRef("pk")).order_by().values("group")
    counted = Subquery(members.annotate(n=Count("pk")).values("n"))
    more = falling_due.of_group(OuterRef("pk")) | learning.of_group(person, today, OuterRef("pk"))
    shown = groups_where(roles, person)
    return shown.annotate(long_purpose=long_purpose_of("pk"), members=counted, **more)


def places(user: User) -> "RawQuerySet[Membership]":
    """This person's own places in groups."""
    return asking.rows(Membership, "today: places", _places, user.pk)


def _places(person: UUID) -> QuerySet[Any]:
    return Membership.objects.current().filter(person=person)


def actions(user: User, since: datetime) -> "RawQuerySet[Action]":
    """What this person leads, and what is stuck, handed back or unheard of `since` where they look after actions."""
    roles = tuple(policy.roles_reaching("actions", Reach.WRITE))
    return asking.rows(Action, ("today: actions", roles), partial(_actions, roles), user.pk, since)


def _actions(roles: tuple[str, ...], person: UUID, since: datetime) -> QuerySet[Any]:
    places = _places(person)
    looked_after = places.filter(role__in=roles).values("group")
    stands = Q(state__in=WAIT_FOR_HELP) | Q(heard_at__lt=since)
    needs = Q(stands, ~Q(state=Action.State.OFFERED), group__in=looked_after)
    near = Action.objects.filter(group__in=places.values("group"))  # said alone, so that an index finds them
    return near.kept().open().filter(needs | Q(lead__in=places)).in_desk_order()
