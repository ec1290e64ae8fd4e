"""A mail about a meeting, from one member to another: in the name of who sends it, answered to them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Group, Membership, Message
from inquiries.roles import Role
from meetings.models import Meeting


def writers_of(groups: Iterable[Group]) -> dict[UUID, Membership]:
    """In whose name the notes of each group go: its integration manager, or its facilitator where there is none.

    One query, however many groups.
    """
    looking_after = Membership.objects.current().filter(
        group__in=list(groups), role__in=[Role.INTEGRATION_MANAGER, Role.FACILITATOR]
    )
    writers: dict[UUID, Membership] = {}
    for member in looking_after.select_related("person").order_by("joined_on", "pk"):
        first = writers.get(member.group_id)
        if not first or (first.role, member.role) == (Role.FACILITATOR, Role.INTEGRATION_MANAGER):
            writers[member.group_id] = member
    return writers


def written_by(group: Group) -> Membership | None:
    """In whose name the notes of one group go."""
    return writers_of([group]).get(group.pk)


def from_name(by: Membership | None, group: Group) -> str:
    """Delia, Wester Beston group"""
    named = (
        _("%(name)s, %(group)s group") % {"name": by.person.short_name, "group": group.name}
        if by
        else group.name
    )
    return "".join(letter for letter in named if letter not in '@:"<>')[:75]


def letter(
    template: str,
    to: Membership,
    meeting: Meeting,
    *,
    key: str,
    kind: Message.Kind,
    by: Membership,
    at: datetime,
    **said: Any,
) -> messaging.Letter:
    """The mail of this template, due at once; `said` is what its words read besides the person, the group and the meeting."""
    words = compose(template, {"person": to.person, "group": meeting.group, "meeting": meeting, **said})
    return messaging.Letter(
        key=key,
        kind=kind,
        membership=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        from_name=from_name(by, meeting.group),
        reply_to=by.person.address,
    )
