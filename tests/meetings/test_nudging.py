from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import sending
from inquiries.models import Message
from inquiries.roles import Role
from meetings import noting, nudging, occasions, updating
from meetings.models import Nudge
from tests.builders import make_action, make_meeting, make_membership, make_message, make_nudge
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
MEETS = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
DUE = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
LONG_AGO = DUE - timedelta(days=20)


@pytest.fixture
def meeting():
    meeting = make_meeting(starts_at=MEETS)
    make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    return meeting


def delivered():
    """The one message, as it stands after it has left."""
    message = Message.objects.get()
    sending.deliver(message.pk, message.due_at)
    message.refresh_from_db()
    return message


def lead_of(meeting, **fields):
    lead = make_membership(group=meeting.group)
    make_action(lead=lead, **{"heard_at": LONG_AGO, "agreed_at": LONG_AGO} | fields)
    return lead


@pytest.mark.parametrize(
    ("starts_at", "due_at"),
    [
        (MEETS, DUE),
        (
            datetime(2026, 4, 2, 12, 30, tzinfo=UTC),
            datetime(2026, 3, 26, 10, 0, tzinfo=UTC),
        ),  # across the clocks
        (datetime(2026, 10, 29, 13, 30, tzinfo=UTC), datetime(2026, 10, 22, 9, 0, tzinfo=UTC)),
        (
            datetime(2026, 12, 7, 13, 30, tzinfo=UTC),
            datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
        ),  # St Andrew's Day
        (
            datetime(2026, 12, 5, 13, 30, tzinfo=UTC),
            datetime(2026, 11, 27, 10, 0, tzinfo=UTC) + timedelta(days=3, hours=22),
        ),
    ],
)
def test_a_note_is_due_a_week_before_at_ten_or_the_next_open_minute(starts_at, due_at):
    assert occasions.due_for(make_meeting(starts_at=starts_at)) == due_at


def test_only_what_was_accepted_and_is_open_gives_a_place_in_the_queue(meeting):
    lead = lead_of(meeting)
    for state in ("offered", "back", "done"):
        lead_of(meeting, state=state)

    nudging.plan_notes(meeting, at=DUE - timedelta(days=3))
    nudging.plan_notes(meeting, at=DUE - timedelta(days=2))

    assert [(n.membership, n.due_at) for n in Nudge.objects.all()] == [(lead, DUE)]


def test_one_mail_with_all_that_is_open_and_her_words_on_top(meeting):
    lead = lead_of(meeting, text="Ask the leisure trust")
    make_action(lead=lead, text="Visit the day centre", heard_at=LONG_AGO)
    nudging.plan_notes(meeting, at=DUE - timedelta(days=3))
    nudging.reword(Nudge.objects.get(), "It was good to hear about Tuesday.")

    nudging.send_due(DUE)
    nudging.send_due(DUE + timedelta(minutes=1))

    note = delivered()
    assert (note.kind, note.person) == (Message.Kind.NOTE, lead.person)
    assert "Ask the leisure trust" in note.text
    assert "Visit the day centre" in note.text
    assert "It was good to hear about Tuesday." in note.text
    assert "/answer/" in note.text
    assert note.pause_url
    assert meeting.group.name in note.from_name


def test_no_note_says_overdue_or_reminds(meeting):
    lead_of(meeting)

    nudging.send_due(DUE)

    said = delivered()
    for word in ("overdue", "remind", "fail", "late", "manager"):
        assert word not in (said.subject + said.text).lower().replace("related", "")


def test_nothing_leaves_before_its_time_or_at_night(meeting):
    lead_of(meeting)

    nudging.send_due(DUE - timedelta(minutes=1))
    nudging.send_due(DUE + timedelta(hours=10))

    assert not Message.objects.exists()
    assert nudging.next_due(DUE + timedelta(hours=10)) == DUE + timedelta(hours=22)


def test_a_held_note_stays_until_it_is_let_go(meeting):
    lead_of(meeting)
    nudging.plan_notes(meeting, at=DUE - timedelta(days=3))
    nudging.hold(Nudge.objects.get(), by=make_membership(group=meeting.group), at=DUE)

    nudging.send_due(DUE)
    assert not Message.objects.exists()

    nudging.let_go(Nudge.objects.get())
    nudging.send_due(DUE + timedelta(minutes=1))
    assert Message.objects.count() == 1


def test_the_time_follows_the_meeting_and_stops_when_it_is_cancelled(meeting):
    lead_of(meeting)
    nudging.plan_notes(meeting, at=DUE - timedelta(days=3))
    meeting.starts_at += timedelta(days=7)
    meeting.save()

    nudging.send_due(DUE)
    assert Nudge.objects.get().due_at == DUE + timedelta(days=7)

    meeting.cancelled_at = DUE
    meeting.save()
    nudging.send_due(DUE + timedelta(days=7))
    assert not Message.objects.exists()


def pause(lead):
    lead.person.notes_paused_at = DUE
    lead.person.save()


def leave(lead):
    lead.left_on = DUE.date()
    lead.save()


