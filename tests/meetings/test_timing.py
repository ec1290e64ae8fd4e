from datetime import UTC, date, datetime, time, timedelta

import pytest

from meetings import timing


@pytest.mark.parametrize(
    "day",
    [date(2026, 3, 27) + timedelta(days=n) for n in range(6)]
    + [date(2026, 10, 23) + timedelta(days=n) for n in range(6)]
    + [date(2026, 11, 30), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 4)],
)
@pytest.mark.parametrize(
    "clock", [time(0, 30), time(1, 30), time(7, 59), time(8), time(10), time(18, 59), time(19), time(23, 30)]
)
def test_a_note_leaves_only_by_day_on_a_working_day(day, clock):
    at = timing.moment(day, clock)

    opens = timing.next_open(at)

    local = timing.in_the_hall(opens)
    assert opens >= at
    assert not timing.is_quiet(opens)
    assert local.weekday() < 5
    assert time(8) <= local.time() < time(19)
    assert timing.next_open(opens) == opens


def test_a_time_that_the_clocks_leap_over_becomes_the_next_that_exists():
    assert timing.moment(date(2026, 3, 29), time(1, 30)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first():
    assert timing.moment(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 8, 3), False),
        (date(2026, 8, 31), True),
        (date(2026, 1, 2), False),
    ],
)
def test_bank_holidays_are_those_of_scotland(day, is_working):
    assert timing.is_working_day(day) is is_working
