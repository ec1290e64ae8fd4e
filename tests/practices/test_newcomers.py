"""What a member reads of what was told before they joined, and how the group opens it (decision 0050)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries import agreeing
from inquiries.models import Agreement
from meetings.models import Recap
from practices.models import Holding, NoticedChange, Observation, Priority, SmallTest, Story
from tests.builders import (
    make_attendance,
    make_holding,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_observation,
    make_priority,
    make_recap,
    make_small_test,
    make_story,
)
from tests.practices.kept import let_out

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
A_MONTH = timedelta(days=30)
THEN, LATER = NOW - 2 * A_MONTH, NOW - timedelta(days=1)
TOLD = [
    (Story, lambda by, at, **on: make_story(by, told_on=timezone.localdate(at), **on)),
    (NoticedChange, lambda by, at, **on: make_noticed_change(by, recorded_at=at, **on)),
    (Observation, lambda by, at, **on: make_observation(by, recorded_at=at, **on)),
    (Holding, lambda by, at, **on: make_holding(by, recorded_at=at, owner=None, **on)),
]
TEXTS = {"leaves_room": "-", "decides": "group", "holds_record": "-", "disagree": "-", "laws": "-"}


@pytest.fixture
def new(jo):
    return make_membership(group=jo.group, joined_on=TODAY - A_MONTH)


def read(model, member):
    return set(model.objects.visible_to(member.person))


def agree(jo, newcomers, on):
    standing = Agreement.objects.current().filter(group=jo.group).first()
    texts = TEXTS | {"newcomers": newcomers}
    return agreeing.write(jo.group, texts=texts, instead_of=standing and standing.pk, by=jo, on=on)


@pytest.mark.parametrize(("model", "make"), TOLD)
def test_what_was_told_before_they_joined_is_not_theirs_to_read(jo, new, model, make):
    was_there = make_membership(group=jo.group, joined_on=TODAY - 3 * A_MONTH)
    before, since = make(jo, THEN), make(jo, LATER)
    assert read(model, new) == {since}
    assert read(model, jo) == {before, since}
    assert read(model, was_there) == {before, since}


@pytest.mark.parametrize(("model", "make"), TOLD)
def test_who_came_to_the_meeting_as_a_guest_reads_what_was_told_there(jo, new, model, make):
    meeting = make_meeting(jo.group, starts_at=THEN)
    told = make(jo, THEN, meeting=meeting)
    make(jo, THEN)
    make_attendance(meeting, new)
    assert read(model, new) == {told}


def test_a_row_that_lets_out_what_is_the_groups_alone_opens_nothing_to_a_newcomer(jo, new):
    change = make_noticed_change(jo, level="myself", is_shared=True, recorded_at=THEN)
    let_out(change)
    assert read(NoticedChange, new) == set()
    assert read(NoticedChange, jo) == {change}


def test_what_is_in_hand_is_everybodys(jo, new):
    test, priority = make_small_test(jo, recorded_at=THEN), make_priority(jo, recorded_at=THEN)
    assert read(SmallTest, new) == {test}
    assert read(Priority, new) == {priority}


@pytest.mark.parametrize(("model", "make"), TOLD)
def test_an_agreement_opens_what_is_told_from_its_day_on(jo, new, model, make):
    make(jo, THEN - A_MONTH)
    agree(jo, "all", TODAY - 2 * A_MONTH - timedelta(days=1))
    told = make(jo, THEN)
    assert read(model, new) == {told}
    agree(jo, "all", TODAY)  # other words, and open as before
    assert read(model, new) == {told}
    agree(jo, "since", TODAY)
    assert read(model, new) == set()


def test_who_came_back_reads_what_was_told_while_they_belonged(jo, new):
    told = make_story(jo, told_on=timezone.localdate(THEN))
    new.spells.create(
        organisation=new.organisation,
        starts_on=TODAY - 3 * A_MONTH,
        ends_on=TODAY - A_MONTH - timedelta(days=5),
        ended_because="left",
        ended_at=NOW,
    )
    assert read(Story, new) == {told}


def test_recaps_are_opened_with_the_rest(jo, new):
    meeting = make_meeting(jo.group, starts_at=THEN, closed_by=jo)
    recap = make_recap(meeting, jo, published_at=THEN, published_by=jo)
    assert read(Recap, new) == set()
    agree(jo, "all", TODAY - 3 * A_MONTH)
    assert read(Recap, new) == {recap}
