"""A group's messages: what became of each, and sending again what a person may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Message
from inquiries.roles import Role
from tests.builders import make_membership, make_message
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def facilitator(client):
    membership = make_membership(role=Role.FACILITATOR)
    client.force_login(membership.person)
    return membership


@pytest.fixture
def manager(client):
    membership = make_membership(role=Role.INTEGRATION_MANAGER)
    client.force_login(membership.person)
    return membership


def url(membership):
    return reverse("inquiries:messages", args=[membership.group.slug])


def again_url(message):
    return reverse("inquiries:send-again", args=[message.group.slug, message.pk])


def page(client, membership):
    return client.get(url(membership)).content.decode()


def message_to_a_member_of(group, **fields):
    return make_message(make_membership(group=group), **fields)


def test_each_message_says_to_whom_what_and_what_became_of_it(client, manager):
    ross = message_to_a_member_of(
        manager.group, state=State.FAILED, failed_because="The mail server said 550 no"
    )

    content = page(client, manager)
    assert f"Invitation to {ross.person.name}" in content
    for words in ("Could not be sent", "The mail server said 550 no", "We meet on Thursday"):
        assert words in content
    assert "Do come." not in content


def test_what_may_have_been_delivered_says_so_and_is_never_sent_again_by_itself(client, manager):
    message = message_to_a_member_of(manager.group, state=State.UNCERTAIN)

    content = page(client, manager)
    assert "May have been delivered" in content
    assert f"{message.person.short_name} may have it already: ask before you send it again." in content
    assert f"Send again to {message.person.short_name}" in content


@pytest.mark.parametrize(
    "state", [state for state in State.values if state not in (State.UNCERTAIN, State.FAILED)]
)
def test_what_is_on_its_way_or_arrived_offers_no_second_sending(client, manager, state):
    message_to_a_member_of(manager.group, state=state)

    assert "Send again" not in page(client, manager)


def test_a_message_without_its_text_offers_no_second_sending(client, manager):
    message_to_a_member_of(manager.group, state=State.FAILED, text="")

    assert "Send again" not in page(client, manager)


def test_sending_again_queues_it_once_and_says_so(client, manager):
    message = message_to_a_member_of(manager.group, state=State.FAILED)

    first = client.post(again_url(message), follow=True)
    second = client.post(again_url(message), follow=True)
    assert f"It goes to {message.person.short_name} once more." in first.content.decode()
    assert "Nothing was sent: it is on its way already" in second.content.decode()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.QUEUED, 0)


def test_sending_again_takes_a_post(client, manager):
    message = message_to_a_member_of(manager.group, state=State.FAILED)

    assert client.get(again_url(message)).status_code == 405
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_a_facilitator_reads_the_ledger_and_sends_nothing_again(client, facilitator):
    message = message_to_a_member_of(facilitator.group, state=State.FAILED)

    content = page(client, facilitator)
    assert message.person.name in content
    assert "Send again" not in content
    assert client.post(again_url(message)).status_code == 403
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_messages_of_another_group_are_neither_shown_nor_sent_again(client, manager):
    theirs = make_message(state=State.FAILED, subject="Theirs alone")

    assert "Theirs alone" not in page(client, manager)
    assert client.post(again_url(theirs)).status_code == 404
    own_address = reverse("inquiries:send-again", args=[manager.group.slug, theirs.pk])
    assert client.post(own_address).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == State.FAILED


def test_a_member_has_no_ledger_of_the_group(client):
    member = make_membership()
    client.force_login(member.person)

    assert client.get(url(member)).status_code == 404


def test_an_empty_ledger_says_what_comes_first(client, manager):
    assert "No message has left yet." in page(client, manager)


def test_older_messages_stand_on_further_pages(client, manager):
    for number in range(51):
        message_to_a_member_of(manager.group, subject=f"Number {number}.", made_at=timezone.now())

    assert "Number 0." not in page(client, manager)
    assert "Number 0." in client.get(url(manager), {"page": 2}).content.decode()


def test_the_ledger_takes_the_same_queries_at_one_row_and_at_thirty(client, manager):
    assert_same_queries(
        ask=lambda: client.get(url(manager)),
        add_row=lambda: message_to_a_member_of(manager.group, state=State.FAILED),
    )
