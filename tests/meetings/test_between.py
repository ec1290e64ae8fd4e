"""Between meetings: what somebody takes on since, other words for it, and its whole story on one page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Message
from inquiries.roles import Role
from meetings import updating
from meetings.models import Action, ActionUpdate
from tests.builders import (
    make_action,
    make_meeting,
    make_membership,
    make_message,
    make_nudge,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def delia(client):
    membership = make_membership(role=Role.INTEGRATION_MANAGER, person=make_user(name="Delia Orr"))
    client.force_login(membership.person)
    return membership


@pytest.fixture
def moira(delia):
    return make_membership(group=delia.group, person=make_user(name="Moira Keane"))


def add(client, group, line, key=None, **more):
    said = {"line": line, "client_key": str(key or uuid4()), **more}
    return client.post(reverse("meetings:action-add", args=[group.slug]), said)


def change(client, action, **changed):
    said = {
        "text": action.text,
        "due_on": action.due_on.isoformat(),
        "kind": action.kind,
        "was": action.text,
        "client_key": str(uuid4()),
    }
    sent = {f"change-{name}": value for name, value in (said | changed).items()}
    return client.post(reverse("meetings:action-change", args=[action.group.slug, action.pk]), sent)


def test_who_said_yes_already_has_it_and_no_message_leaves(client, delia, moira):
    add(client, delia.group, "Visit Linden House, Moira, by 12 March", said_yes="on")

    action = Action.objects.get()
    assert (action.text, action.lead, action.state, action.meeting) == (
        "Visit Linden House",
        moira,
        "open",
        None,
    )
    assert not Message.objects.exists()


def test_who_did_not_is_asked_by_mail_once(client, delia, moira):
    key = uuid4()
    for _ in range(2):
        add(client, delia.group, "Visit Linden House, Moira, by 12 March", key)

    assert Action.objects.get().state == "offered"
    assert (Message.objects.get().kind, Message.objects.get().person) == ("asked", moira.person)


def test_who_has_no_address_is_to_be_told_in_person(client, delia, moira):
    moira.person.email = None
    moira.person.save()

    answer = add(client, delia.group, "Visit Linden House, Moira, by 12 March")

    page = client.get(answer.url).content.decode()
    assert "tell them in person" in page
    assert not Message.objects.exists()


def test_without_a_date_it_is_for_the_next_meeting(client, delia, moira):
    ahead = make_meeting(group=delia.group)

    add(client, delia.group, "Visit Linden House, Moira")

    assert Action.objects.get().due_on == timezone.localdate(ahead.starts_at)


def test_a_line_that_names_nobody_is_kept_and_says_what_to_do(client, delia):
    answer = add(client, delia.group, "Visit Linden House")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say who takes it on after a comma" in page
    assert "Visit Linden House" in page
    assert not Action.objects.exists()


def test_a_due_date_on_a_holiday_is_said_and_not_refused(client, delia, moira):
    answer = add(client, delia.group, "Visit Linden House, Moira, by 25 December", said_yes="on")

    assert "is a bank holiday" in client.get(answer.url).content.decode()
    assert (Action.objects.get().due_on.month, Action.objects.get().due_on.day) == (12, 25)


def test_a_member_adds_nothing_for_others(client, delia, moira):
    client.force_login(moira.person)

    assert (
        "Add what somebody took on"
        not in client.get(reverse("meetings:actions", args=[delia.group.slug])).content.decode()
    )
    assert add(client, delia.group, "Visit Linden House, Moira").status_code == 403


def test_other_words_another_date_and_who_helps_are_kept_in_its_story(client, delia, moira):
    action = make_action(lead=moira, text="Visit the hall")
    helper = make_membership(group=delia.group)
    later = action.due_on + timedelta(days=7)

    change(
        client,
        action,
        text="Visit Linden House",
        due_on=later.isoformat(),
        kind="question",
        is_quick_win="on",
        helpers=[str(helper.pk)],
    )

    before, heard = action.due_on, action.heard_at
    action.refresh_from_db()
    assert (action.text, action.due_on, action.kind, action.is_quick_win) == (
        "Visit Linden House",
        later,
        "question",
        True,
    )
    assert list(action.helpers.all()) == [helper]
    assert action.heard_at == heard
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Worded anew; it was “Visit the hall”" in page
    assert "Given another date; it was" in page
    assert not Message.objects.exists()
    assert {row.due_before for row in ActionUpdate.objects.all()} == {None, before}


def test_other_words_can_be_taken_back(client, delia, moira):
    action = make_action(lead=moira, text="Visit the hall")
    change(client, action, text="Visit Linden House")

    updating.undo(ActionUpdate.objects.get(), by=delia, at=timezone.now())

    action.refresh_from_db()
    assert (action.text, action.state) == ("Visit the hall", "open")


def test_two_who_word_it_anew_at_once_see_both_texts(client, delia, moira):
    action = make_action(lead=moira, text="Visit the hall")
    change(client, action, text="Visit Linden House")

    answer = change(client, action, text="Visit the library")  # made over “Visit the hall”

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else worded it anew meanwhile: “Visit Linden House”." in page
    assert "Visit the library" in page
    action.refresh_from_db()
    assert action.text == "Visit Linden House"


def test_the_story_tells_of_meetings_that_carried_it_and_notes_that_asked(client, delia, moira):
    long_ago = timezone.now() - timedelta(days=40)
    agreed_at = make_meeting(group=delia.group, number=1, starts_at=long_ago, closed_by=delia)
    carried = make_meeting(
        group=delia.group, number=2, starts_at=timezone.now() - timedelta(days=10), closed_by=delia
    )
    action = make_action(lead=moira, meeting=agreed_at, agreed_at=long_ago, heard_at=long_ago)
    note = make_message(moira, kind="note", state="sent", sent_at=timezone.now() - timedelta(days=5))
    make_nudge(carried, moira, message=note, decided_at=note.sent_at)

    page = client.get(action.get_absolute_url()).content.decode()
    assert "Agreed at meeting 1" in page
    assert "Still open at meeting 2" in page
    assert "A note asked Moira about it" in page

    client.force_login(make_membership(group=delia.group).person)
    assert "A note asked Moira" not in client.get(action.get_absolute_url()).content.decode()


def test_the_desk_finds_by_due_date_and_lets_several_go(client, delia, moira):
    today = timezone.localdate()
    past = make_action(lead=moira, text="Past its date", due_on=today - timedelta(days=1))
    soon = make_action(lead=moira, text="Due soon", due_on=today + timedelta(days=3))
    make_action(lead=moira, text="Due much later", due_on=today + timedelta(days=60))

    def shown(due):
        page = client.get(reverse("meetings:desk"), {"due": due}).content.decode()
        return {text for text in ("Past its date", "Due soon", "Due much later") if text in page}

    assert [shown("passed"), shown("7")] == [{"Past its date"}, {"Due soon"}]

    chosen = [str(past.pk), str(soon.pk)]
    client.post(reverse("meetings:desk"), {"chosen": chosen, "do": "let_go", "client_key": str(uuid4())})
    assert set(Action.objects.filter(state="let_go")) == {past, soon}


def ask(client, actions, person, key=None):
    said = {"chosen": [str(action.pk) for action in actions], "do": "ask", "to": str(person.pk)}
    return client.post(reverse("meetings:desk"), said | {"client_key": str(key or uuid4())})


def test_several_are_offered_to_somebody_by_one_mail(client, delia, moira):
    tom = make_membership(group=delia.group)
    actions = [make_action(lead=tom, text=text) for text in ("Visit the hall", "Ring the trust")]
    key = uuid4()

    for _ in range(2):
        ask(client, actions, moira.person, key)

    assert {(a.lead, a.state) for a in Action.objects.all()} == {(moira, "offered")}
    letter = Message.objects.get()
    assert (letter.person, letter.kind) == (moira.person, "asked")
    assert "Visit the hall" in letter.text
    assert "Ring the trust" in letter.text


def test_who_is_not_in_the_group_can_not_be_asked(client, delia, moira):
    elsewhere = make_membership(person=delia.person, role=Role.INTEGRATION_MANAGER)
    stranger = make_membership(group=elsewhere.group)
    action = make_action(lead=moira)

    answer = ask(client, [action], stranger.person)

    assert answer.status_code == 422
    assert f"is not in {delia.group.name}" in answer.content.decode()
    action.refresh_from_db()
    assert action.lead == moira
    assert ask(client, [action], make_user()).status_code == 422
