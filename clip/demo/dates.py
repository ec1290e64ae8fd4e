"""The demo's dates, all counted from the day of seeding, so that today falls between two meetings."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
THURSDAY = 3
TWO_WEEKS = timedelta(days=14)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the clock of Scotland."""
    return datetime.combine(day, time(hour, minute), LONDON)


def wester_beston_days(today: date) -> list[date]:
    """Six Thursdays, four weeks apart: four of them past, the fifth at least eight days ahead.

    Seeded on a Thursday the fifth is five weeks after the fourth: who went quiet then has been so for two weeks.
    """
    fifth = today + timedelta(days=8)
    fifth += timedelta(days=(THURSDAY - fifth.weekday()) % 7)
    fourth = fifth - timedelta(weeks=5 if fifth - today >= TWO_WEEKS else 4)
    days = [fourth + timedelta(weeks=4 * (number - 4)) for number in range(1, 5)]
    return [*days, fifth, _after_the_holidays(fifth + timedelta(weeks=4))]


def beston_days(today: date) -> list[date]:
    """Six Thursdays, four weeks apart, the last of them some two months before Wester Beston began."""
    last = wester_beston_days(today)[0] - timedelta(weeks=9)
    return [last - timedelta(weeks=4 * (6 - number)) for number in range(1, 7)]


def _after_the_holidays(day: date) -> date:
    """The same weekday after Christmas and New Year, where it would fall in them."""
    while (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6):
        day += timedelta(weeks=1)
    return day
