"""The round of introductions: who is here, newcomers first, and of each card what the whole group reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import introducing
from tests.builders import make_attendance, make_card_line, make_meeting, make_membership, make_user
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    now = timezone.now()
    first = make_meeting(number=1, starts_at=now - timedelta(days=30))
    jo = make_membership(group=first.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))
    first.opened_at = first.closed_at = first.starts_at
    first.closed_by = jo
    first.save()
    return make_meeting(group=first.group, number=2, opened_at=now, starts_at=now - timedelta(minutes=5))


def member(meeting, name, *, days=90, is_here=True, **fields):
    joined = timezone.localdate() - timedelta(days=days)
    made = make_membership(group=meeting.group, person=make_user(name=name), joined_on=joined, **fields)
    if is_here:
        make_attendance(meeting, made)
    return made


def names(found):
    return [card.membership.person.name for card in found.cards]


def test_newcomers_come_first_and_who_is_away_does_not(meeting):
    member(meeting, "Ailsa Orr")
    member(meeting, "Zoe Baird", days=3)
    member(meeting, "Moira Keane", is_here=False)

    found = introducing.introductions(meeting, 1)

    assert names(found) == ["Zoe Baird", "Ailsa Orr"]
    assert [card.is_new for card in found.cards] == [True, False]


def test_whole_group_is_shown_before_anybody_is_tapped(meeting):
    member(meeting, "Ailsa Orr", is_here=False)
    member(meeting, "Una Blair", is_here=False, is_informed_only=True)

    assert names(introducing.introductions(meeting, 1)) == ["Ailsa Orr", "Jo Adair"]


def test_card_shows_what_the_whole_group_reads(client, meeting):
    ailsa = member(meeting, "Ailsa Orr")
    make_card_line(ailsa, kind="offer", text="A minibus on Tuesdays", shared_with="group")
    make_card_line(ailsa, kind="reach", text="Canary at home", shared_with="holders")
    jo = meeting.group.memberships.get(role=Role.FACILITATOR)
    client.force_login(jo.person)

    content = client.get(url(meeting)).content.decode()

    assert "A minibus on Tuesdays" in content
    assert "Canary" not in content


def url(meeting, at=""):
    return reverse("meetings:introductions", args=[meeting.group.slug, meeting.number]) + at


@pytest.mark.parametrize(
    ("at", "place"), [("", 1), ("?at=2", 2), ("?at=99", 2), ("?at=0", 1), ("?at=-1", 1), ("?at=x", 1)]
)
def test_any_place_in_the_address_shows_a_card(client, meeting, at, place):
    member(meeting, "Ailsa Orr")
    member(meeting, "Bea Sim")
    client.force_login(meeting.group.memberships.get(role=Role.FACILITATOR).person)

    assert client.get(url(meeting, at)).context["round"].place == place


def test_members_are_refused(client, meeting):
    client.force_login(member(meeting, "Ailsa Orr").person)

    assert client.get(url(meeting)).status_code == 403


def test_same_queries_for_a_full_hall(client, meeting):
    client.force_login(meeting.group.memberships.get(role=Role.FACILITATOR).person)
    member(meeting, "Ailsa Orr")

    def add():
        make_card_line(member(meeting, "Bea Sim"), text="I drive")

    assert_same_queries(ask=lambda: client.get(url(meeting)), add_row=add)
