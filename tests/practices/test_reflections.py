"""Reflection meetings: the learning partner's, and theirs who are invited; nobody else knows of them."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import sending
from inquiries.models import Message
from inquiries.roles import Role
from practices.models import Lesson, Reflection
from tests.builders import make_group, make_membership, make_reflection, make_stewardship
from tests.practices.kept import above, page_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
CANARY = "A nurse wept in the corridor, and it was the best meeting"


@pytest.fixture
def programme(jo):
    return jo.group.partnership.programme


@pytest.fixture
def partner(programme):
    return make_stewardship(role=Role.LEARNING_PARTNER, programme=programme).person


def held(client, partner, programme, **said):
    client.force_login(partner)
    words = {"title": "Three places", "held_on": timezone.localdate(), "client_key": uuid4()}
    return client.post(reverse("practices:reflection-hold", args=[programme.slug]), words | said)


def test_whoever_holds_the_groups_is_invited_once_and_its_members_are_not(client, jo, programme, partner):
    member = make_membership(group=jo.group)
    body = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    key = uuid4()
    for _ in range(2):
        held(client, partner, programme, groups=[jo.group.pk], stories=CANARY, client_key=key)
    row = Reflection.objects.get()
    assert [*row.guests.all()] == [jo.person]
    message = Message.objects.get(kind=Message.Kind.REFLECTION)
    assert message.person == jo.person
    assert CANARY not in message.text
    for person, status in ((jo.person, 200), (partner, 200), (member.person, 404), (body, 404)):
        answer, page = page_of(client, person, row.get_absolute_url())
        assert answer == status
        assert (CANARY in page) == (status == 200)


def test_national_bodies_are_invited_where_it_is_said(client, jo, programme, partner):
    body = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    held(client, partner, programme, groups=[jo.group.pk], with_bodies="on")
    assert body in Reflection.objects.get().guests.all()


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.ADMINISTRATOR])
def test_senior_managers_and_administrators_know_of_none(client, jo, programme, role):
    row = make_reflection(programme, stories=CANARY)
    person = above(jo.group, role)
    assert page_of(client, person, row.get_absolute_url())[0] == 404
    assert page_of(client, person, reverse("practices:reflections"))[0] == 404
    assert "Learning over groups" not in page_of(client, person, reverse("inquiries:groups"))[1]


def test_a_partner_of_another_programme_knows_of_none_and_guests_change_nothing(client, jo, programme):
    row = make_reflection(programme)
    row.guests.add(jo.person)
    row.groups.add(jo.group)
    other = make_stewardship(role=Role.LEARNING_PARTNER, programme=make_group().partnership.programme).person
    for person in (other, jo.person):
        client.force_login(person)
        for do in ("change", "learn", "remove", "put-back"):
            assert client.post(reverse(f"practices:reflection-{do}", args=[row.pk])).status_code == 404
    assert page_of(client, other, row.get_absolute_url())[0] == 404
    assert "Learning over groups" in page_of(client, jo.person, reverse("inquiries:groups"))[1]


def test_groups_of_another_programme_cannot_be_chosen(client, programme, partner):
    assert held(client, partner, programme, groups=[make_group().pk]).status_code == 422
    assert not Reflection.objects.exists()


def test_what_was_learned_stands_under_its_practice_once(client, programme, partner):
    row = make_reflection(programme)
    client.force_login(partner)
    said = {"practice": "diversity", "words": "Ask what is not said", "client_key": uuid4()}
    for _ in range(2):
        client.post(reverse("practices:reflection-learn", args=[row.pk]), said)
    assert Lesson.objects.count() == 1
    page = page_of(client, partner, row.get_absolute_url())[1]
    assert page.index("Exploring diversity") < page.index("Ask what is not said")


def test_other_words_over_a_version_that_is_gone_are_shown_beside_what_stands(client, programme, partner):
    row = make_reflection(programme)
    client.force_login(partner)
    change = reverse("practices:reflection-change", args=[row.pk])
    words = {"title": "Again", "held_on": timezone.localdate(), "version": 0}
    assert client.post(change, words).status_code == 302
    assert client.post(change, words | {"title": "Late"}).status_code == 409
    row.refresh_from_db()
    assert row.title == "Again"


def test_taken_away_its_invitations_stay_here(client, jo, programme, partner):
    held(client, partner, programme, groups=[jo.group.pk])
    row = Reflection.objects.get()
    client.post(reverse("practices:reflection-remove", args=[row.pk]))
    message = Message.objects.get(kind=Message.Kind.REFLECTION)
    sending.deliver(message.pk, message.due_at)
    message.refresh_from_db()
    assert message.state == Message.State.SUPPRESSED
    assert page_of(client, jo.person, row.get_absolute_url())[0] == 404


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client, programme, partner):
    client.force_login(partner)

    def add():
        make_reflection(programme, recorded_by=partner).groups.add(make_group())

    assert_same_queries(ask=lambda: client.get(reverse("practices:reflections")), add_row=add)


def test_guests_lose_it_with_their_role(client, jo, programme):
    row = make_reflection(programme)
    row.guests.add(jo.person)
    row.groups.add(jo.group)
    assert page_of(client, jo.person, row.get_absolute_url())[0] == 200
    jo.left_on = timezone.localdate()
    jo.save()
    assert page_of(client, jo.person, row.get_absolute_url())[0] == 404
