from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Message
from inquiries.roles import Role
from meetings import updating
from meetings.models import ActionUpdate
from tests.builders import make_action, make_digest_choice, make_membership, make_stewardship
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make_action()


@pytest.fixture
def delia(action):
    return make_membership(group=action.group, role=Role.INTEGRATION_MANAGER)


def to(action, name="action", *more):
    return reverse(f"meetings:{name}", args=[action.group.slug, *(more or (action.pk,))])


def tell(client, action, state="stuck", words="So", key=None):
    return client.post(
        to(action, "action-update"), {"state": state, "words": words, "client_key": str(key or uuid4())}
    )


def test_its_lead_tells_how_it_goes_and_takes_it_back(client, action, delia):
    make_digest_choice(delia.person, stuck_at_once=True)
    client.force_login(action.lead.person)

    tell(client, action)
    update = ActionUpdate.objects.get()
    assert (update.through, update.by, update.state) == ("page", action.lead, "stuck")
    assert Message.objects.get().person == delia.person

    client.post(to(action, "action-undo", update.pk))
    action.refresh_from_db()
    assert action.state == "open"


def test_what_is_entered_for_somebody_says_so(client, action, delia):
    client.force_login(delia.person)

    tell(client, action)

    assert ActionUpdate.objects.get().through == "behalf"
    assert "entered on their behalf" in client.get(action.get_absolute_url()).content.decode()
    assert not Message.objects.exists()


def test_another_member_reads_and_may_not_tell(client, action):
    client.force_login(make_membership(group=action.group).person)

    assert "How is it going?" not in client.get(action.get_absolute_url()).content.decode()
    assert tell(client, action).status_code == 403
    assert not ActionUpdate.objects.exists()


def test_what_was_answered_to_a_note_is_read_by_its_writer_and_those_who_look_after_notes(
    client, action, delia
):
    updating.tell(
        action,
        state="stuck",
        words="Two teams",
        through="answer",
        by=action.lead,
        at=timezone.now(),
        client_key=uuid4(),
    )
    reads = {}
    for person in (action.lead, delia, make_membership(group=action.group)):
        client.force_login(person.person)
        for url in (action.get_absolute_url(), reverse("meetings:actions", args=[action.group.slug])):
            reads.setdefault(person.pk, []).append("Two teams" in client.get(url).content.decode())

    assert list(reads.values()) == [[True, True], [True, True], [False, False]]


def test_without_a_choice_what_was_typed_is_kept(client, action):
    client.force_login(action.lead.person)

    answer = tell(client, action, state="", words="My words")

    assert answer.status_code == 422
    assert "Choose how it is going" in answer.content.decode()
    assert "My words" in answer.content.decode()


def test_the_manager_offers_it_to_somebody_else_who_is_asked_once(client, action, delia):
    other, key = make_membership(group=action.group), str(uuid4())
    client.force_login(delia.person)

    for _ in range(2):
        client.post(to(action, "action-pass-on"), {"to-to": str(other.pk), "to-client_key": key})

    action.refresh_from_db()
    assert (action.lead, action.state) == (other, "offered")
    assert Message.objects.get().kind == "asked"


def test_it_is_offered_to_members_of_the_group_only(client, action, delia):
    client.force_login(delia.person)

    answer = client.post(
        to(action, "action-pass-on"), {"to-to": str(make_membership().pk), "to-client_key": str(uuid4())}
    )

    assert answer.status_code == 422


def test_those_above_the_group_see_no_action(client, action):
    client.force_login(make_stewardship(partnership=action.group.partnership).person)

    assert client.get(action.get_absolute_url()).status_code == 404
    assert client.get(reverse("meetings:actions", args=[action.group.slug])).status_code == 404


def test_every_word_is_there_with_who_and_how(client, action, delia):
    client.force_login(action.lead.person)
    for minutes, state in enumerate(("under_way", "stuck")):
        updating.tell(
            action,
            state=state,
            words=f"Word {minutes}",
            through="meeting",
            by=delia,
            at=timezone.now() + timedelta(minutes=minutes),
            client_key=uuid4(),
        )

    page = client.get(action.get_absolute_url()).content.decode()

    assert "Word 0" in page
    assert "Word 1" in page
    assert delia.person.name in page
    assert "in the meeting" in page


def test_the_list_takes_the_same_queries_at_one_and_at_thirty(client, action):
    client.force_login(action.lead.person)

    def add_row():
        row = make_action(lead=make_membership(group=action.group))
        row.helpers.add(make_membership(group=action.group))

    assert_same_queries(
        ask=lambda: client.get(reverse("meetings:actions", args=[action.group.slug])), add_row=add_row
    )


def test_fifty_stand_on_a_page_and_the_shelves_count_all(client, action, delia):
    for _ in range(51):
        make_action(lead=delia)
    make_action(lead=action.lead, state="stuck", text="Help, please")
    client.force_login(delia.person)

    first = client.get(reverse("meetings:actions", args=[action.group.slug]))
    second = client.get(first.request["PATH_INFO"], {"page": 2})

    assert [(s["key"], s["count"], len(s["actions"])) for s in first.context["shelves"]] == [
        ("needs", 1, 1),
        ("open", 52, 49),
    ]
    assert [(s["count"], len(s["actions"])) for s in second.context["shelves"]] == [(52, 3)]
    assert "Page 1 of 2" in first.content.decode()
    assert "Help, please" not in second.content.decode()
    assert first.context["mine"] == 51


def test_the_address_of_an_action_is_that_of_its_page(action):
    assert action.get_absolute_url() == to(action)
