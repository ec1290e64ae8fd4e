"""The bar of the recording page: the item of this minute, by the agenda."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings import hall_clock
from meetings.models import AgendaItem, Meeting
from meetings.planning import Agenda, Slot

STARTS = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)


def agenda(*minutes):
    meeting = Meeting(number=5, starts_at=STARTS)
    slots, offset = [], 0
    for place, length in enumerate(minutes, start=1):
        item = AgendaItem(meeting=meeting, title=f"Item {place}", minutes=length)
        starts_at = STARTS + timedelta(minutes=offset)
        slots.append(Slot(item, starts_at, starts_at + timedelta(minutes=length), offset))
        offset += length
    return Agenda(meeting, slots)


def at(minutes, *lengths):
    return hall_clock.read(agenda(*lengths), STARTS + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minutes", "title", "left"),
    [(0, "Item 1", 10), (9.5, "Item 1", 1), (10, "Item 2", 25), (34.9, "Item 2", 1), (-1, "Meeting 5", None)],
)
def test_bar_says_the_item_and_its_minutes(minutes, title, left):
    clock = at(minutes, 10, 25)

    assert (clock.title, clock.minutes_left) == (title, left)


def test_bar_says_what_comes_next_and_when():
    assert at(0, 10, 25).line == "Item 1 of 2, meeting 5. Next: Item 2 at 1.40 pm"
    assert at(11, 10, 25).line == "Item 2 of 2, meeting 5. It is the last one."


def test_bar_before_and_after_the_meeting():
    assert at(-60, 10, 25).line == "Begins Thursday 3 December, 1.30 pm"
    assert at(60, 10, 25).line == "The agenda ended at 2.05 pm"
    assert at(60).line == "There is no agenda: the clock stays quiet."


def test_bar_marks_what_is_done_now_and_later():
    assert [beat.phase for beat in at(12, 10, 25, 5).beats] == ["done", "now", "later"]
    assert at(12, 10, 25, 5).span == 40
