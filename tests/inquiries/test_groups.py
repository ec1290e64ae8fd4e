"""A group's pages: purpose and what comes next for those inside, numbers for those above, nothing for others."""

import pytest
from django.utils import timezone

from inquiries.roles import Role
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_group,
    make_meeting,
    make_membership,
    make_recap,
    make_stewardship,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def page(client, hat, path=""):
    client.force_login(hat.person)
    group = getattr(hat, "group", None) or hat.partnership.groups.get()
    return client.get(f"/groups/{group.slug}/{path}")


def test_group_page_carries_the_purpose_and_what_comes_next(client, jo):
    make_meeting(jo.group, number=5)
    answer = page(client, jo).content.decode()
    assert jo.group.purpose_line in answer
    assert "Next: meeting 5" in answer
    assert "Plan meeting 5" in answer


def test_facilitator_of_one_group_sees_nothing_of_another(client, jo):
    other = make_group(partnership=jo.group.partnership)
    client.force_login(jo.person)
    assert client.get(f"/groups/{other.slug}/").status_code == 404
    assert client.get(f"/groups/{other.slug}/people/").status_code == 404


def test_somebody_who_left_sees_the_group_no_more(client, jo):
    client.force_login(jo.person)
    assert client.get(f"/groups/{jo.group.slug}/").status_code == 200
    jo.left_on = timezone.localdate()
    jo.save()
    assert client.get(f"/groups/{jo.group.slug}/").status_code == 404


def test_senior_manager_sees_numbers_and_none_of_the_words(client, jo):
    meeting = make_meeting(jo.group, closed_by=jo)
    make_action(lead=jo, text="Words of an action", meeting=meeting)
    make_entry(meeting, text="Words of the room", recorded_by=jo)
    make_entry(meeting, kind="quote", text="Quoted words", speaker=jo, may_be_quoted=True, recorded_by=jo)
    make_recap(meeting, jo, text="Words of the recap", published_at=timezone.now(), published_by=jo)
    inside = page(client, jo).content.decode()
    assert "Words of an action" in inside
    assert "Quoted words" in inside

    above = page(client, make_stewardship(partnership=jo.group.partnership)).content.decode()

    assert jo.group.purpose_line in above
    assert "people in the group" in above
    assert not [words for words in ("Words of", "Quoted words", jo.person.name) if words in above]


def test_numbers_under_five_are_not_said_above_the_group(client, jo):
    for _ in range(5):
        make_membership(group=jo.group)
    held = make_meeting(jo.group, closed_by=jo)
    make_attendance(held, jo)
    above = page(client, make_stewardship(partnership=jo.group.partnership)).content.decode()
    assert "<dd>6</dd>" in above
    assert above.count(">fewer than five</dd>") == 3


def test_people_are_listed_by_name_with_their_organisation(client, jo):
    nan = make_membership(group=jo.group)
    answer = page(client, jo, "people/").content.decode()
    assert nan.person.name in answer
    assert nan.organisation.name in answer


def test_addresses_are_for_those_who_look_after_the_group(client, jo):
    nan = make_membership(group=jo.group)
    assert f"mailto:{nan.person.email}" in page(client, jo, "people/").content.decode()
    assert nan.person.email not in page(client, make_membership(group=jo.group), "people/").content.decode()


def test_senior_manager_may_not_know_who_is_in_the_group(client, jo):
    george = make_stewardship(partnership=jo.group.partnership)
    assert page(client, george, "people/").status_code == 404


@pytest.mark.parametrize("path", ["", "people/"])
def test_pages_take_the_same_queries_at_one_and_thirty_members(client, jo, path):
    meeting = make_meeting(jo.group)
    client.force_login(jo.person)

    def add_row():
        make_action(lead=make_membership(group=jo.group), meeting=meeting).helpers.add(
            make_membership(group=jo.group)
        )

    assert_same_queries(ask=lambda: client.get(f"/groups/{jo.group.slug}/{path}"), add_row=add_row)


def test_list_of_groups_takes_the_same_queries_whatever_their_number(client, jo):
    client.force_login(jo.person)

    def add_row():
        make_meeting(make_membership(person=jo.person).group)

    assert_same_queries(ask=lambda: client.get("/groups/"), add_row=add_row)
