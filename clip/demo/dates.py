"""The demo's dates, all counted from the day of seeding, so that today falls between two meetings."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
THURSDAY = 3


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the clock of Scotland."""
    return datetime.combine(day, time(hour, minute), LONDON)


def wester_beston_days(today: date) -> list[date]:
    """Six Thursdays, four weeks apart: four of them past, the fifth at least eight days ahead."""
    fifth = today + timedelta(days=8)
    fifth += timedelta(days=(THURSDAY - fifth.weekday()) % 7)
    days = [fifth + timedelta(weeks=4 * (number - 5)) for number in range(1, 6)]
    return [*days, _after_the_holidays(fifth + timedelta(weeks=4))]


def beston_days(today: date) -> list[date]:
    """Six Thursdays, four weeks apart, the last of them some two months before Wester Beston began."""
    last = wester_beston_days(today)[0] - timedelta(weeks=9)
    return [last - timedelta(weeks=4 * (6 - number)) for number in range(1, 7)]


def _after_the_holidays(day: date) -> date:
    """The same weekday after Christmas and New Year, where it would fall in them."""
    while (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6):
        day += timedelta(weeks=1)
    return day
