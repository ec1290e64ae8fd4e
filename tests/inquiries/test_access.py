from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inquiries import access, policy
from inquiries.models import Group, Membership, Message, Stewardship
from inquiries.policy import Reach
from inquiries.roles import Role
from tests.builders import (
    make_group,
    make_membership,
    make_message,
    make_organisation,
    make_partnership,
    make_purpose,
    make_stewardship,
    make_user,
)

pytestmark = pytest.mark.django_db
ABOVE = [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR]


def reach(thing):
    """A row of the table as access.md writes it: member, facilitator, integration manager, then those above."""
    return [policy.reach(thing, role).name for role in Role]


# --- rows of access.md, by hand -------------------------------------------------------------------


def test_words_of_the_room_stay_in_the_room():
    for thing in ("meeting record", "meeting plan", "carry-in", "check-out", "messages", "nudges"):
        assert [policy.reach(thing, role) for role in ABOVE] == [Reach.NONE] * 4, thing


def test_senior_manager_has_numbers_only_of_people_attendance_and_actions():
    for thing in ("people", "attendance", "actions"):
        assert policy.reach(thing, Role.SENIOR_MANAGER) == Reach.NUMBERS, thing


def test_rows_read_as_access_md_writes_them():
    assert reach("group") == ["READ", "WRITE", "WRITE", "READ", "READ", "NUMBERS", "WRITE"]
    assert reach("purpose") == ["CONTRIBUTE", "WRITE", "WRITE", "READ", "READ", "READ", "READ"]
    assert reach("contact details") == ["OWN", "READ", "WRITE", "NONE", "NONE", "NONE", "WRITE"]
    assert reach("reason of an absence") == ["OWN", "NONE", "WRITE", "NONE", "NONE", "NONE", "NONE"]
    assert reach("recap") == ["READ", "WRITE", "WRITE", "RELEASED", "RELEASED", "NONE", "NONE"]
    assert reach("actions") == ["CONTRIBUTE", "WRITE", "WRITE", "NUMBERS", "NUMBERS", "NUMBERS", "NONE"]
    assert reach("nudges") == ["OWN", "READ", "WRITE", "NONE", "NONE", "NONE", "NONE"]


def test_released_is_not_read():
    assert not Reach.RELEASED >= Reach.READ


# --- hats -----------------------------------------------------------------------------------------


def test_member_of_a_group_wears_that_hat():
    member = make_membership()

    assert access.hat_at(member.person, member.group) == member


def test_nobody_wears_a_hat_at_a_group_they_have_nothing_to_do_with():
    assert access.hat_at(make_membership().person, make_group()) is None


def test_role_at_a_partnership_or_a_programme_reaches_its_groups():
    group = make_group()
    manager = make_stewardship(partnership=group.partnership)
    partner = make_stewardship(role=Role.LEARNING_PARTNER, programme=group.partnership.programme)

    assert access.hat_at(manager.person, group) == manager
    assert access.hat_at(partner.person, group) == partner
    assert access.hat_at(manager.person, make_group()) is None


def test_facilitator_of_a_sibling_sees_nothing():
    group = make_group()
    sibling = make_membership(group=make_group(partnership=group.partnership), role=Role.FACILITATOR)
    make_message(make_membership(group=group))
    make_purpose(group=group, term="short")

    assert access.hat_at(sibling.person, group) is None
    assert list(Group.objects.visible_to(sibling.person)) == [sibling.group]
    assert list(Message.objects.visible_to(sibling.person)) == []
    assert list(Membership.objects.visible_to(sibling.person)) == [sibling]


def test_place_in_the_group_counts_before_a_role_above_it():
    member = make_membership()
    make_stewardship(person=member.person, partnership=member.group.partnership)

    assert access.hat_at(member.person, member.group) == member


def test_rights_are_never_the_union_of_hats():
    """An administrator writes people; as a member of this group she reads them, and no more."""
    member = make_membership()
    make_stewardship(
        person=member.person, role=Role.ADMINISTRATOR, programme=member.group.partnership.programme
    )
    sibling = make_group(partnership=member.group.partnership)

    assert not Group.objects.where(member.person, "people", Reach.WRITE).filter(pk=member.group.pk).exists()
    assert Group.objects.where(member.person, "people", Reach.WRITE).filter(pk=sibling.pk).exists()
    assert not access.can_write(access.hat_at(member.person, member.group), "people")


def test_nearest_of_several_roles_counts():
    group = make_group()
    person = make_user()
    make_stewardship(person=person, role=Role.ADMINISTRATOR, programme=group.partnership.programme)
    nearer = make_stewardship(person=person, role=Role.SENIOR_MANAGER, partnership=group.partnership)

    assert access.hat_at(person, group) == nearer
    assert not Group.objects.where(person, "people").exists()


