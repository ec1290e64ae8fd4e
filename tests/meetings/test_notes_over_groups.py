"""One message a person over all their groups, never more than anybody should get, and nothing about what was just said."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from inquiries import pausing, sending
from inquiries.models import Message, User
from inquiries.roles import Role
from meetings import nudging, updating
from meetings.models import Nudge
from tests.builders import (
    make_action,
    make_meeting,
    make_membership,
    make_message,
    make_nudge,
    make_user,
)

pytestmark = pytest.mark.django_db
MEETS = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
DUE = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
LONG_AGO = DUE - timedelta(days=20)


@pytest.fixture
def delia():
    return make_user(name="Delia Orr")


@pytest.fixture
def ross():
    return make_user(name="Ross Tait")


def asked(person, writer, text, **fields):
    """A group that meets on the third, with a manager, where this person took something on; gives their note's meeting."""
    meeting = make_meeting(starts_at=MEETS)
    make_membership(group=meeting.group, person=writer, role=Role.INTEGRATION_MANAGER)
    lead = make_membership(group=meeting.group, person=person)
    make_action(lead=lead, text=text, **{"heard_at": LONG_AGO, "agreed_at": LONG_AGO} | fields)
    return meeting


def delivered():
    for message in Message.objects.filter(state=Message.State.QUEUED):
        sending.deliver(message.pk, message.due_at)
    return list(Message.objects.order_by("made_at"))


def test_two_groups_with_one_manager_make_one_message(delia, ross):
    first, second = asked(ross, delia, "Ring the leisure trust"), asked(ross, delia, "Visit the day centre")

    nudging.send_due(DUE)

    [message] = delivered()
    assert "Ring the leisure trust" in message.text
    assert "Visit the day centre" in message.text
    assert message.text.count("/answer/") == 2  # one address to answer for each group
    assert (message.from_name, message.reply_to) == ("Delia Orr", delia.address)
    assert {first.group.name, second.group.name} <= set(message.text.split("\n"))
    assert {nudge.message for nudge in Nudge.objects.all()} == {message}


def test_two_managers_write_on_two_days_and_neither_reads_the_other(delia, ross):
    asked(ross, delia, "Ring the leisure trust")
    asked(ross, make_user(name="Uma Rae"), "Visit the day centre")

    nudging.send_due(DUE)
    nudging.send_due(DUE + timedelta(hours=5))
    assert len(delivered()) == 1

    nudging.send_due(DUE + A_DAY)
    nudging.send_due(DUE + A_DAY + timedelta(hours=5))

    first, second = delivered()
    texts = {("leisure" in message.text, "day centre" in message.text) for message in (first, second)}
    assert texts == {(True, False), (False, True)}


def test_nobody_gets_more_than_three_in_a_week(delia, ross):
    elsewhere = make_membership(person=ross)
    for days in (2, 3, 6):
        make_message(elsewhere, kind=Message.Kind.NOTE, made_at=DUE - days * A_DAY, state="sent")
    asked(ross, delia, "Ring the leisure trust")

    nudging.send_due(DUE)
    assert Message.objects.count() == 3
    assert Nudge.objects.waiting().exists()

    nudging.send_due(DUE + A_DAY + timedelta(minutes=1))  # the first of the three is a week old by then
    assert Message.objects.count() == 4


def test_a_clock_that_stood_still_catches_up_with_one_message(delia, ross):
    for number in range(3):
        asked(ross, delia, f"Thing {number}")
    nudging.send_due(DUE - A_DAY)

    for minute in range(6):
        nudging.send_due(DUE + timedelta(hours=6, minutes=minute))

    assert len(delivered()) == 1


def test_one_word_about_any_of_it_stops_the_note(delia, ross):
    meeting = asked(ross, delia, "Ring the leisure trust")
    lead = meeting.group.memberships.get(person=ross)
    other = make_action(lead=lead, heard_at=LONG_AGO, agreed_at=LONG_AGO)
    said = {"through": "page", "by": lead, "at": DUE - A_DAY, "client_key": uuid4()}
    updating.tell(other, state="under_way", words="", **said)

    nudging.send_due(DUE)

    assert Nudge.objects.get().not_sent_because == "heard"


