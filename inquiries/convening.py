"""Bringing people together: who joins a group, comes back to it, comes from another organisation."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history, get_history_manager_for_model

from inquiries import setting_up
from inquiries.appointing import LastOneError
from inquiries.models import Group, Membership, Organisation, Partnership, Spell, User
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


def people_who_live_here(partnership: Partnership) -> Organisation:
    """Whence somebody comes whom nobody sends: they live here, or use services."""
    name = _("People who live in %(place)s") % {"place": partnership.name}
    return setting_up.add_party(partnership, name, sector=Organisation.Sector.COMMUNITY)[0]


def noted(membership: Membership, *, by: User) -> None:
    """Keep in the history what a conditional update has just changed."""
    membership.refresh_from_db()
    history = get_history_manager_for_model(Membership)
    history.bulk_history_create([membership], update=True, default_user=by)


@transaction.atomic
def come_back(
    membership: Membership,
    *,
    organisation: Organisation,
    on: date,
    by: User,
    role: str = Role.MEMBER,
    job: str | None = None,
) -> bool:
    """Open the same place again, with a new spell, and say whether it was this call that did it."""
    again = {"left_on": None, "joined_on": on, "organisation": organisation, "role": role}
    gone = Membership.objects.filter(pk=membership.pk, left_on__isnull=False, left_on__lte=on)
    if not gone.update(**again, job=membership.job if job is None else job):
        return False
    Spell.objects.create(membership=membership, organisation=organisation, starts_on=on)
    noted(membership, by=by)
    return True


@transaction.atomic
def take_back_return(membership: Membership, *, by: User) -> bool:
    """Let a return not have happened; False where the place was left again, or the person came back long ago."""
    spells = list(membership.spells.all())
    if len(spells) < 2 or spells[-1].ends_on or spells[-2].ended_because != Spell.End.LEFT:
        return False
    spells[-1].delete()
    before = _stay_of(spells[:-1])
    Membership.objects.filter(pk=membership.pk).update(
        left_on=spells[-2].ends_on, joined_on=before, organisation=spells[-2].organisation_id
    )
    noted(membership, by=by)
    return True


def _stay_of(spells: list[Spell]) -> date:
    """The day on which the last stay of these began: spells that follow a change of organisation belong to one stay."""
    began = spells[-1].starts_on
    for spell in reversed(spells[:-1]):
        if spell.ended_because != Spell.End.MOVED:
            break
        began = spell.starts_on
    return began


def take_back_joining(membership: Membership) -> bool:
    """Let somebody not have joined after all; False where something was written of them meanwhile."""
    try:
        with transaction.atomic():
            membership.links.all().delete()
            membership.spells.all().delete()
            membership.delete()
    except ProtectedError:
        return False
    return True


@transaction.atomic
def move(membership: Membership, organisation: Organisation, *, on: date, by: User, at: datetime) -> bool:
    """Close the spell and open the next, with another organisation; attendance keeps the one of its day.

    False where the place was left, or has this organisation already, or a spell begins after that day.
    """
    here = Membership.objects.filter(pk=membership.pk, left_on=None).exclude(organisation=organisation)
    open_spell = membership.spells.filter(ends_on=None, starts_on__lte=on)
    closed = {"ends_on": on, "ended_because": Spell.End.MOVED, "ended_at": at, "ended_by": by}
    if not here.exists() or not open_spell.update(**closed):
        return False
    here.update(organisation=organisation)
    Spell.objects.create(membership=membership, organisation=organisation, starts_on=on)
    noted(membership, by=by)
    return True


@transaction.atomic
def move_all(moves: list[tuple[Membership, Organisation]], *, on: date, by: User, at: datetime) -> set[UUID]:
    """As `move`, for many places in a few queries; says which of them it moved."""
    asked = {place.pk: (place, organisation) for place, organisation in moves if not place.left_on}
    spells = Spell.objects.filter(membership__in=asked, ends_on=None, starts_on__lte=on)
    moved, opened = [], []
    for spell in spells:
        place, organisation = asked[spell.membership_id]
        if spell.organisation_id == organisation.pk:
            continue
        place.organisation = organisation
        moved.append(place)
        opened.append(Spell(membership=place, organisation=organisation, starts_on=on))
    closed = {"ends_on": on, "ended_because": Spell.End.MOVED, "ended_at": at, "ended_by": by}
    spells.filter(membership__in=moved).update(**closed)
    bulk_update_with_history(moved, Membership, ["organisation"], batch_size=200, default_user=by)
    Spell.objects.bulk_create(opened, batch_size=200)
    return {place.pk for place in moved}


@transaction.atomic
def take_back_move(membership: Membership, *, by: User) -> bool:
    """Let the last change of organisation not have happened, and say whether it was this call that did it."""
    spells = list(membership.spells.all())
    if len(spells) < 2 or spells[-1].ends_on or spells[-2].ended_because != Spell.End.MOVED:
        return False
    spells[-1].delete()
    reopen(spells[-2])
    Membership.objects.filter(pk=membership.pk).update(organisation=spells[-2].organisation_id)
    noted(membership, by=by)
    return True


def reopen(spell: Spell) -> None:
    Spell.objects.filter(pk=spell.pk).update(ends_on=None, ended_because="", ended_at=None, ended_by=None)


def keep_a_facilitator(membership: Membership) -> None:
    """Raises LastOneError where this is the only one; inside a transaction, no other goes before its end."""
    if membership.role != Role.FACILITATOR:
        return
    Group.objects.select_for_update().get(pk=membership.group_id)  # two at once would each see the other
    others = Membership.objects.current().facilitating().filter(group=membership.group_id)
    if not others.exclude(pk=membership.pk).exists():
        raise LastOneError
