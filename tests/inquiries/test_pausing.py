"""Pausing one's notes by the link in them: a button for people, one click for mail programs, and back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inquiries import linking, pausing
from inquiries.models import Link
from tests.builders import make_membership

pytestmark = pytest.mark.django_db


def pause_url(membership, **fields):
    now = timezone.now()
    link = linking.link_for(
        Link.Purpose.PAUSE,
        membership,
        about=membership.pk,
        ends_at=fields.get("ends_at", now + timedelta(days=400)),
        at=now,
    )
    return reverse("inquiries:pause", args=[link.token])


def paused(membership):
    membership.person.refresh_from_db()
    return membership.person.notes_paused_at


def test_opening_the_link_changes_nothing(client):
    member = make_membership()

    for _ in range(2):
        response = client.get(pause_url(member))
    client.head(pause_url(member))
    assert "Pause the notes between meetings?" in response.content.decode()
    assert paused(member) is None


def test_the_button_pauses_and_the_page_says_so(client):
    member = make_membership()

    response = client.post(pause_url(member), follow=True)
    assert "Your notes are paused" in response.content.decode()
    assert response.redirect_chain == [(pause_url(member), 302)]
    assert paused(member) is not None


def test_pausing_twice_is_once(client):
    member = make_membership()
    client.post(pause_url(member))
    first = paused(member)

    client.post(pause_url(member))
    assert paused(member) == first


def test_it_can_be_taken_back(client):
    member = make_membership()
    client.post(pause_url(member))

    response = client.post(pause_url(member), {"again": "1"}, follow=True)
    assert "Pause the notes between meetings?" in response.content.decode()
    assert paused(member) is None


def test_a_mail_program_pauses_with_one_click_without_cookies_or_redirects():
    member = make_membership()

    for _ in range(2):
        response = Client(enforce_csrf_checks=True).post(pause_url(member), {"List-Unsubscribe": "One-Click"})
        assert (response.status_code, response.content) == (200, b"paused\n")
    assert paused(member) is not None


def test_pausing_opens_no_session(client):
    client.post(pause_url(make_membership()))

    assert "_auth_user_id" not in client.session


def test_one_link_pauses_the_notes_of_its_own_person_alone(client):
    member, other = make_membership(), make_membership()

    client.post(pause_url(member))
    assert paused(other) is None


def test_a_link_that_was_altered_has_ended_or_is_for_something_else_says_so(client):
    member, now = make_membership(), timezone.now()
    fields = {"about": member.pk, "at": now}
    rsvp = linking.link_for(Link.Purpose.RSVP, member, ends_at=now + timedelta(days=1), **fields)
    altered = pause_url(member)[:-3] + "xy/"
    ended = pause_url(make_membership(), ends_at=now - timedelta(seconds=1))
    left = pause_url(make_membership(left_on=now.date()))

    for address in (altered, ended, left, reverse("inquiries:pause", args=[rsvp.token])):
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 410
            assert "This link has ended" in response.content.decode()
    assert paused(member) is None


def test_a_leave_has_an_end(client):
    member = make_membership()
    back = timezone.localdate() + timedelta(days=10)

    page = client.post(pause_url(member), {"until": back.isoformat()}, follow=True).content.decode()

    assert "Your notes are paused until" in page
    member.person.refresh_from_db()
    assert member.person.notes_paused_until == back


def test_a_leave_that_is_over_is_refused_and_what_was_typed_stays(client):
    member, today = make_membership(), timezone.localdate().isoformat()

    answer = client.post(pause_url(member), {"until": today})

    assert answer.status_code == 422
    assert "The day you are back must be after today." in answer.content.decode()
    assert today in answer.content.decode()
    assert paused(member) is None


def test_a_pause_whose_day_has_come_is_over(client):
    member = make_membership()
    now = timezone.now()
    pausing.pause(member.person, at=now - timedelta(days=9), until=timezone.localdate())

    assert "Pause the notes between meetings?" in client.get(pause_url(member)).content.decode()


def test_hours_are_chosen_from_the_link_and_from_the_account(client):
    member = make_membership()

    client.post(pause_url(member), {"hours": "morning"})
    member.person.refresh_from_db()
    assert member.person.note_hours == "morning"

    client.force_login(member.person)
    client.post(reverse("inquiries:own-notes"), {"hours": "evening"})
    member.person.refresh_from_db()
    assert member.person.note_hours == "evening"
    assert paused(member) is None


def test_hours_that_are_not_offered_are_refused(client):
    member = make_membership()

    assert client.post(pause_url(member), {"hours": "night"}).status_code == 422
    member.person.refresh_from_db()
    assert member.person.note_hours == "working"