def test_one_place_has_one_hat_for_one_person():
    held = make_stewardship()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_stewardship(person=held.person, role=Role.LEARNING_PARTNER, partnership=held.partnership)


def test_queryset_and_hat_agree_for_every_mixture_of_roles():
    group = make_group()
    partnership, programme, practice = group.partnership, group.partnership.programme, make_organisation()
    mixtures = list(product([None, Role.MEMBER], *[[None, *ABOVE]] * 3))
    people = [make_user() for _ in mixtures]
    places, held = [], []
    for person, (inside, here, above, top) in zip(people, mixtures, strict=True):
        if inside:
            places.append(
                Membership(
                    group=group, person=person, role=inside, organisation=practice, joined_on="2026-01-05"
                )
            )
        spots = [
            (here, {"group": group}),
            (above, {"partnership": partnership}),
            (top, {"programme": programme}),
        ]
        held += [Stewardship(person=person, role=role, **spot) for role, spot in spots if role]
    Membership.objects.bulk_create(places)
    Stewardship.objects.bulk_create(held)

    for thing, need in [("people", Reach.WRITE), ("recap", Reach.RELEASED)]:
        for person, mixture in zip(people, mixtures, strict=True):
            hat = access.hat_at(person, group)
            may = bool(hat) and access.can(hat, thing, need)
            assert Group.objects.where(person, thing, need).exists() == may, (thing, mixture)


# --- loss of a role -------------------------------------------------------------------------------


def test_leaving_takes_effect_on_the_next_request(client):
    member = make_membership()
    client.force_login(member.person)
    before = client.get(member.group.get_absolute_url()).status_code
    Membership.objects.filter(pk=member.pk).update(left_on=timezone.localdate())

    assert (before, client.get(member.group.get_absolute_url()).status_code) == (200, 404)


def test_losing_a_role_above_takes_effect_on_the_next_request(client):
    group = make_group()
    manager = make_stewardship(partnership=group.partnership)
    client.force_login(manager.person)
    before = client.get(group.get_absolute_url()).status_code
    manager.delete()

    assert (before, client.get(group.get_absolute_url()).status_code) == (200, 404)


def test_somebody_made_inactive_is_out_on_the_next_request(client):
    member = make_membership()
    client.force_login(member.person)
    member.person.is_active = False
    member.person.save()

    assert client.get(member.group.get_absolute_url()).status_code == 302


def test_somebody_inactive_holds_nothing_in_a_job_either():
    group = make_group()
    manager = make_stewardship(person=make_user(is_active=False), partnership=group.partnership)

    assert access.hat_at(manager.person, group) is None
    assert not Group.objects.where(manager.person, "group").exists()


def test_senior_manager_reads_the_purpose_and_no_word_of_the_room(client):
    group = make_group(partnership=make_partnership())
    manager = make_stewardship(partnership=group.partnership)
    member = make_membership(group=group, person=make_user(name="Agnes Overwhelmed"))
    make_message(member, subject="The canary sings")
    client.force_login(manager.person)
    page = client.get(group.get_absolute_url()).content.decode()

    assert "Older people live well at home." in page
    assert "Overwhelmed" not in page
    assert "canary" not in page


# --- the sentence under a box (F7) ----------------------------------------------------------------


@pytest.fixture
def beston():
    group = make_group()
    make_membership(group=group, person=make_user(name="Jo Lennox"), role=Role.FACILITATOR)
    make_membership(group=group, person=make_user(name="Delia Fraser"), role=Role.INTEGRATION_MANAGER)
    make_membership(group=group)
    return group


def test_readers_of_the_record_are_named_and_nobody_outside(beston):
    sentence = access.readers("meeting record", beston, before="once the recap is published")

    assert sentence == "Jo and Delia. All members once the recap is published. Nobody outside the group."


def test_readers_leave_out_who_may_not(beston):
    assert access.readers("reason of an absence", beston) == "Delia. Nobody outside the group."


def test_readers_name_the_roles_above_that_read(beston):
    assert access.readers("purpose", beston) == (
        "Jo and Delia. All members. "
        "And each senior manager, learning partner, national body and programme administrator above the group."
    )


def test_readers_say_what_the_table_says_for_every_thing(beston):
    for thing in policy.things():
        sentence = access.readers(thing, beston)
        told = {
            Role.FACILITATOR: "Jo" in sentence,
            Role.INTEGRATION_MANAGER: "Delia" in sentence,
            Role.MEMBER: "All members" in sentence,
            **{role: str(role.label).lower() in sentence for role in ABOVE},
        }
        assert told == {role: policy.reach(thing, role) >= Reach.READ for role in Role}, thing
