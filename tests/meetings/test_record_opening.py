"""The record of a meeting before it opens and once it is closed: who may, what it shows, what it refuses."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings.models import Entry, Meeting
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_recap,
    make_stewardship,
    make_user,
)
from tests.meetings.record_pages import text_of, url, with_key
from tests.swaps import swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(opened_at=timezone.now())


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def moira(meeting):
    return make_membership(group=meeting.group, person=make_user(name="Moira Keane"))


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_those_who_hold_the_group_open_it(client, meeting, role):
    client.force_login(make_membership(group=meeting.group, role=role).person)

    assert client.get(url(meeting)).status_code == 200


@pytest.mark.parametrize("is_out", [False, True])
def test_member_finds_nothing_even_once_the_recap_is_out(client, meeting, moira, jo, is_out):
    make_entry(meeting, recorded_by=jo)
    if is_out:
        make_recap(meeting, published_at=timezone.now(), published_by=jo)
    client.force_login(moira.person)

    assert client.get(url(meeting)).status_code == 404


def test_member_is_not_offered_the_record(client, meeting, moira):
    client.force_login(moira.person)

    assert url(meeting) not in text_of(client, reverse("meetings:meetings", args=[meeting.group.slug]))


def test_senior_manager_finds_nothing(client, meeting):
    client.force_login(make_stewardship(partnership=meeting.group.partnership).person)

    assert client.get(url(meeting)).status_code == 404


def test_member_keeps_nothing(client, meeting, moira):
    client.force_login(moira.person)

    for name, data in (("record-agreed", {"text": "We go."}), ("record-close", {})):
        assert client.post(url(meeting, name), with_key(**data)).status_code == 403
    assert not Entry.objects.exists()


# --- before and after -----------------------------------------------------------------------------


def test_record_is_opened_by_its_button(page, jo):
    early = make_meeting(group=jo.group)
    before = text_of(page, url(early))
    assert f"Open the record of meeting {early.number}" in before
    assert "New action" not in before

    answer = page.post(url(early, "record-open"), follow=True)

    assert "New action" in answer.content.decode()
    assert Meeting.objects.get(pk=early.pk).is_recording


def test_close_says_how_many_hear_this_evening(page, meeting, jo, moira):
    make_action(lead=moira, meeting=meeting)
    make_action(lead=moira, meeting=meeting, state="offered")
    make_action(lead=make_membership(group=meeting.group, person=make_user(email=None)), meeting=meeting)

    assert "This evening one person gets what they took on" in text_of(page, url(meeting))
    make_action(lead=jo, meeting=meeting)
    assert "This evening 2 people get what they took on" in text_of(page, url(meeting))


def test_closed_record_is_read_and_opened_again(page, meeting, jo):
    make_entry(meeting, text="We go on Tuesday.", recorded_by=jo)
    closed = page.post(url(meeting, "record-close"), follow=True).content.decode()
    assert "The record is closed" in closed
    assert "We go on Tuesday." in closed
    assert "Write the recap" in closed
    assert "Remove" not in closed

    again = page.post(url(meeting, "record-reopen"), follow=True).content.decode()

    assert "New action" in again


def test_a_closed_record_names_who_came_also_those_who_left_since(page, meeting, jo):
    leaving = make_membership(group=meeting.group, person=make_user(name="Ishbel Ross"))
    make_attendance(meeting, leaving)
    page.post(url(meeting, "record-close"))
    leaving.left_on = timezone.localdate()
    leaving.save(update_fields=["left_on"])

    closed = text_of(page, url(meeting))

    assert "1, from one organisation" in closed
    assert "Ishbel Ross" in closed
    assert leaving.organisation.name in closed


def test_record_stays_closed_once_the_recap_is_out(page, meeting, jo):
    page.post(url(meeting, "record-close"))
    make_recap(meeting, published_at=timezone.now(), published_by=jo)

    assert "Open the record again" not in text_of(page, url(meeting))
    assert "The recap is out" in page.post(url(meeting, "record-reopen"), follow=True).content.decode()
    assert Meeting.objects.get().is_held


@pytest.mark.parametrize("is_htmx", [False, True])
def test_closed_record_refuses_in_words(page, meeting, is_htmx):
    page.post(url(meeting, "record-close"))
    send = swap if is_htmx else type(page).post
    args = (page, url(meeting, "record-agreed"), with_key(text="We go."))

    answer = send(*args)

    assert answer.status_code == 410
    assert "We go." in answer.content.decode()
    assert "so this was not kept" in answer.content.decode()
    assert ("<html" in answer.content.decode()) is not is_htmx
    assert not Entry.objects.exists()