def test_a_word_after_it_was_queued_keeps_it_back(delia, ross):
    meeting = asked(ross, delia, "Ring the leisure trust")
    lead = meeting.group.memberships.get(person=ross)
    make_action(lead=lead, heard_at=LONG_AGO, agreed_at=LONG_AGO)
    nudging.send_due(DUE)
    said = {"through": "page", "by": lead, "at": DUE + timedelta(minutes=5), "client_key": uuid4()}
    updating.tell(lead.actions_led.first(), state="under_way", words="", **said)

    [message] = delivered()

    assert (message.state, message.failed_because) == ("suppressed", "They said meanwhile how it goes.")


def test_a_note_is_written_as_it_leaves(delia, ross):
    meeting = asked(ross, delia, "Ring the leisure trust")
    nudging.send_due(DUE)
    assert Message.objects.get().text == ""
    lead = meeting.group.memberships.get(person=ross)
    make_action(lead=lead, text="Agreed a minute later", heard_at=DUE - A_DAY, agreed_at=DUE - A_DAY)

    assert "Agreed a minute later" in delivered()[0].text


def test_notes_reach_a_person_at_the_hours_they_chose(delia, ross):
    pausing.choose_hours(ross, User.NoteHours.AFTERNOON)
    ross.refresh_from_db()
    asked(ross, delia, "Ring the leisure trust")

    nudging.send_due(DUE)
    assert not Message.objects.exists()
    assert nudging.next_due(DUE) == DUE + timedelta(hours=2)

    nudging.send_due(DUE + timedelta(hours=2))
    assert Message.objects.get().made_at == DUE + timedelta(hours=2)


def test_a_leave_pauses_notes_until_its_day(delia, ross):
    asked(ross, delia, "Ring the leisure trust")
    pausing.pause(ross, at=LONG_AGO, until=DUE.date())
    ross.refresh_from_db()
    assert ross.notes_are_paused(DUE - A_DAY)
    assert not ross.notes_are_paused(DUE)

    nudging.send_due(DUE)

    assert Message.objects.count() == 1


def test_the_fourteen_days_show_one_message_a_person_and_why(client, delia, ross):
    with time_machine.travel(DUE - 3 * A_DAY):
        asked(ross, delia, "Ring the leisure trust")
        asked(ross, delia, "Visit the day centre")
        elsewhere = asked(ross, make_user(), "Nobody else’s business")
        nudging.send_due(DUE - 3 * A_DAY)
        client.force_login(delia)

        page = client.get(reverse("meetings:queue")).content.decode()

    assert "one message" in page
    assert "A week before meeting" in page
    assert "nothing heard for 20 days" in page
    assert "Ring the leisure trust" in page
    assert "Visit the day centre" in page
    assert elsewhere.group.name not in page
    assert "Nobody else’s business" not in page


def test_who_looks_after_no_notes_finds_no_queue(client):
    facilitator = make_membership(role=Role.FACILITATOR)
    client.force_login(facilitator.person)

    assert client.get(reverse("meetings:queue")).status_code == 404


def test_a_facilitator_reads_what_is_sent_of_their_own_group_alone(client, delia, ross):
    with time_machine.travel(DUE - 3 * A_DAY):
        meeting = asked(ross, delia, "Ring the leisure trust")
        asked(ross, delia, "Visit the day centre")
        jo = make_membership(group=meeting.group, role=Role.FACILITATOR)
        nudging.send_due(DUE - 3 * A_DAY)
        client.force_login(jo.person)

        page = client.get(reverse("meetings:notes", args=[meeting.group.slug])).content.decode()

    assert "Ring the leisure trust" in page
    assert "Visit the day centre" not in page


def test_the_queue_is_decided_in_as_many_queries_for_thirty_as_for_one(django_assert_num_queries, delia):
    def queries(number):
        meeting = make_meeting(starts_at=MEETS)
        make_membership(group=meeting.group, person=delia, role=Role.INTEGRATION_MANAGER)
        nudges = []
        for _ in range(number):
            lead = make_membership(group=meeting.group)
            make_action(lead=lead, heard_at=LONG_AGO, agreed_at=LONG_AGO)
            nudges.append(make_nudge(meeting, lead, due_at=DUE).pk)
        with django_assert_num_queries(16):
            assert nudging.decide(nudges, at=DUE) == number

    queries(1)
    queries(30)
