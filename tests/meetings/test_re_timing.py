"""Moving a meeting and calling it off: who is told what, once, what their calendars do, and what notes follow."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from inquiries.models import Link, Membership, Message
from inquiries.roles import Role
from meetings import inviting, nudging, re_timing
from meetings.models import Invitation, Meeting, Nudge
from tests.builders import (
    make_action,
    make_attendance,
    make_meeting,
    make_membership,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(days=7)


@pytest.fixture
def meeting():
    return make_meeting(
        number=2,
        venue="Linden House",
        starts_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=30),
    )


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))


@pytest.fixture
def ross(meeting, jo):
    """Who was invited, and said that he comes."""
    ross = make_membership(group=meeting.group, person=make_user(name="Ross Kerr"))
    inviting.invite(meeting, "Do come.", by=jo, at=timezone.now())
    inviting.answer(Invitation.objects.get(), "coming", by=ross, at=timezone.now())
    Message.objects.all().delete()
    return ross


def event_of(message):
    calendar = Calendar.from_ical(message.calendar)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def move(meeting, **changed):
    assert re_timing.change(meeting, changed or {"starts_at": meeting.starts_at + A_WEEK})


def tell(meeting, jo):
    return re_timing.tell(meeting, "The hall is taken.", by=jo, at=timezone.now())


def test_moving_alone_sends_nothing_and_says_who_knows_it_as_it_was(meeting, jo, ross):
    move(meeting)

    assert not Message.objects.exists()
    assert [row.membership for row in re_timing.behind(meeting).by_mail] == [ross]
    assert Invitation.objects.get().answer == "coming"


def test_who_is_told_gets_one_mail_with_the_same_event_moved(meeting, jo, ross):
    was = meeting.starts_at
    move(meeting)

    assert tell(meeting, jo) == 1

    message = Message.objects.get()
    method, event = event_of(message)
    assert (message.person, message.kind, method) == (ross.person, "changed", "REQUEST")
    assert event["UID"] == f"{meeting.pk}@localhost"
    assert event["SEQUENCE"] == 1
    assert event["DTSTART"].dt == was + A_WEEK
    assert "The hall is taken." in message.text
    assert re_timing.behind(meeting).by_mail == []


def test_telling_twice_is_once(meeting, jo, ross):
    move(meeting)
    tell(meeting, jo)

    assert tell(meeting, jo) == 0
    assert Message.objects.count() == 1


def test_an_answer_for_another_time_is_asked_anew(meeting, jo, ross):
    move(meeting)
    tell(meeting, jo)

    assert Invitation.objects.get().answer == ""
    link = Link.objects.get(purpose=Link.Purpose.RSVP)
    assert link.ends_at == Meeting.objects.get().ends_at
    assert link.token in Message.objects.get().text


def test_another_hall_leaves_the_answer_as_it_is(meeting, jo, ross):
    move(meeting, venue="The library")
    tell(meeting, jo)

    assert Invitation.objects.get().answer == "coming"
    assert event_of(Message.objects.get())[1]["LOCATION"] == "The library"


def test_what_calendars_do_not_show_is_no_change_of_the_event(meeting, jo, ross):
    move(meeting, focus="What stays?")

    assert meeting.sequence == 0
    assert not re_timing.change(meeting, {"focus": "What stays?"})


def test_moved_back_before_anybody_was_told_nothing_is_lost(meeting, jo, ross):
    was = meeting.starts_at
    move(meeting)
    move(meeting, starts_at=was)
    tell(meeting, jo)

    assert Invitation.objects.get().answer == "coming"


def test_who_left_or_has_no_address_gets_no_mail(meeting, jo, ross):
    olive = make_membership(group=meeting.group, person=make_user(email=None))
    gone = make_membership(group=meeting.group)
    inviting.invite(meeting, "Do come.", by=jo, at=timezone.now())
    Membership.objects.filter(pk=gone.pk).update(left_on=timezone.localdate())
    Message.objects.all().delete()
    move(meeting)
    assert [row.membership for row in re_timing.behind(meeting).in_person] == [olive]

    tell(meeting, jo)

    assert [message.person for message in Message.objects.all()] == [ross.person]
    assert not re_timing.behind(meeting)


def test_notes_follow_a_meeting_that_moves_and_stop_for_one_that_is_off(meeting, jo, ross):
    make_action(lead=ross, group=meeting.group)
    soon = timezone.now() + timedelta(days=12)
    nudging.plan_notes(meeting, at=soon)
    before = Nudge.objects.get().due_at
    move(meeting)

    nudging.send_due(soon)
    assert before + timedelta(days=3) < Nudge.objects.get().due_at

    re_timing.call_off(meeting, "", by=jo, at=timezone.now())
    Message.objects.all().delete()
    nudging.send_due(meeting.starts_at - timedelta(days=2))
    assert not Message.objects.filter(kind=Message.Kind.NOTE).exists()


def test_called_off_takes_the_event_out_of_calendars_once(meeting, jo, ross):
    assert re_timing.call_off(meeting, "Snow.", by=jo, at=timezone.now()) == 1
    assert re_timing.call_off(meeting, "Snow.", by=jo, at=timezone.now()) is None

    method, event = event_of(Message.objects.get())
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == f"{meeting.pk}@localhost"
    assert "Called off" in Message.objects.get().subject
    assert "/come/" not in Message.objects.get().text
    assert Meeting.objects.get(pk=meeting.pk).cancelled_at


def test_held_after_all_is_said_only_with_the_next_button(meeting, jo, ross):
    re_timing.call_off(meeting, "Snow.", by=jo, at=timezone.now())
    assert re_timing.hold_after_all(meeting)
    assert not re_timing.hold_after_all(meeting)
    assert Message.objects.count() == 1

    tell(meeting, jo)

    sent = [event_of(message) for message in Message.objects.order_by("made_at")]
    assert [(method, event["SEQUENCE"]) for method, event in sent] == [("CANCEL", 1), ("REQUEST", 2)]


def test_an_open_record_is_not_called_off(meeting, jo):
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=timezone.now())

    assert re_timing.call_off(meeting, "", by=jo, at=timezone.now()) is None


# --- the pages ------------------------------------------------------------------------------------


def page_of(meeting, name="change"):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number])


def sent_for(meeting, **changed):
    local = meeting.starts_local
    usual = {"day": local.date().isoformat(), "starts": f"{local:%H:%M}", "minutes": meeting.minutes}
    return usual | {"venue": meeting.venue, "focus": meeting.focus} | changed


def test_the_button_names_how_many_are_told_and_tells_those(client, meeting, jo, ross):
    client.force_login(jo.person)
    page = client.get(page_of(meeting)).content.decode()
    assert "Save, and tell one person" in re.sub(r"\s+", " ", page)

    day = (meeting.starts_local + A_WEEK).date().isoformat()
    answer = client.post(page_of(meeting), sent_for(meeting, day=day, tell="1", words="Snow."), follow=True)

    assert "One message is on its way." in answer.content.decode()
    assert Message.objects.get().person == ross.person
    assert Meeting.objects.get(pk=meeting.pk).starts_local.date().isoformat() == day


def test_saving_without_a_message_stays_and_says_who_still_knows_it_as_it_was(client, meeting, jo, ross):
    client.force_login(jo.person)

    answer = client.post(page_of(meeting), sent_for(meeting, venue="The library", save="1"), follow=True)

    assert "One person still knows it as it was." in answer.content.decode()
    assert not Message.objects.exists()


def test_preview_changes_nothing(client, meeting, jo, ross):
    client.force_login(jo.person)
    day = (meeting.starts_local + A_WEEK).date()

    answer = client.post(
        page_of(meeting),
        sent_for(meeting, day=day.isoformat(), preview="1", words="Snow."),
        headers={"HX-Request": "true"},
    )

    assert "Moved to" in answer.content.decode()
    assert "Snow." in answer.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).starts_at == meeting.starts_at
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"day": "2020-01-02"}, "That is past already"),
        ({"day": "tomorrow"}, "Enter a real date"),
        ({"starts": ""}, "Enter when it begins"),
        ({"day": "2027-03-28", "starts": "01:30"}, "that time does not exist"),
        ({"venue": "Hall\r\nATTENDEE:mailto:eve@example.scot"}, "must not contain line breaks"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client, meeting, jo, ross, changed, told):
    client.force_login(jo.person)

    answer = client.post(page_of(meeting), sent_for(meeting, tell="1", words="Kept words.") | changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Kept words." in answer.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).sequence == 0


def test_a_meeting_stays_between_its_neighbours(client, meeting, jo):
    make_meeting(group=meeting.group, number=3, starts_at=meeting.starts_at + timedelta(days=28))
    client.force_login(jo.person)
    day = (meeting.starts_local + timedelta(days=35)).date().isoformat()

    answer = client.post(page_of(meeting), sent_for(meeting, day=day, save="1"))

    assert answer.status_code == 422
    assert "Meeting 3 is on" in answer.content.decode()


def test_calling_off_by_its_page_tells_and_can_be_undone(client, meeting, jo, ross):
    client.force_login(jo.person)
    assert "tell one person" in client.get(page_of(meeting, "call-off")).content.decode()
    assert Meeting.objects.get(pk=meeting.pk).cancelled_at is None

    answer = client.post(page_of(meeting, "call-off"), {"words": "Snow.", "call_off": "1"}, follow=True)
    assert "Meeting 2 is called off. One message is on its way." in answer.content.decode()
    assert client.get(page_of(meeting)).status_code == 404

    back = client.post(page_of(meeting, "hold-after-all"), follow=True)
    assert "takes place after all" in back.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).cancelled_at is None
    assert Message.objects.count() == 1


def test_a_meeting_that_was_held_is_neither_moved_nor_called_off(client, meeting, jo):
    make_attendance(meeting, jo)
    Meeting.objects.filter(pk=meeting.pk).update(
        opened_at=timezone.now(), closed_at=timezone.now(), closed_by=jo
    )
    client.force_login(jo.person)

    for name in ("change", "call-off"):
        assert client.post(page_of(meeting, name), sent_for(meeting, save="1")).status_code == 403


def test_an_administrator_moves_a_meeting_in_the_name_of_who_writes_to_the_group(client, meeting, jo, ross):
    Meeting.objects.filter(pk=meeting.pk).update(focus="What Aileen said")
    holder = make_stewardship(role=Role.ADMINISTRATOR, programme=meeting.group.partnership.programme)
    client.force_login(holder.person)
    page = client.get(page_of(meeting)).content.decode()
    assert "What Aileen said" not in page
    assert "Ross Kerr" in page
    assert "I am coming" not in page  # what he answered is for those who hold the meeting
    assert "What you said still holds" not in page

    client.post(page_of(meeting), sent_for(meeting, venue="The library", tell="1"))

    assert Message.objects.get().from_name.startswith("Jo")
    assert Meeting.objects.get(pk=meeting.pk).focus == "What Aileen said"


def test_page_asks_the_same_queries_whoever_was_invited(client, meeting, jo, ross):
    client.force_login(jo.person)

    def invite_another():
        make_membership(group=meeting.group)
        inviting.invite(meeting, "Do come.", by=jo, at=timezone.now())

    assert_same_queries(ask=lambda: client.get(page_of(meeting)), add_row=invite_another)
