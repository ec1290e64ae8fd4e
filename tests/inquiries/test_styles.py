"""Working styles: one's own result, and a spread by which nobody can be told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import strengthening
from inquiries.models import Style, StyleAnswer
from inquiries.roles import Role
from tests.builders import make_group, make_membership, make_stewardship

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group()


def url(name, group):
    return reverse(f"inquiries:{name}", args=[group.slug])


def answer(group, style="room", member=None):
    member = member or make_membership(group=group)
    strengthening.answer(member, [style] * 8, on=timezone.localdate())
    return member


def shares(group):
    spread = strengthening.spread_of(group)
    return spread and {share.style: share.percent for share in spread[1]}


def test_one_sees_ones_own_result_first(client, group):
    nan = make_membership(group=group)
    client.force_login(nan.person)
    sent = {f"moment_{number}": "window" if number < 6 else "room" for number in range(1, 9)}

    page = client.post(url("styles-describe", group), sent, follow=True).content.decode()
    assert "Opens a window" in page
    assert "You bring what nobody had thought of." in page
    own = StyleAnswer.objects.get(membership=nan)
    assert dict(own.chosen) == {"pace": 0, "thread": 0, "room": 3, "window": 5}


def test_a_moment_without_an_answer_says_so_and_keeps_the_others(client, group):
    nan = make_membership(group=group)
    client.force_login(nan.person)
    sent = {f"moment_{number}": "room" for number in range(1, 8)}

    page = client.post(url("styles-describe", group), sent)
    assert page.status_code == 422
    assert "Choose what comes nearest" in page.content.decode()
    assert page.content.decode().count("checked") == 7
    assert not StyleAnswer.objects.exists()


def test_nothing_is_shown_below_five_answers(client, group):
    for _ in range(4):
        answer(group)
    reader = answer(group, member=make_membership(group=make_group()))
    assert (shares(group), shares(reader.group)) == (None, None)
    nan = answer(group)
    assert shares(group) == {"pace": 0, "thread": 0, "room": 100, "window": 0}

    strengthening.take_back(nan)
    assert shares(group) is None


def test_the_sixth_answer_can_not_be_told_from_the_fifth_spread(group):
    for _ in range(5):
        answer(group, "room")
    before = shares(group)

    answer(group, "pace")
    answer(group, "pace")
    assert shares(group) == before
    answer(group, "pace")
    assert shares(group) == {"pace": 38, "thread": 0, "room": 62, "window": 0}


def test_answering_again_counts_as_a_change_and_adds_nobody(group):
    members = [answer(group) for _ in range(5)]
    for style in ("pace", "thread", "window"):
        answer(group, style, member=members[0])

    assert StyleAnswer.objects.count() == 5
    assert shares(group) == {"pace": 0, "thread": 0, "room": 80, "window": 20}


def test_nobody_else_reads_an_answer(client, group):
    nan = answer(group, "window")
    facilitator = make_membership(group=group, role=Role.FACILITATOR)
    client.force_login(facilitator.person)

    page = client.get(url("styles", group)).content.decode()
    assert nan.person.name not in page
    assert "Opens a window" not in page


def test_who_has_not_answered_sees_no_spread_yet(client, group):
    for _ in range(5):
        answer(group)
    nan = make_membership(group=group)
    client.force_login(nan.person)

    assert client.get(url("styles", group)).context["spread"] is None


def test_taken_back_answers_are_gone(client, group):
    nan = answer(group)
    client.force_login(nan.person)

    client.post(url("styles-take-back", group))
    assert not StyleAnswer.objects.exists()


@pytest.mark.parametrize("role", [role for role, _label in Role.above_a_group()])
def test_above_the_group_nobody_knows_of_styles(client, group, role):
    client.force_login(make_stewardship(role=role, group=group).person)
    assert client.get(url("styles", group)).status_code == 404


def test_each_moment_offers_each_style_once():
    assert len(strengthening.SITUATIONS) == 8
    assert all(set(situation.choices) == set(Style) for situation in strengthening.SITUATIONS)
