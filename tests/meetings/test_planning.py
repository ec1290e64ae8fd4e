"""Planning: formats that fill the time, order and minutes, sharing, and what is carried in for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries.roles import Role
from meetings import carrying_in, planning
from meetings.formats import FORMATS, STANDARD, in_order
from meetings.models import Action, AgendaItem, Meeting
from tests.builders import make_action, make_agenda_item, make_meeting, make_membership

pytestmark = pytest.mark.django_db


def facilitator(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


def titles(meeting):
    return [slot.item.title for slot in planning.agenda(meeting).slots]


def held(group, **fields):
    return make_meeting(group=group, closed_by=make_membership(group=group), **fields)


@pytest.mark.parametrize("minutes", [45, 90, 120, 175, 180, 210, 240, 480])
@pytest.mark.parametrize("key", FORMATS)
def test_format_fills_exactly_the_meeting(key, minutes):
    shares = [share for _part, share in FORMATS[key].scaled(minutes)]

    assert sum(shares) == minutes
    assert min(shares) >= 1


def test_format_of_three_hours_keeps_its_own_minutes():
    assert all(chosen.minutes == 180 for chosen in FORMATS.values())
    assert [share for part, share in STANDARD.scaled(180)] == [part.minutes for part in STANDARD.parts]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (1, "first"),
        (2, "standard"),
        (3, "scenario"),
        (4, "holds-us-back"),
        (5, "business-as-usual"),
        (6, "ending"),
    ],
)
def test_format_that_fits_the_meeting_comes_first(number, key):
    offered = in_order(number, 6)

    assert offered[0].key == key
    assert {chosen.key for chosen in offered} == set(FORMATS)


def test_clock_runs_down_the_agenda():
    meeting = make_meeting()
    make_agenda_item(meeting=meeting, minutes=10)
    make_agenda_item(meeting=meeting, minutes=45)

    agenda = planning.agenda(meeting)

    assert [slot.starts_at - meeting.starts_at for slot in agenda.slots] == [
        timedelta(0),
        timedelta(minutes=10),
    ]
    assert (agenda.planned, agenda.over, agenda.spare) == (55, 0, 125)


def test_agenda_that_is_too_long_says_by_how_much():
    meeting = make_meeting(minutes=60)
    make_agenda_item(meeting=meeting, minutes=72)

    agenda = planning.agenda(meeting)

    assert (agenda.over, agenda.span, agenda.slots[0].is_over) == (12, 72, True)


def test_format_replaced_keeps_the_old_agenda_in_the_bin():
    meeting = make_meeting()
    jo = facilitator(meeting)
    item = make_agenda_item(meeting=meeting, title="Soup")
    now = timezone.now()

    assert planning.choose_format(meeting, STANDARD, by=jo, at=now)
    assert "Soup" not in titles(meeting)

    assert planning.put_back_agenda(meeting, now, by=jo, at=now + timedelta(seconds=5)) == 1
    assert titles(meeting) == ["Soup"]
    item.refresh_from_db()
    assert item.removed_by is None


def test_agenda_put_back_twice_changes_nothing_the_second_time():
    meeting = make_meeting()
    jo = facilitator(meeting)
    make_agenda_item(meeting=meeting)
    now = timezone.now()
    planning.choose_format(meeting, STANDARD, by=jo, at=now)
    planning.put_back_agenda(meeting, now, by=jo, at=now + timedelta(seconds=5))

    assert planning.put_back_agenda(meeting, now, by=jo, at=now + timedelta(seconds=6)) == 0


def test_item_moves_past_those_with_the_same_position():
    meeting = make_meeting()
    for title in ("one", "two", "three"):
        make_agenda_item(meeting=meeting, title=title, position=0)
    last = planning.agenda(meeting).slots[-1].item

    assert planning.move(last, 0)

    assert titles(meeting)[0] == last.title


def test_item_at_the_end_moves_no_further():
    meeting = make_meeting()
    item = make_agenda_item(meeting=meeting)

    assert not planning.move(item, 5)
    assert not planning.move(item, -1)


def test_step_is_not_made_where_somebody_moved_first():
    meeting = make_meeting()
    one, two = make_agenda_item(meeting=meeting, position=0), make_agenda_item(meeting=meeting, position=1)
    AgendaItem.objects.filter(pk=two.pk).update(position=7)

    assert not planning._swap(one, two)

    one.refresh_from_db()
    assert one.position == 0


def test_plan_is_shared_once():
    meeting = make_meeting()
    now = timezone.now()

    assert planning.share(meeting, at=now)
    assert not planning.share(meeting, at=now + timedelta(minutes=1))

    assert Meeting.objects.get(pk=meeting.pk).plan_shared_at == now


def test_stale_words_change_nothing():
    meeting = make_meeting()

    assert planning.write_missing(meeting, "Carers", version=0)
    assert not planning.write_missing(meeting, "Pharmacists", version=0)

    assert Meeting.objects.get(pk=meeting.pk).missing == "Carers"


def test_stuck_actions_are_carried_in_first_with_how_often():
    first = held(make_meeting().group)
    group = first.group
    lead = make_membership(group=group)
    make_action(lead=lead, meeting=first, text="Open one")
    make_action(lead=lead, meeting=first, text="Stuck one", state=Action.State.STUCK)
    make_action(lead=lead, meeting=first, text="Done one", state=Action.State.DONE)
    make_action(lead=lead, meeting=first, text="Offered one", state=Action.State.OFFERED)
    held(group)
    meeting = make_meeting(group=group)

    things = carrying_in.carry_in(meeting, facilitator(meeting), timezone.now())

    assert [thing.title for thing in things if thing.is_heard] == ["Stuck one", "Open one"]
    assert things[0].why.startswith("Carried 1 meeting.")


def test_newcomers_are_carried_in_until_they_have_met_the_group():
    group = make_meeting().group
    held(group, starts_at=timezone.now() - timedelta(days=20))
    new = make_membership(group=group, joined_on=timezone.localdate() - timedelta(days=2))
    meeting = make_meeting(group=group)
    jo = facilitator(meeting)

    assert [t.title for t in carrying_in.newcomers(meeting, jo, timezone.now())] == [new.person.name]

    held(group, starts_at=timezone.now() - timedelta(days=1))
    as_read_anew = Meeting.objects.get(pk=meeting.pk)
    assert carrying_in.newcomers(as_read_anew, jo, timezone.now()) == []


def test_questions_without_an_answer_are_carried_in():
    meeting = make_meeting()
    asker = make_membership(group=meeting.group)
    make_action(lead=asker, kind=Action.Kind.QUESTION, text="Who runs a wellbeing clinic?")

    things = carrying_in.questions(meeting, facilitator(meeting), timezone.now())

    assert [(thing.title, thing.label) for thing in things] == [
        ("Who runs a wellbeing clinic?", "Unanswered question")
    ]


def test_carry_in_shows_nobody_what_they_may_not_see():
    meeting = make_meeting()
    make_action(lead=make_membership(group=meeting.group), state=Action.State.STUCK)
    stranger = make_membership(role=Role.FACILITATOR)

    assert carrying_in.carry_in(meeting, stranger, timezone.now()) == []
