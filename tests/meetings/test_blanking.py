"""A pause: nothing is recorded, the wall is blank, and the agenda gives nothing of its minutes away."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import blanking, hall_clock, opening, planning
from meetings.models import Entry, Meeting
from tests.builders import make_agenda_item, make_meeting, make_membership

STARTS = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)


def at(minutes):
    return STARTS + timedelta(minutes=minutes)


def spans(*pauses):
    told = blanking.stretches([10, 20, 30], STARTS, [blanking.Pause(at(a), at(b)) for a, b in pauses])
    return [tuple(int((moment - STARTS).total_seconds() // 60) for moment in span) for span in told]


def test_without_a_pause_items_follow_each_other():
    assert spans() == [(0, 10), (10, 30), (30, 60)]


def test_a_pause_lengthens_the_item_it_falls_into_and_moves_the_rest():
    assert spans((15, 22)) == [(0, 10), (10, 37), (37, 67)]


def test_two_pauses_add_up():
    assert spans((5, 6), (15, 22)) == [(0, 11), (11, 38), (38, 68)]


def test_a_pause_before_the_first_item_moves_all():
    assert spans((-5, 5)) == [(0, 20), (20, 40), (40, 70)]


def test_a_pause_after_the_last_item_moves_nothing():
    assert spans((70, 80)) == [(0, 10), (10, 30), (30, 60)]


pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    now = timezone.now()
    return make_meeting(
        number=5, opened_at=now - timedelta(minutes=30), starts_at=now - timedelta(minutes=20)
    )


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


def url(meeting, name, *args):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


def press(client, meeting, what):
    return client.post(url(meeting, "pause"), {"do": what}, headers={"HX-Request": "true"})


def say(client, meeting, text, **headers):
    sent = {"text": text, "client_key": str(uuid4())}
    return client.post(url(meeting, "record-agreed"), sent, headers={"HX-Request": "true"} | headers)


def test_nothing_said_in_a_pause_is_recorded_and_it_is_given_back(client, meeting, jo):
    client.force_login(jo.person)
    assert press(client, meeting, "pause").status_code == 204

    answer = say(client, meeting, "She is in tears.")

    assert answer.status_code == 410
    assert "nothing is recorded" in answer.content.decode()
    assert "She is in tears." in answer.content.decode()
    assert not Entry.objects.exists()

    press(client, meeting, "go-on")
    assert say(client, meeting, "We go on.").status_code == 200
    assert Entry.objects.get().text == "We go on."


def test_what_a_device_kept_before_the_pause_is_taken(client, meeting, jo):
    client.force_login(jo.person)
    press(client, meeting, "pause")

    answer = say(client, meeting, "Said before.", **{"X-Clip-Age": "60000"})

    assert answer.status_code == 200
    assert Entry.objects.get().text == "Said before."


def test_pressed_twice_is_once_and_each_pause_is_noted(client, meeting, jo):
    client.force_login(jo.person)
    press(client, meeting, "pause")
    began_at = Meeting.objects.get().paused_at
    press(client, meeting, "pause")
    assert Meeting.objects.get().paused_at == began_at

    press(client, meeting, "go-on")
    press(client, meeting, "go-on")

    found = Meeting.objects.get()
    assert (found.paused_at, len(found.pauses)) == (None, 1)
    assert blanking.pauses_of(found, timezone.now())[0].began_at == began_at


def test_the_agenda_is_moved_by_what_the_pause_took(meeting, jo):
    now = timezone.now()
    make_agenda_item(meeting, minutes=30, position=1, title="Small groups")
    make_agenda_item(meeting, minutes=30, position=2, title="Tea")
    blanking.pause(meeting, at=now - timedelta(minutes=5))
    blanking.go_on(meeting, at=now)

    clock = hall_clock.read(planning.agenda(meeting), now)

    assert clock.title == "Small groups"
    assert clock.minutes_left == 15
    assert clock.beats[1].slot.starts_at == meeting.starts_at + timedelta(minutes=35)


def test_other_recorders_hear_of_it(client, meeting, jo):
    client.force_login(jo.person)
    before = client.get(url(meeting, "record-now"), headers={"HX-Request": "true"})
    assert before["X-Clip-Paused"] == "0"

    blanking.pause(meeting, at=timezone.now())

    after = client.get(url(meeting, "record-now"), headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, after["X-Clip-Paused"]) == (200, "1")
    page = client.get(url(meeting, "record")).content.decode()
    assert 'id="paused"' in page
    assert " open>" in page[page.index('id="paused"') : page.index('id="paused"') + 300]


def test_closing_ends_a_pause(meeting, jo):
    blanking.pause(meeting, at=timezone.now())

    assert opening.close_record(meeting, by=jo, at=timezone.now())

    assert Meeting.objects.get().paused_at is None


def test_a_record_that_is_not_open_is_not_paused(client, jo, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=None)
    client.force_login(jo.person)

    assert press(client, meeting, "pause").status_code == 409
    assert Meeting.objects.get().paused_at is None


def test_a_member_pauses_nothing(client, meeting):
    client.force_login(make_membership(group=meeting.group).person)

    assert press(client, meeting, "pause").status_code == 403
    assert Meeting.objects.get().paused_at is None
