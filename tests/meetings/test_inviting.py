"""Inviting: who gets it, once; later joiners get theirs; the mail's words; and what those above the group see."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from inquiries.models import Link, Membership, Message
from inquiries.roles import Role
from meetings import inviting, planning
from meetings.models import Invitation, Meeting
from tests.builders import (
    make_attendance,
    make_invitation,
    make_meeting,
    make_membership,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
WORDS = "I would like you there.\n\nIt asks three hours."


@pytest.fixture
def meeting():
    return make_meeting(
        venue="Linden House", address="4 Linden Road", access_notes="Step-free.", focus="What stays?"
    )


@pytest.fixture
def delia(meeting):
    return make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)


def page_of(meeting):
    return reverse("meetings:invite", args=[meeting.group.slug, meeting.number])


def invite(meeting, delia):
    return inviting.invite(meeting, WORDS, by=delia, at=timezone.now())


class Text(HTMLParser):
    """The words of a page, without its marks."""

    def __init__(self, html):
        super().__init__()
        self.words = []
        self.feed(html)

    def handle_data(self, data):
        self.words += data.split()


def test_invitations_go_to_members_with_an_address(meeting, delia):
    ross = make_membership(group=meeting.group)
    olive = make_membership(group=meeting.group, person=make_user(email=None))
    informed = make_membership(group=meeting.group)
    Membership.objects.filter(pk=informed.pk).update(is_informed_only=True)
    make_membership(group=meeting.group, left_on=timezone.localdate())
    make_membership(group=meeting.group, role=Role.FACILITATOR)

    assert invite(meeting, delia) == 1

    assert [message.person for message in Message.objects.all()] == [ross.person]
    assert {row.membership for row in Invitation.objects.all()} == {ross, olive}
    assert Meeting.objects.get(pk=meeting.pk).invited_at is not None


def test_inviting_twice_is_once(meeting, delia):
    make_membership(group=meeting.group)
    invite(meeting, delia)

    assert invite(meeting, delia) == 0

    assert (Message.objects.count(), Invitation.objects.count(), Link.objects.count()) == (1, 1, 1)


def test_later_joiner_gets_theirs(client, meeting, delia):
    make_membership(group=meeting.group)
    invite(meeting, delia)
    late = make_membership(group=meeting.group)
    client.force_login(delia.person)

    assert "Send one more invitation" in client.get(page_of(meeting)).content.decode()
    client.post(page_of(meeting), {"words": WORDS, "send": "1"})

    assert Message.objects.filter(person=late.person).count() == 1
    assert Message.objects.count() == 2


def test_mail_holds_her_words_place_and_links(meeting, delia):
    ross = make_membership(group=meeting.group)
    invite(meeting, delia)

    message = Message.objects.get()
    link = Link.objects.get(membership=ross)
    assert (message.kind, message.key) == ("invitation", f"invitation:{meeting.pk}:{ross.pk}")
    assert (message.from_name, message.reply_to) == (delia.person.name, delia.person.email)
    for body in (message.text, message.html):
        assert "It asks three hours." in body
        assert "Linden House, 4 Linden Road" in body
        assert "Step-free." in body
        assert f"http://localhost:8000/come/{link.token}/" in body
        assert f"http://localhost:8000{meeting.get_absolute_url()}" in body
    assert link.ends_at == meeting.ends_at


def test_mail_says_the_same_in_text_and_html(meeting, delia):
    make_membership(group=meeting.group)
    invite(meeting, delia)
    message = Message.objects.get()

    seen = " ".join(Text(message.html).words)

    for line in message.text.splitlines():
        words = " ".join(line.rstrip(":").split())
        if words and words != "--" and "/come/" not in words:
            assert words in seen


def test_mail_carries_a_calendar_event_for_its_reader(meeting, delia):
    ross = make_membership(group=meeting.group)
    invite(meeting, delia)

    event = Calendar.from_ical(Message.objects.get().calendar).walk("VEVENT")[0]

    assert event["ATTENDEE"] == f"mailto:{ross.person.email}"


def test_page_says_exactly_who_gets_it(client, meeting, delia):
    ross = make_membership(group=meeting.group)
    olive = make_membership(group=meeting.group, person=make_user(name="Olive Tait", email=None))
    client.force_login(delia.person)

    text = client.get(page_of(meeting)).content.decode()

    assert "Send one invitation" in text
    assert "One person gets it" in text
    assert (
        text.index(ross.person.name)
        < text.index("No address: tell them yourself")
        < text.index(olive.person.name)
    )


def test_page_without_words_is_refused_and_sends_nothing(client, meeting, delia):
    make_membership(group=meeting.group)
    client.force_login(delia.person)

    answer = client.post(page_of(meeting), {"words": " ", "send": "1"})

    assert answer.status_code == 422
    assert answer.content.decode().count("Enter a few words of your own") == 2
    assert not Message.objects.exists()


def test_preview_shows_her_words_and_sends_nothing(client, meeting, delia):
    make_membership(group=meeting.group)
    client.force_login(delia.person)

    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(page_of(meeting), {"words": "Come, Ross.", "preview": "1"}, headers=headers)
        assert answer.status_code == 200
        assert "Come, Ross." in answer.content.decode()

    assert not Message.objects.exists()
    assert Meeting.objects.get(pk=meeting.pk).invitation_words == ""


def test_facilitator_does_not_read_why_somebody_cannot_come(client, meeting, delia):
    ross = make_membership(group=meeting.group)
    make_invitation(meeting, ross, answer="cannot", reason="My mother is ill.")
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR)

    client.force_login(delia.person)
    assert "My mother is ill." in client.get(page_of(meeting)).content.decode()

    client.force_login(jo.person)
    text = client.get(page_of(meeting)).content.decode()
    assert "I can’t come" in text
    assert "My mother is ill." not in text


def test_answer_given_in_the_corridor_is_entered_for_them(client, meeting, delia):
    row = make_invitation(meeting, make_membership(group=meeting.group))
    there = reverse("meetings:invite-answer", args=[meeting.group.slug, meeting.number, row.pk])
    client.force_login(delia.person)

    client.post(there, {"answer": "coming"})
    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("coming", delia)
    assert "entered for them" in client.get(page_of(meeting)).content.decode()

    client.post(there, {"take_back": "1"})
    row.refresh_from_db()
    assert row.answer == ""


def test_member_cannot_invite(client, meeting):
    client.force_login(make_membership(group=meeting.group).person)

    assert client.get(page_of(meeting)).status_code == 403
    assert client.post(page_of(meeting), {"words": WORDS, "send": "1"}).status_code == 403
    assert not Message.objects.exists()


def test_counts_leave_out_who_has_left(meeting):
    make_invitation(meeting, make_membership(group=meeting.group), answer="coming")
    make_invitation(meeting, make_membership(group=meeting.group), answer="cannot")
    make_invitation(meeting, make_membership(group=meeting.group))
    make_invitation(
        meeting, make_membership(group=meeting.group, left_on=timezone.localdate()), answer="coming"
    )

    counts = inviting.coming(meeting)

    assert (counts.asked, counts.coming, counts.cannot, counts.silent) == (3, 1, 1, 1)


def test_counts_take_one_query(meeting, django_assert_num_queries):
    with django_assert_num_queries(1):
        inviting.coming(meeting)


def test_invitations_take_the_same_queries_however_many(client, meeting, delia):
    client.force_login(delia.person)

    def add_row():
        make_invitation(meeting, make_membership(group=meeting.group))
        make_membership(group=meeting.group)

    assert_same_queries(ask=lambda: client.get(page_of(meeting)), add_row=add_row)


def test_senior_manager_sees_dates_and_numbers_and_no_words(client):
    meeting = make_meeting(focus="Aileen’s story", starts_at=timezone.now() - timedelta(days=9))
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR)
    Meeting.objects.filter(pk=meeting.pk).update(
        opened_at=meeting.starts_at, closed_at=meeting.ends_at, closed_by=jo, missing="Carers"
    )
    for _n in range(3):
        make_attendance(meeting, make_membership(group=meeting.group))
    planning.share(meeting, at=timezone.now())
    client.force_login(make_stewardship(partnership=meeting.group.partnership).person)
    there = reverse("meetings:meetings", args=[meeting.group.slug])

    text = client.get(there).content.decode()
    assert "People who came: fewer than five." in text
    assert "Aileen" not in text
    assert "Plan" not in text.split("<main", 1)[1]
    assert client.get(meeting.get_absolute_url()).status_code == 404

    for _n in range(2):
        make_attendance(meeting, make_membership(group=meeting.group))
    assert "People who came: nearly all." in client.get(there).content.decode()

    for _n in range(5):
        make_membership(group=meeting.group)
    assert "People who came: 5." in client.get(there).content.decode()