def finish(lead):
    action = lead.actions_led.get()
    updating.tell(action, state="done", words="", through="page", by=lead, at=DUE, client_key=uuid4())


def hear(lead):
    lead.actions_led.update(heard_at=DUE - timedelta(days=2))


def write(lead):
    make_message(lead, kind=Message.Kind.NOTE, made_at=DUE - timedelta(days=5), state="sent")


def lose_address(lead):
    lead.person.email = None
    lead.person.save()


@pytest.mark.parametrize(
    ("happens", "because"),
    [
        (pause, "paused"),
        (leave, "left"),
        (finish, "nothing open"),
        (hear, "heard"),
        (write, "recent"),
        (lose_address, "no address"),
    ],
)
def test_nothing_to_say_nothing_sent(meeting, happens, because):
    lead = lead_of(meeting)
    nudging.plan_notes(meeting, at=DUE - timedelta(days=3))
    happens(lead)
    before = Message.objects.count()

    nudging.send_due(DUE)

    nudge = Nudge.objects.get()
    assert (nudge.not_sent_because, nudge.decided_at) == (because, DUE)
    assert Message.objects.count() == before


def test_next_due_is_when_the_next_note_leaves(meeting):
    assert nudging.next_due(DUE - timedelta(days=3)) == DUE
    assert nudging.next_due(DUE) is None


@pytest.fixture
def manager(client, meeting):
    manager = meeting.group.memberships.get(role=Role.INTEGRATION_MANAGER)
    client.force_login(manager.person)
    return manager


def test_the_page_shows_each_note_as_it_would_leave(client):
    meeting = make_meeting()
    manager = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    lead = lead_of(meeting, text="Ask the leisure trust", heard_at=timezone.now() - timedelta(days=20))
    paused = lead_of(meeting)
    pause(paused)
    nudging.plan_notes(meeting, at=timezone.now())
    client.force_login(manager.person)

    page = client.get(reverse("meetings:notes", args=[meeting.group.slug])).content.decode()

    assert "Ask the leisure trust" in page
    assert f"Send to {lead.person.short_name} now" in page
    assert "has paused these notes" in page


def test_words_hold_and_send_from_the_page(client):
    meeting = make_meeting()
    manager = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    lead_of(meeting, heard_at=timezone.now() - timedelta(days=20))
    nudging.plan_notes(meeting, at=timezone.now())
    nudge = Nudge.objects.get()
    client.force_login(manager.person)

    client.post(reverse("meetings:note-words", args=[meeting.group.slug, nudge.pk]), {"words": "Hello there"})
    client.post(reverse("meetings:note-hold", args=[meeting.group.slug, nudge.pk]), {"do": "hold"})
    nudge.refresh_from_db()
    assert (nudge.words, nudge.held_by) == ("Hello there", manager)

    for _ in range(2):
        client.post(reverse("meetings:note-send", args=[meeting.group.slug, nudge.pk]))
    assert "Hello there" in delivered().text


def test_too_many_words_are_kept_and_refused(client):
    meeting = make_meeting()
    manager = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    nudge = make_nudge(meeting, lead_of(meeting))
    client.force_login(manager.person)

    answer = client.post(
        reverse("meetings:note-words", args=[meeting.group.slug, nudge.pk]), {"words": "x" * 601}
    )

    assert answer.status_code == 422
    assert "x" * 601 in answer.content.decode()


def test_a_member_does_not_see_the_queue(client):
    member = make_membership()
    client.force_login(member.person)

    assert client.get(reverse("meetings:notes", args=[member.group.slug])).status_code == 404


def test_the_queue_takes_the_same_queries_at_one_and_at_thirty(client):
    meeting = make_meeting()
    manager = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    client.force_login(manager.person)

    assert_same_queries(
        ask=lambda: client.get(reverse("meetings:notes", args=[meeting.group.slug])),
        add_row=lambda: make_nudge(meeting, lead_of(meeting, heard_at=timezone.now() - timedelta(days=20))),
    )


def written(message):
    return noting.write([message], DUE)[message.pk]


def queued_note(meeting):
    """A note that was written and waits, say because the mail server was away."""
    lead = lead_of(meeting)
    nudge = make_nudge(meeting=meeting, membership=lead, due_at=DUE)
    nudging.decide([nudge.pk], at=DUE)
    nudge.refresh_from_db()
    return lead, nudge.message


def test_a_note_that_was_held_up_still_leaves_while_nothing_was_said(meeting):
    _, message = queued_note(meeting)

    assert "/answer/" in written(message).text


def test_a_note_that_was_held_up_stays_where_all_was_said_meanwhile(meeting):
    lead, message = queued_note(meeting)
    lead.actions_led.update(heard_at=DUE + timedelta(hours=1))

    assert written(message) == "They said meanwhile how it goes."


def test_a_note_that_was_held_up_stays_where_nothing_is_open_any_more(meeting):
    lead, message = queued_note(meeting)
    lead.actions_led.update(state="done", finished_at=DUE)

    assert written(message) == "Nothing of theirs is open any more."


def test_a_message_of_no_note_is_left_as_it_is():
    assert not noting.write([make_message(kind=Message.Kind.NOTE)], DUE)
