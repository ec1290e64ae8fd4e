"""Answering an invitation from its link: one question, no password, and nothing changed by looking."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import linking
from inquiries.models import Link, Membership
from inquiries.roles import Role
from meetings.models import Invitation, Meeting
from tests.builders import make_invitation, make_meeting, make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    meeting = make_meeting(invitation_words="I would like you there.")
    make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    return make_invitation(meeting, make_membership(group=meeting.group))


def link_of(invitation):
    meeting = invitation.meeting
    return linking.link_for(
        Link.Purpose.RSVP, invitation.membership, about=meeting.pk, ends_at=meeting.ends_at, at=timezone.now()
    )


def page_of(invitation):
    return reverse("meetings:rsvp", args=[link_of(invitation).token])


def test_looking_changes_nothing(client, asked):
    there = page_of(asked)
    text = client.get(there).content.decode()
    client.head(there)

    assert "Are you coming?" in text
    assert "I would like you there." in text
    asked.refresh_from_db()
    assert asked.answer == ""


def test_answer_is_kept_without_a_password(client, asked):
    answer = client.post(page_of(asked), {"answer": "coming"}, follow=True)

    assert "You are coming. Good." in answer.content.decode()
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("coming", asked.membership)
    assert "clip-sid" not in client.cookies or "_auth_user_id" not in client.session


def test_answer_can_be_changed_and_its_reason_goes_with_it(client, asked):
    client.post(page_of(asked), {"answer": "cannot", "reason": "On call."})
    asked.refresh_from_db()
    assert (asked.answer, asked.reason) == ("cannot", "On call.")

    client.post(page_of(asked), {"answer": "coming", "reason": ""})
    asked.refresh_from_db()
    assert (asked.answer, asked.reason) == ("coming", "")


def test_answer_is_taken_back(client, asked):
    client.post(page_of(asked), {"answer": "cannot", "reason": "On call."})
    client.post(page_of(asked), {"take_back": "1"})

    asked.refresh_from_db()
    assert (asked.answer, asked.reason, asked.answered_at) == ("", "", None)


def test_reason_says_who_reads_it(client, asked):
    delia = Membership.objects.integrating().get(group=asked.meeting.group)
    jo = make_membership(group=asked.meeting.group, role=Role.FACILITATOR)

    text = client.get(page_of(asked)).content.decode()

    assert f"Who can read this:</strong> {delia.person.short_name}. Nobody outside the group." in text
    assert jo.person.name not in text


@pytest.mark.parametrize("typed", [{}, {"answer": ""}, {"answer": "perhaps"}, {"reason": "On call."}])
def test_answer_without_a_choice_is_refused(client, asked, typed):
    answer = client.post(page_of(asked), typed)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("Choose whether you are coming") == 2
    assert typed.get("reason", "") in text
    asked.refresh_from_db()
    assert asked.answer == ""


def test_line_that_is_too_long_is_refused_and_kept(client, asked):
    answer = client.post(page_of(asked), {"answer": "cannot", "reason": "x" * 301})

    assert answer.status_code == 422
    assert "300 characters or fewer. Yours has 301." in answer.content.decode()
    assert "x" * 301 in answer.content.decode()


def altered(invitation):
    return reverse("meetings:rsvp", args=[link_of(invitation).token[:-1] + "_"])


def ended(invitation):
    there = page_of(invitation)
    Link.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    return there


def revoked(invitation):
    there = page_of(invitation)
    linking.revoke(link_of(invitation), at=timezone.now())
    return there


def left(invitation):
    there = page_of(invitation)
    Membership.objects.filter(pk=invitation.membership_id).update(left_on=timezone.localdate())
    return there


def cancelled(invitation):
    there = page_of(invitation)
    Meeting.objects.update(cancelled_at=timezone.now())
    return there


def of_another_purpose(invitation):
    other = linking.link_for(
        Link.Purpose.ANSWER,
        invitation.membership,
        about=invitation.meeting_id,
        ends_at=invitation.meeting.ends_at,
        at=timezone.now(),
    )
    return reverse("meetings:rsvp", args=[other.token])


@pytest.mark.parametrize("broken", [altered, ended, revoked, left, cancelled, of_another_purpose])
def test_link_that_is_no_good_says_so_and_changes_nothing(client, asked, broken):
    there = broken(asked)

    for answer in (client.get(there), client.post(there, {"answer": "coming"})):
        assert answer.status_code == 410
        assert "This link has ended, or part of it is missing" in answer.content.decode()
        assert "Sign in to see your meetings" in answer.content.decode()
    assert Invitation.objects.get(pk=asked.pk).answer == ""
