"""A recap that is not out: who is reminded when, once, and what stops it."""

from datetime import UTC, datetime, timedelta

import pytest

from inquiries.models import Message
from inquiries.roles import Role
from meetings import reminding
from meetings.models import Meeting
from tests.builders import make_meeting, make_membership, make_recap

pytestmark = pytest.mark.django_db
CLOSED = datetime(2026, 11, 5, 16, 30, tzinfo=UTC)  # a Thursday
NINE = timedelta(hours=9)


@pytest.fixture
def meeting():
    meeting = make_meeting(starts_at=CLOSED - timedelta(hours=3))
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR)
    make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    make_membership(group=meeting.group)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=meeting.starts_at, closed_at=CLOSED, closed_by=jo)
    meeting.refresh_from_db()
    return meeting


def send(day, hour=9, minute=0):
    reminding.send_due(datetime(2026, 11, day, hour, minute, tzinfo=UTC))


def test_the_facilitator_alone_is_reminded_after_one_three_and_seven_days(meeting):
    for day in range(5, 19):
        for hour in (8, 9, 15):
            send(day, hour)

    made = Message.objects.order_by("made_at")
    assert {message.membership.role for message in made} == {Role.FACILITATOR}
    # Friday the 6th; Sunday the 8th waits for Monday; Thursday the 12th.
    assert [(m.made_at.day, m.made_at.hour) for m in made] == [(6, 9), (9, 8), (12, 9)]


def test_a_clock_that_stood_still_reminds_once(meeting):
    send(13, 10)
    send(13, 11)

    assert "This is the last reminder." in Message.objects.get().text


def test_nothing_once_it_is_out(meeting):
    make_recap(
        meeting=meeting, changed_by=meeting.closed_by, published_at=CLOSED, published_by=meeting.closed_by
    )

    send(6)

    assert not Message.objects.exists()


def test_a_draft_is_not_out(meeting):
    make_recap(meeting=meeting, changed_by=meeting.closed_by)

    send(6)

    assert Message.objects.get().kind == "reminder"


def test_no_reminder_tells_what_was_said(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(focus="Aileen’s ramp")
    send(6)

    message = Message.objects.get()
    assert "Aileen" not in message.text + message.html + message.subject
    assert f"/meetings/{meeting.number}/recap/" in message.text


def test_a_replay_steps_to_each_reminder(meeting):
    assert reminding.next_due(CLOSED) == datetime(2026, 11, 6, 9, 0, tzinfo=UTC)
    assert reminding.next_due(datetime(2026, 11, 6, 9, 0, tzinfo=UTC)) == datetime(
        2026, 11, 9, 8, 0, tzinfo=UTC
    )
    assert reminding.next_due(datetime(2026, 11, 12, 9, 0, tzinfo=UTC)) is None
