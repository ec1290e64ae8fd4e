"""Reads dates as people in a hall say them: "12 March", "by Friday", "14/1" (the day comes first), "next meeting"."""

import re
from datetime import date, timedelta

from inquiries.models.base import fold

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS_FROM_TODAY = {"today": 0, "tomorrow": 1, "next week": 7}
LEAD_IN = re.compile(r"^(?:(?:by|on|before|until|for)\s+)?(?:(?:the|our)\s+)?")
WEEKDAY_FIRST = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+(?=\d)")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?(?:\s+(\d{4}))?")
NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?")
A_SLIP = timedelta(days=92)  # a day that is past by less was meant as said; by more, next year's is meant


class DateError(ValueError):
    """Something said as a date that does not exist, like 31 February."""


def read_date(words: str, *, today: date, next_meeting: date) -> date | None:
    """The date that these words say, or None where they say none; raises DateError for one that does not exist."""
    said = LEAD_IN.sub("", fold(words))
    if said == "next meeting":
        return next_meeting
    if said in DAYS_FROM_TODAY:
        return today + timedelta(days=DAYS_FROM_TODAY[said])
    said = WEEKDAY_FIRST.sub("", said)
    return _weekday(said, today) or _named_month(said, today) or _numbers(said, today)


def _index(said: str, names: list[str]) -> int | None:
    """Which of the names this is, in full or cut short to three letters or more."""
    return next((i for i, name in enumerate(names) if len(said) >= 3 and name.startswith(said)), None)


def _weekday(said: str, today: date) -> date | None:
    """The next such day after today."""
    weekday = _index(said, WEEKDAYS)
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _named_month(said: str, today: date) -> date | None:
    found = DAY_MONTH.fullmatch(said)
    month = _index(found[2], MONTHS) if found else None
    if found is None or month is None:
        return None
    return _real(int(found[1]), month + 1, found[3], today)


def _numbers(said: str, today: date) -> date | None:
    found = NUMBERS.fullmatch(said)
    if not found:
        return None
    year = f"20{found[3]}" if found[3] and len(found[3]) == 2 else found[3]
    return _real(int(found[1]), int(found[2]), year, today)


def _real(day: int, month: int, year: str | None, today: date) -> date:
    """That day in the named year, or in the first one in which it is not long past."""
    for candidate in [int(year)] if year else range(today.year, today.year + 9):  # 29 February may be far off
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today - A_SLIP:
            return found
    raise DateError
