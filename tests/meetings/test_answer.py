from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import linking
from inquiries.models import Link, Message
from inquiries.roles import Role
from meetings import answering
from meetings.models import Action, ActionUpdate
from tests.builders import make_action, make_digest_choice, make_meeting, make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def ross():
    membership = make_membership()
    make_meeting(group=membership.group)
    make_membership(group=membership.group, role=Role.INTEGRATION_MANAGER, person=None)
    return membership


def address(membership, name="answer", *more):
    return reverse(f"meetings:{name}", args=[answering.link_for(membership, at=timezone.now()).token, *more])


def said(action, state, words="", key=None):
    prefix = action.pk.hex
    return {f"{prefix}-state": state, f"{prefix}-words": words, "client_key": str(key or uuid4())}


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_changes_nothing(client, ross, method):
    action = make_action(lead=ross)

    answer = getattr(client, method)(address(ross))

    assert answer.status_code == 200
    assert not ActionUpdate.objects.exists()
    assert "_auth_user_id" not in client.session
    assert Action.objects.get().state == action.state


def test_stuck_is_kept_and_the_manager_hears(client, ross):
    action = make_action(lead=ross)
    for manager in ross.group.memberships.filter(role=Role.INTEGRATION_MANAGER):
        make_digest_choice(manager.person, stuck_at_once=True)

    answer = client.post(address(ross), said(action, "stuck", "Two teams, two answers."), follow=True)

    update = ActionUpdate.objects.get()
    assert (update.state, update.words, update.through, update.by) == (
        "stuck",
        "Two teams, two answers.",
        "answer",
        ross,
    )
    assert Message.objects.get().kind == Message.Kind.ALERT
    assert action.text in answer.content.decode()


def test_the_same_page_twice_is_once(client, ross):
    action, key = make_action(lead=ross), uuid4()

    for _ in range(2):
        client.post(address(ross), said(action, "stuck", "So", key))

    assert ActionUpdate.objects.count() == 1
    assert not Message.objects.exists()  # it is in her digest


def test_the_same_page_changed_is_another_answer(client, ross):
    action, key = make_action(lead=ross), uuid4()
    client.post(address(ross), said(action, "stuck", "", key))

    client.post(address(ross), said(action, "under_way", "", key))

    assert Action.objects.get().state == "under_way"


def test_a_press_without_a_choice_keeps_nothing_but_what_was_typed(client, ross):
    action = make_action(lead=ross)

    answer = client.post(address(ross), said(action, "", "My words"))

    assert answer.status_code == 422
    assert "Choose how it is going" in answer.content.decode()
    assert "My words" in answer.content.decode()
    assert not ActionUpdate.objects.exists()


def test_of_several_some_may_be_left(client, ross):
    one, other = make_action(lead=ross), make_action(lead=ross)

    client.post(address(ross), said(one, "done") | said(other, ""))

    assert list(ActionUpdate.objects.values_list("action", "state")) == [(one.pk, "done")]


def test_of_several_one_must_be_answered(client, ross):
    make_action(lead=ross), make_action(lead=ross)

    answer = client.post(address(ross), {"client_key": str(uuid4())})

    assert answer.status_code == 422
    assert "at least one" in answer.content.decode()


def test_an_offer_can_be_declined(client, ross):
    action = make_action(lead=ross, state="offered")
    assert "Yes, I take it on" in client.get(address(ross)).content.decode()

    client.post(address(ross), said(action, "back", "I am away"))

    assert Action.objects.get().state == "back"


def test_nobody_else_s_action_is_shown_or_taken(client, ross):
    other = make_action(lead=make_membership(group=ross.group))

    answer = client.post(address(ross), said(other, "done"))

    assert other.text not in answer.content.decode()
    assert not ActionUpdate.objects.exists()


def test_what_was_said_can_be_taken_back(client, ross):
    action = make_action(lead=ross)
    client.post(address(ross), said(action, "done"))
    update = ActionUpdate.objects.get()

    client.post(address(ross, "answer-undo", update.pk))

    assert Action.objects.get().state == "open"
    assert not ActionUpdate.objects.kept().exists()


def test_what_somebody_else_said_cannot_be_taken_back(client, ross):
    other = make_membership(group=ross.group)
    action = make_action(lead=other)
    client.post(address(other), said(action, "done"))

    answer = client.post(address(ross, "answer-undo", ActionUpdate.objects.get().pk))

    assert answer.status_code == 404
    assert ActionUpdate.objects.kept().exists()


def test_an_altered_revoked_or_ended_link_says_so_with_a_next_step(client, ross):
    link = answering.link_for(ross, at=timezone.now())
    altered = client.get(reverse("meetings:answer", args=[link.token[:-2] + "xx"]))
    linking.revoke(link, at=timezone.now())
    revoked = client.post(reverse("meetings:answer", args=[link.token]))
    old = linking.link_for(
        Link.Purpose.ANSWER,
        ross,
        about=uuid4(),
        ends_at=timezone.now() - timedelta(1),
        at=timezone.now() - timedelta(9),
    )
    ended = client.get(reverse("meetings:answer", args=[old.token]))

    for answer in (altered, revoked, ended):
        assert answer.status_code == 410
        assert "Sign in" in answer.content.decode()


def test_a_link_for_another_purpose_opens_nothing(client, ross):
    now = timezone.now()
    rsvp = linking.link_for(Link.Purpose.RSVP, ross, about=uuid4(), ends_at=now + timedelta(9), at=now)

    assert client.get(reverse("meetings:answer", args=[rsvp.token])).status_code == 410


def test_an_answer_from_a_link_made_ahead_of_the_clock_is_shown(client, ross):
    action = make_action(lead=ross)
    link = answering.link_for(ross, at=timezone.now() + timedelta(days=3))
    client.post(reverse("meetings:answer", args=[link.token]), said(action, "under_way", "Two so far"))
    assert "Two so far" in client.get(reverse("meetings:answer-said", args=[link.token])).content.decode()


def test_the_link_lasts_a_week_past_the_meeting(ross):
    link = answering.link_for(ross, at=timezone.now())

    assert link.ends_at == answering.meeting_ahead(ross.group).ends_at + timedelta(days=7)


def test_the_box_says_who_reads_it(client, ross):
    make_action(lead=ross)
    manager = ross.group.memberships.get(role=Role.INTEGRATION_MANAGER).person

    page = client.get(address(ross)).content.decode()

    assert f"{manager.short_name}. Nobody outside the group." in page
    assert "All members" not in page
