from datetime import UTC, datetime, timedelta

import pytest

from inquiries.models import Message
from inquiries.roles import Role
from meetings import following_up
from tests.builders import make_action, make_meeting, make_membership

pytestmark = pytest.mark.django_db
MEETS = datetime(2026, 11, 5, 13, 30, tzinfo=UTC)
EVENING = datetime(2026, 11, 5, 18, 0, tzinfo=UTC)


def held(closed_at=MEETS + timedelta(hours=3), starts_at=MEETS, **fields):
    meeting = make_meeting(starts_at=starts_at, **fields)
    facilitator = make_membership(group=meeting.group, role=Role.FACILITATOR)
    meeting.opened_at, meeting.closed_at, meeting.closed_by = (
        min(starts_at, closed_at),
        closed_at,
        facilitator,
    )
    meeting.save()
    return meeting


@pytest.mark.parametrize(
    ("closed_at", "due_at"),
    [
        (MEETS + timedelta(hours=3), EVENING),
        (EVENING + timedelta(minutes=30), EVENING + timedelta(minutes=30)),
        (EVENING + timedelta(hours=4), datetime(2026, 11, 6, 8, 0, tzinfo=UTC)),
        (EVENING + timedelta(hours=9), datetime(2026, 11, 6, 8, 0, tzinfo=UTC)),
        (MEETS - timedelta(days=3), datetime(2026, 11, 2, 18, 0, tzinfo=UTC)),  # recorded ahead of its day
    ],
)
def test_the_evening_of_a_meeting(closed_at, due_at):
    assert following_up.due_for(held(closed_at)) == due_at


def test_each_person_gets_one_mail_with_what_they_took_on_and_are_asked():
    meeting = held()
    lead, absent = make_membership(group=meeting.group), make_membership(group=meeting.group)
    make_membership(group=meeting.group)
    make_action(lead=lead, meeting=meeting, text="Ask the leisure trust")
    make_action(lead=lead, meeting=meeting, text="Visit the day centre")
    make_action(lead=absent, meeting=meeting, text="Show them round", state="offered")

    following_up.send_due(EVENING)
    following_up.send_due(EVENING + timedelta(minutes=1))

    took, asked = sorted(Message.objects.all(), key=lambda m: m.kind, reverse=True)
    assert (took.kind, took.person) == ("took_on", lead.person)
    assert "Ask the leisure trust" in took.text
    assert "Visit the day centre" in took.text
    assert (asked.kind, asked.person) == ("asked", absent.person)
    assert "Show them round" in asked.text
    assert "you can say no" in asked.text
    assert "/answer/" in took.text
    assert "/answer/" in asked.text


def test_nothing_leaves_before_the_evening_or_late_at_night():
    meeting = held()
    make_action(lead=make_membership(group=meeting.group), meeting=meeting)

    following_up.send_due(EVENING - timedelta(minutes=1))
    following_up.send_due(EVENING + timedelta(hours=3))

    assert not Message.objects.exists()
    assert following_up.next_due(EVENING - timedelta(hours=1)) == EVENING


def test_what_others_agreed_earlier_or_finished_is_not_in_it():
    meeting = held()
    lead = make_membership(group=meeting.group)
    make_action(lead=lead, meeting=meeting, text="New", state="done")
    make_action(lead=lead, text="Old")

    following_up.send_due(EVENING)

    assert not Message.objects.exists()


def test_meetings_long_past_are_let_lie():
    meeting = held()
    make_action(lead=make_membership(group=meeting.group), meeting=meeting)

    following_up.send_due(EVENING + timedelta(days=10))

    assert not Message.objects.exists()
