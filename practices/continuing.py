"""Going on after the last meeting: an initiative becomes a smaller group, which inherits the thread."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from inquiries import aspiring, convening, setting_up
from inquiries.models import Group, Membership, Purpose
from inquiries.roles import Role
from practices import tying
from practices.models import Initiative


@transaction.atomic
def become_group(initiative: Initiative, said: dict[str, Any], *, on: date, at: datetime) -> Group | None:
    """Make the smaller group with its people, its purpose and the beginning of its thread; None where it became one before.

    Its purpose is read above the group, so it has words of its own; those of the initiative stay where they are.
    Its owner facilitates. Old words keep their readers: who joins the smaller group later reads nothing of the larger.
    """
    if not Initiative.objects.select_for_update().filter(pk=initiative.pk, became=None).exists():
        return None
    if not has_owner(initiative):
        return None  # who left is brought into nothing
    larger = initiative.group
    group = setting_up.group(
        larger.partnership, name=said["name"], who_for=said["who_for"], locality=larger.locality
    )
    people = {one.pk: one for one in [initiative.owner, *said["people"]]}
    places = [_carry_over(place, group, initiative, on=on) for place in people.values()]
    purpose = Purpose.objects.create(group=group, text=said["purpose"], agreed_on=on)
    purpose.made_by.set(places)
    hope = aspiring.add(group, text=said["purpose"], for_whom=group.who_for, on=on)
    knots = [tying.knot_of(end, group.slug) for end in (initiative, hope)]
    tying.tie(group, *knots, by=places[0], at=at)
    Initiative.objects.filter(pk=initiative.pk).update(became=group)
    return group


def has_owner(initiative: Initiative) -> bool:
    """Whether whoever owns it is still there to facilitate."""
    return initiative.owner.left_on is None and initiative.owner.person.is_active


def _carry_over(place: Membership, group: Group, initiative: Initiative, *, on: date) -> Membership:
    """The same person, organisation and job; whoever owns the initiative facilitates."""
    role = Role.FACILITATOR if place.pk == initiative.owner_id else Role.MEMBER
    return convening.join(
        group, place.person, organisation=place.organisation, on=on, role=role, job=place.job
    )
