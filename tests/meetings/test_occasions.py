"""When notes go out: a week before each meeting, and where a group wants more, half way and after the recap."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from inquiries.models import Message
from inquiries.roles import Role
from meetings import nudging, occasions
from meetings.models import NoteRhythm, Nudge
from tests.builders import (
    make_action,
    make_group,
    make_meeting,
    make_membership,
    make_note_rhythm,
    make_recap,
)

pytestmark = pytest.mark.django_db
HELD = datetime(2026, 11, 5, 13, 30, tzinfo=UTC)
MEETS = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
A_DAY = timedelta(days=1)
MIDWAY = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
BEFORE = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
AFTER_RECAP = datetime(2026, 11, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
def group():
    group = make_group()
    jo = make_membership(group=group, role=Role.FACILITATOR)
    closed = {"closed_at": HELD + timedelta(hours=3), "closed_by": jo}
    last = make_meeting(group=group, number=1, starts_at=HELD, opened_at=HELD, **closed)
    make_recap(
        last, published_at=HELD + A_DAY, published_by=jo
    )  # a Friday: the note would come on a Saturday
    make_meeting(group=group, number=2, starts_at=MEETS)
    make_membership(group=group, role=Role.INTEGRATION_MANAGER)
    make_action(lead=make_membership(group=group), heard_at=HELD, agreed_at=HELD)
    return group


def between(group):
    [one] = occasions.between_meetings([group.pk], HELD + A_DAY)
    return {occasion: occasions.due(one, occasion) for occasion in occasions.FIRST_TO_LAST}


def test_one_note_is_the_default(group):
    assert between(group) == {"before": BEFORE, "midway": None, "recap": None}


def test_two_more_can_be_switched_on(group):
    make_note_rhythm(group, after_recap=True, midway=True)

    assert between(group) == {"before": BEFORE, "midway": MIDWAY, "recap": AFTER_RECAP}


def test_meetings_close_to_each_other_have_no_half_way(group):
    make_note_rhythm(group, midway=True)
    group.meetings.filter(number=2).update(starts_at=HELD + 14 * A_DAY)

    assert between(group)["midway"] is None


def test_no_note_follows_a_recap_that_is_not_out(group):
    make_note_rhythm(group, after_recap=True)
    last = group.meetings.get(number=1)
    last.recap.published_at = last.recap.published_by = None
    last.recap.save()

    assert between(group)["recap"] is None


def test_each_occasion_sends_its_own_and_no_more(group):
    make_note_rhythm(group, after_recap=True, midway=True)

    at = HELD.replace(minute=0) + 2 * A_DAY
    while at < MEETS:
        nudging.send_due(at)
        at += timedelta(hours=1)

    assert [message.made_at for message in Message.objects.order_by("made_at")] == [
        AFTER_RECAP,
        MIDWAY,
        BEFORE,
    ]


def test_what_was_said_in_the_meeting_is_no_reason_against_the_note_after_it(group):
    make_note_rhythm(group, after_recap=True)

    nudging.send_due(AFTER_RECAP)
    assert Message.objects.count() == 1


def test_what_was_said_since_the_meeting_is(group):
    make_note_rhythm(group, after_recap=True)
    group.actions.update(heard_at=AFTER_RECAP - A_DAY)

    nudging.send_due(AFTER_RECAP)

    assert Nudge.objects.get(occasion="recap").not_sent_because == "heard"


def test_switching_one_off_stops_what_waits_and_on_again_lets_it_go(group):
    make_note_rhythm(group, midway=True)
    at = MIDWAY - 3 * A_DAY
    nudging.send_due(at)
    assert Nudge.objects.waiting().filter(occasion="midway").exists()

    occasions.choose(group, after_recap=False, midway=False, at=at)
    nudging.send_due(MIDWAY)
    assert not Message.objects.exists()

    occasions.choose(group, after_recap=False, midway=True, at=at)
    nudging.send_due(MIDWAY)
    assert Message.objects.count() == 1


def test_the_manager_chooses_on_the_page_of_notes(client, group):
    manager = group.memberships.get(role=Role.INTEGRATION_MANAGER)
    client.force_login(manager.person)

    with time_machine.travel(MIDWAY - 3 * A_DAY):
        client.post(reverse("meetings:note-rhythm", args=[group.slug]), {"midway": "on"})
        page = client.get(reverse("meetings:notes", args=[group.slug])).content.decode()

    rhythm = NoteRhythm.objects.get()
    assert (rhythm.after_recap, rhythm.midway) == (False, True)
    assert 'name="midway" class="tick" id="id_midway" checked' in page


def test_a_facilitator_reads_when_notes_go_out_and_does_not_choose(client, group):
    jo = make_membership(group=group, role=Role.FACILITATOR)
    client.force_login(jo.person)

    with time_machine.travel(MIDWAY - 3 * A_DAY):
        page = client.get(reverse("meetings:notes", args=[group.slug])).content.decode()
        answer = client.post(reverse("meetings:note-rhythm", args=[group.slug]), {"midway": "on"})

    assert "Half way between two meetings: no" in page
    assert answer.status_code == 403
    assert not NoteRhythm.objects.exists()
