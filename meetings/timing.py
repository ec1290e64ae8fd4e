"""When a note may leave: on the clock of the hall, never at night, at weekends or on Scottish bank holidays.

Within that, each person says at what time of a working day notes may reach them.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

import holidays
from django.utils import timezone

from inquiries.models import User


class Hours(NamedTuple):
    """The part of a working day in which notes may reach somebody; `closes` is the first minute without."""

    opens: time
    closes: time


WORKING = Hours(time(8), time(19))
HOURS = {
    User.NoteHours.WORKING: WORKING,
    User.NoteHours.MORNING: Hours(time(8), time(12)),
    User.NoteHours.AFTERNOON: Hours(time(12), time(17)),
    User.NoteHours.EVENING: Hours(time(16), time(19)),
}


def in_use() -> list[Hours]:
    """The hours that anybody has chosen; one query."""
    return [
        HOURS[User.NoteHours(name)]
        for name in User.objects.order_by().values_list("note_hours", flat=True).distinct()
    ]


def hours_of(person: User) -> Hours:
    return HOURS[User.NoteHours(person.note_hours)]


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


def is_quiet(at: datetime, hours: Hours = WORKING) -> bool:
    """Whether people are left alone now."""
    local = in_the_hall(at)
    return not is_working_day(local.date()) or not hours.opens <= local.time() < hours.closes


def next_open(at: datetime, hours: Hours = WORKING) -> datetime:
    """This moment, or the first minute after it in which a note may leave."""
    if not is_quiet(at, hours):
        return at
    local = in_the_hall(at)
    day = local.date() if local.time() < hours.opens else local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return moment(day, hours.opens)


def opens_for(person: User, at: datetime) -> datetime:
    """This moment, or the first minute after it in which a note may reach this person (settings.QUIET_HOURS)."""
    return next_open(at, hours_of(person))
