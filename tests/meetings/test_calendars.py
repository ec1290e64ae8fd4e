"""Calendar events, parsed back as a calendar program would."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from meetings import calendars
from tests.builders import make_meeting, make_membership, make_stewardship

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def event_of(text):
    calendar = Calendar.from_ical(text)
    return calendar, calendar.walk("VEVENT")[0]


def test_invitation_is_a_request_to_one_person():
    meeting = make_meeting(venue="Linden House", focus="Aileen’s story")
    membership = make_membership(group=meeting.group)

    calendar, event = event_of(calendars.invitation(meeting, membership, at=timezone.now()))

    assert calendar["METHOD"] == "REQUEST"
    assert event["ATTENDEE"] == f"mailto:{membership.person.email}"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["ORGANIZER"] == f"mailto:{settings.DEFAULT_FROM_EMAIL}"
    assert event["UID"] == f"{meeting.pk}@localhost"
    assert (event["SEQUENCE"], event["CLASS"], event["LOCATION"]) == (0, "PRIVATE", "Linden House")
    assert event["DTSTAMP"].dt
    assert event["LAST-MODIFIED"].dt


def test_invitation_says_nothing_of_the_room():
    meeting = make_meeting(focus="Aileen’s story", access_notes="Ask for Mona", invitation_words="Dear Ross")
    membership = make_membership(group=meeting.group)

    text = calendars.invitation(meeting, membership, at=timezone.now())

    _calendar, event = event_of(text)
    assert event["SUMMARY"] == "Inquiry meeting"
    for word in ("Aileen", "Mona", "Ross", membership.person.name, meeting.group.name):
        assert word not in text.replace("\r\n ", "")


def test_lines_end_and_fold_as_calendars_want():
    meeting = make_meeting(venue="Seòmar na h-Àirigh " * 6)

    text = calendars.invitation(meeting, make_membership(group=meeting.group), at=timezone.now())

    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    assert event_of(text)[1]["LOCATION"] == meeting.venue


def test_line_breaks_typed_into_a_venue_stay_inside_it():
    meeting = make_meeting(venue="Hall\r\nATTENDEE:mailto:eve@example.scot;,")

    _calendar, event = event_of(calendars.download(meeting, at=timezone.now()))

    assert "ATTENDEE" not in event


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [((2026, 3, 28), 13), ((2026, 3, 29), 12), ((2026, 10, 24), 12), ((2026, 10, 25), 13)],
)
def test_event_keeps_the_clock_of_the_hall_across_a_change_of_time(day, utc_hour):
    meeting = make_meeting(starts_at=datetime(*day, 13, 30, tzinfo=LONDON))

    text = calendars.download(meeting, at=timezone.now())
    _calendar, event = event_of(text)

    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(*day, 13, 30)
    assert event["DTSTART"].dt.astimezone(UTC).hour == utc_hour
    assert event["DTEND"].dt - event["DTSTART"].dt == meeting.ends_at - meeting.starts_at
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID=Europe/London" in text


def test_event_moves_with_the_same_uid_and_a_higher_sequence():
    meeting = make_meeting()
    _calendar, before = event_of(calendars.download(meeting, at=timezone.now()))
    meeting.sequence += 1

    _calendar, after = event_of(calendars.download(meeting, at=timezone.now()))

    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_download_names_nobody(client):
    meeting = make_meeting()
    member = make_membership(group=meeting.group)
    client.force_login(member.person)

    answer = client.get(reverse("meetings:calendar", args=[meeting.group.slug, meeting.number]))

    calendar, event = event_of(answer.content)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event


def test_download_is_for_those_who_may_see_the_group(client):
    meeting = make_meeting()
    there = reverse("meetings:calendar", args=[meeting.group.slug, meeting.number])

    client.force_login(make_stewardship(partnership=meeting.group.partnership).person)
    assert client.get(there).status_code == 200

    client.force_login(make_membership().person)
    assert client.get(there).status_code == 404
