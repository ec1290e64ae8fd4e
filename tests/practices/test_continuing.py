"""What goes on: an initiative becomes a smaller group, once, with those who were chosen."""

import pytest
from django.utils import timezone

from inquiries.models import Group, Membership
from inquiries.roles import Role
from tests.builders import make_initiative, make_membership, make_structural_proposal
from tests.practices.kept import page_of, sent, url

pytestmark = pytest.mark.django_db


def test_its_owner_facilitates_the_smaller_group_and_the_chosen_are_in_it(client, jo):
    owner, chosen, other = (make_membership(group=jo.group) for _ in range(3))
    row = make_initiative(owner, what="A monthly hour")
    said = {"name": "The hour", "purpose": "Time for each", "who_for": "those we worry about"}
    said |= {"people": [chosen.pk]}
    for _ in range(2):
        sent(client, jo, "initiative-become", row.pk, **said)
    made = Group.objects.get(name="The hour")
    places = {place.person: place for place in Membership.objects.filter(group=made)}
    assert places.keys() == {owner.person, chosen.person}
    assert places[owner.person].role == Role.FACILITATOR
    assert places[chosen.person].organisation == chosen.organisation
    assert made.partnership == jo.group.partnership
    assert made.purpose_line == "Time for each"
    assert "A monthly hour" not in str(made.aspirations.values())
    assert other.person not in places
    row.refresh_from_db()
    assert row.became == made
    assert "The hour" in page_of(client, chosen.person, row.get_absolute_url())[1]
    theirs = page_of(client, other.person, row.get_absolute_url())[1]
    assert "It became a smaller group" in theirs
    assert "The hour" not in theirs


def test_one_whose_owner_has_left_asks_for_another_first(client, jo):
    owner = make_membership(group=jo.group)
    row = make_initiative(owner, what="A monthly hour")
    type(owner).objects.filter(pk=owner.pk).update(left_on=timezone.localdate())
    assert "Its owner has left the group" in page_of(client, jo.person, row.get_absolute_url())[1]
    assert page_of(client, jo.person, url(jo, "initiative-become", row.pk))[0] == 404


def test_its_form_begins_without_the_words_of_the_initiative(client, jo):
    row = make_initiative(jo, what="A monthly hour")
    form = page_of(client, jo.person, url(jo, "initiative-become", row.pk))[1]
    assert "A monthly hour" not in form.split("<form")[-1]


def test_members_make_no_group_and_nobody_of_elsewhere_is_chosen(client, jo):
    row, member = make_initiative(jo), make_membership(group=jo.group)
    said = {"name": "The hour", "purpose": "Time", "who_for": "those we worry about"}
    assert sent(client, member, "initiative-become", row.pk, **said, people=[jo.pk]).status_code == 403
    foreign = make_membership()
    assert sent(client, jo, "initiative-become", row.pk, **said, people=[foreign.pk]).status_code == 422
    assert not Group.objects.filter(name="The hour").exists()


def test_open_questions_of_a_structure_stay_in_sight(client, jo):
    row = make_structural_proposal(jo, serves="One of us knows")
    assert row.open_questions == 2
    assert "2 questions open" in page_of(client, jo.person, url(jo, "goes-on"))[1]
    page = page_of(client, jo.person, row.get_absolute_url())[1]
    assert "What would it stop?" in page
    assert "Which purpose does it serve?" not in page


def test_an_initiative_without_a_day_or_an_owner_does_not_go_on(client, jo):
    answer = sent(client, jo, "initiative-add", what="Something")
    assert "Enter its first date" in answer.content.decode()
    assert "Choose who owns it" in answer.content.decode()
    foreign = make_membership()
    words = {"what": "Something", "first_on": timezone.localdate(), "owner": foreign.pk}
    assert sent(client, jo, "initiative-add", **words).status_code == 422
