"""When a note may leave: on the clock of the hall, never at night, at weekends or on Scottish bank holidays."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays
from django.utils import timezone

OPENS, CLOSES = time(8), time(19)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of Scotland: 2 January and St Andrew's Day differ from England's."""
    return frozenset(holidays.country_holidays("GB", subdiv="SCT", years=year))


def moment(day: date, clock: time) -> datetime:
    """That time of that day in the hall: the first where the clocks go back, the next minute that exists where forward."""
    zone = timezone.get_default_timezone()
    wanted = datetime.combine(day, clock, tzinfo=zone)
    while wanted.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wanted.replace(tzinfo=None):
        wanted += timedelta(minutes=1)
    return wanted.astimezone(UTC)


def in_the_hall(at: datetime) -> datetime:
    return timezone.localtime(at, timezone.get_default_timezone())


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def is_quiet(at: datetime) -> bool:
    """Whether people are left alone now."""
    local = in_the_hall(at)
    return not is_working_day(local.date()) or not OPENS <= local.time() < CLOSES


def next_open(at: datetime) -> datetime:
    """This moment, or the first minute after it in which a note may leave."""
    if not is_quiet(at):
        return at
    local = in_the_hall(at)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return moment(day, OPENS)
