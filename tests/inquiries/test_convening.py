"""Dated spells: joining, coming back, another organisation, another role, and each of them taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inquiries import appointing, convening, leaving
from inquiries.appointing import LastOneError
from inquiries.models import Membership, Organisation, Spell
from inquiries.roles import Role
from tests.builders import (
    make_attendance,
    make_group,
    make_meeting,
    make_membership,
    make_message,
    make_organisation,
    make_partnership,
    make_user,
)

pytestmark = pytest.mark.django_db
JOINED, TODAY = date(2026, 3, 2), date(2026, 9, 1)


@pytest.fixture
def nan():
    return make_membership(joined_on=JOINED)


def spells(membership):
    rows = membership.spells.values_list("organisation__name", "starts_on", "ends_on", "ended_because")
    return [tuple(row) for row in rows]


def move(membership, organisation, on=TODAY, **fields):
    by = {"by": membership.person, "at": timezone.now()}
    return convening.move(membership, organisation, on=on, **by | fields)


def leave(membership, on=TODAY):
    return leaving.leave(membership, on=on, to={}, by=membership, at=timezone.now())


def come_back(membership, on, organisation=None):
    organisation = organisation or membership.organisation
    return convening.come_back(membership, organisation=organisation, on=on, by=membership.person)


def test_another_organisation_closes_the_spell_and_opens_the_next(nan):
    before, after = nan.organisation, make_organisation()

    assert move(nan, after)
    assert nan.organisation == after
    assert spells(nan) == [(before.name, JOINED, TODAY, "moved"), (after.name, TODAY, None, "")]


def test_attendance_keeps_the_organisation_of_its_day(nan):
    before, meeting = nan.organisation, make_meeting(nan.group)
    came = make_attendance(meeting, nan)

    move(nan, make_organisation())
    came.refresh_from_db()
    assert came.organisation == before


@pytest.mark.parametrize("on", [JOINED - timedelta(days=1)])
def test_nobody_moves_before_their_spell_began(nan, on):
    assert not move(nan, make_organisation(), on=on)
    assert nan.spells.count() == 1


def test_moving_to_where_one_is_or_after_leaving_changes_nothing(nan):
    assert not move(nan, nan.organisation)
    leave(nan)
    assert not move(nan, make_organisation())
    assert nan.spells.count() == 1


def test_a_move_can_be_taken_back(nan):
    before = nan.organisation
    move(nan, make_organisation())

    assert convening.take_back_move(nan, by=nan.person)
    assert nan.organisation == before
    assert spells(nan) == [(before.name, JOINED, None, "")]
    assert not convening.take_back_move(nan, by=nan.person)


def test_who_comes_back_has_the_same_place_and_a_new_spell(nan):
    leave(nan, on=TODAY)
    back, organisation = TODAY + timedelta(days=60), make_organisation()

    assert come_back(nan, back, organisation)
    assert Membership.objects.get(group=nan.group, person=nan.person) == nan
    assert (nan.left_on, nan.joined_on, nan.organisation) == (None, back, organisation)
    assert [row[1:] for row in spells(nan)] == [(JOINED, TODAY, "left"), (back, None, "")]
    assert not come_back(nan, back)


def test_a_return_can_be_taken_back_to_the_stay_before(nan):
    move(nan, make_organisation(), on=date(2026, 5, 4))
    leave(nan, on=TODAY)
    come_back(nan, TODAY + timedelta(days=60))

    assert convening.take_back_return(nan, by=nan.person)
    assert (nan.joined_on, nan.left_on) == (JOINED, TODAY)
    assert nan.spells.count() == 2


def test_a_return_is_not_taken_back_where_there_was_none(nan):
    assert not convening.take_back_return(nan, by=nan.person)
    move(nan, make_organisation())
    assert not convening.take_back_return(nan, by=nan.person)


def test_joining_can_be_taken_back_while_nothing_was_written_of_it(nan):
    assert convening.take_back_joining(nan)
    assert not Membership.objects.filter(person=nan.person).exists()

    written_of = make_membership()
    make_message(written_of)
    assert not convening.take_back_joining(written_of)
    assert written_of.spells.count() == 1


def test_the_only_facilitator_keeps_the_role_until_there_is_another():
    jo = make_membership(role=Role.FACILITATOR)
    delia = make_membership(group=jo.group, role=Role.INTEGRATION_MANAGER)

    with pytest.raises(LastOneError):
        appointing.change_role(jo, Role.MEMBER)
    with pytest.raises(LastOneError):
        leave(jo)
    jo.refresh_from_db()
    assert (jo.role, jo.left_on) == (Role.FACILITATOR, None)

    appointing.change_role(delia, Role.FACILITATOR)
    appointing.change_role(jo, Role.MEMBER)
    with pytest.raises(LastOneError):
        leave(delia)


def test_a_facilitator_who_may_not_sign_in_does_not_count():
    jo = make_membership(role=Role.FACILITATOR)
    make_membership(group=jo.group, role=Role.FACILITATOR, person=make_user(is_active=False))

    with pytest.raises(LastOneError):
        leave(jo)


def test_history_says_who_changed_a_place(nan):
    delia = make_user()
    organisation = make_organisation()
    move(nan, organisation, by=delia)

    newest = nan.history.first()
    assert (newest.organisation, newest.history_user) == (organisation, delia)


def test_who_comes_from_nowhere_comes_from_the_people_who_live_here():
    partnership = make_partnership()

    here = convening.people_who_live_here(partnership)
    assert (here.sector, convening.people_who_live_here(partnership)) == (Organisation.Sector.COMMUNITY, here)


def test_a_spell_that_ended_says_why(nan):
    with pytest.raises(IntegrityError), transaction.atomic():
        nan.spells.update(ends_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Spell.objects.create(membership=nan, organisation=nan.organisation, starts_on=TODAY)


def test_one_person_has_one_place_in_a_group(nan):
    with pytest.raises(IntegrityError), transaction.atomic():
        convening.join(nan.group, nan.person, organisation=nan.organisation, on=TODAY)
    assert convening.join(make_group(), nan.person, organisation=nan.organisation, on=TODAY)
