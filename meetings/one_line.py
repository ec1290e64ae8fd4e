"""Reads an action from one line: what, who, by when. Pure: it asks neither the clock nor the database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inquiries.models import Membership
from inquiries.models.base import fold

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TITLES = {"dr", "mr", "mrs", "ms", "prof"}
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? +([a-z]{3,9})\.?(?: +(\d{4}))?")
NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?")


class LineError(ValueError):
    """What is wrong with the line and what to do, in a sentence for the person who typed it."""


@dataclass(frozen=True)
class Line:
    """An action as one line says it."""

    text: str
    lead: Membership
    due_on: date
    is_question: bool = False
    helpers: list[Membership] = field(default_factory=list)


def read(line: str, members: Sequence[Membership], *, today: date, next_meeting: date) -> Line:
    """The action that a line says; raises LineError where who or when can't be told.

    The last parts, between commas, are who and when in either order; without a when it is the next meeting.
    """
    is_question, line = _question(" ".join(line.split()))
    parts = [part.strip() for part in line.split(",") if part.strip()]
    due_on: date | None = None
    people: list[Membership] = []
    while len(parts) > 1 and not (due_on and people):
        due = None if due_on else read_date(parts[-1], today=today, next_meeting=next_meeting)
        if due:
            due_on = due
        elif not people and (len(parts) == 2 or names_somebody(parts[-1], members)):
            people = find_people(parts[-1], members)
        else:
            break
        parts.pop()
    if not people:
        raise LineError(
            _("Say who takes it on after a comma, like “Visit the day centre, Moira, by 12 March”.")
        )
    due_on = due_on or next_meeting
    if due_on < today:
        raise LineError(_("An action can’t be due before the meeting that agreed it. Choose a later date."))
    return Line(", ".join(parts), people[0], due_on, is_question or parts[-1].endswith("?"), people[1:])


def _question(line: str) -> tuple[bool, str]:
    found = re.match(r"question:\s*", line, re.IGNORECASE)
    return (True, line[found.end() :]) if found else (False, line)


# --- who ------------------------------------------------------------------------------------------


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s.]+", fold(name)) if word and word not in TITLES]


def candidates(name: str, members: Sequence[Membership]) -> list[Membership]:
    """The members whom a name may mean: those greeted or called exactly so, else all whose name begins so."""
    asked = _words(name)
    if not asked:
        return []
    exact = [m for m in members if asked in (_words(m.person.name), _words(m.person.short_name))]
    return exact or [m for m in members if _begins(asked, _words(m.person.name))]


def _begins(asked: list[str], words: list[str]) -> bool:
    """Whether each asked word begins a word of the name, in order."""
    rest = iter(words)
    return all(any(word.startswith(begin) for word in rest) for begin in asked)


def names_somebody(part: str, members: Sequence[Membership]) -> bool:
    return all(candidates(name, members) for name in _names(part))


def find_people(part: str, members: Sequence[Membership]) -> list[Membership]:
    """Everybody named in “Moira and Tom”, the first of whom leads; raises LineError for an unclear name."""
    return [_one(name, members) for name in _names(part)]


def _names(part: str) -> list[str]:
    return re.split(r"\s+(?:and|with|&)\s+", re.sub(r"^with\s+", "", part, flags=re.IGNORECASE))


def _one(name: str, members: Sequence[Membership]) -> Membership:
    found = candidates(name, members)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(m.person.name for m in found)
        raise LineError(
            _("“%(name)s” may be %(names)s. Write more of the name.") % {"name": name, "names": names}
        )
    raise LineError(
        _("Nobody in this group is called “%(name)s”. If they walked in, add them under “Who is here” first.")
        % {"name": name}
    )


# --- when -----------------------------------------------------------------------------------------


def read_date(part: str, *, today: date, next_meeting: date) -> date | None:
    """The date that a part says, or None where it says none; raises LineError for one that does not exist."""
    words = re.sub(r"^(by|on|before|until|for)\s+", "", fold(part))
    words = re.sub(r"^(?:the\s+)?(?=next meeting)", "", words)
    if words == "next meeting":
        return next_meeting
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    if words in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(words) - today.weekday() - 1) % 7 + 1)
    return _named_month(words, today) or _numbers(words, today)


def _named_month(words: str, today: date) -> date | None:
    found = DAY_MONTH.fullmatch(words)
    if not found or found[2][:3] not in MONTHS:
        return None
    return _real(int(found[1]), MONTHS.index(found[2][:3]) + 1, found[3], today)


def _numbers(words: str, today: date) -> date | None:
    found = NUMBERS.fullmatch(words)
    if not found:
        return None
    year = f"20{found[3]}" if found[3] and len(found[3]) == 2 else found[3]
    return _real(int(found[1]), int(found[2]), year, today)


def _real(day: int, month: int, year: str | None, today: date) -> date:
    """That day, in the named year or the first one that is not past."""
    for candidate in [int(year)] if year else range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    raise LineError(_("The date must be a real one, like 12 March or 14/5."))
