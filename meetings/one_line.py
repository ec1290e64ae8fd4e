"""Reads an action from one line: what, who, by when. Pure: it asks neither the clock nor the database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from inquiries.models import Membership
from inquiries.models.base import fold
from meetings.spoken_dates import DateError, read_date

TITLES = {"dr", "mr", "mrs", "ms", "prof"}
A_NAME = 4  # so many words at most; what is longer was not meant as one


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
        due = None if due_on else _date(parts[-1], today, next_meeting)
        if due:
            due_on = due
        elif people:
            break
        else:
            people = find_people(parts[-1], members)
        parts.pop()
    if not people:
        raise LineError(_say_who())
    if due_on and due_on < today:
        raise LineError(_("An action can’t be due before the meeting that agreed it. Choose a later date."))
    is_question = is_question or parts[-1].endswith("?")
    return Line(", ".join(parts), people[0], due_on or next_meeting, is_question, people[1:])


def say(text: str, people: Sequence[Membership], due_on: date, *, is_question: bool = False) -> str:
    """An action as one line, in the words that `read` understands (they are not translated)."""
    names = " and ".join(member.person.name for member in people)
    opening = "question: " if is_question and not text.endswith("?") else ""
    return f"{opening}{text}, {names}, {due_on.day}/{due_on.month}/{due_on.year}"


def _question(line: str) -> tuple[bool, str]:
    found = re.match(r"question:\s*", line, re.IGNORECASE)
    return (True, line[found.end() :]) if found else (False, line)


def _date(part: str, today: date, next_meeting: date) -> date | None:
    try:
        return read_date(part, today=today, next_meeting=next_meeting)
    except DateError:
        raise LineError(
            _("“%(date)s” must be a real date, like 12 March or 14/5.") % {"date": part}
        ) from None


def candidates(name: str, members: Sequence[Membership]) -> list[Membership]:
    """The members whom a name may mean: those greeted or called exactly so, else all whose name begins so."""
    asked = _words(name)
    if not asked:
        return []
    exact = [m for m in members if asked in (_words(m.person.name), _words(m.person.short_name))]
    return exact or [m for m in members if _begins(asked, _words(m.person.name))]


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s.]+", fold(name)) if word and word not in TITLES]


def _begins(asked: list[str], words: list[str]) -> bool:
    """Whether each asked word begins a word of the name, in order."""
    rest = iter(words)
    return all(any(word.startswith(begin) for word in rest) for begin in asked)


def find_people(part: str, members: Sequence[Membership]) -> list[Membership]:
    """Everybody named in “Moira and Tom”, the first of whom leads; raises LineError for an unclear name."""
    names = re.split(r"\s+(?:and|with|&)\s+", re.sub(r"^(?:with|and)\s+", "", part, flags=re.IGNORECASE))
    people: list[Membership] = []
    for name in names:
        found = find(name, members)
        people += [] if found in people else [found]
    return people


def find(name: str, members: Sequence[Membership]) -> Membership:
    """The one member whom this name means; raises LineError with what to do where it may be several or nobody."""
    found = candidates(name, members)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(m.person.name for m in found[:6])
        raise LineError(
            _("“%(name)s” may be %(names)s. Write more of the name.") % {"name": name, "names": names}
        )
    if len(name.split()) > A_NAME:
        raise LineError(_say_who())
    raise LineError(
        _(
            "“%(name)s” is nobody in this group, and no date. Write it otherwise, like “Moira” or “12 March”; "
            "who walked in is added under “Who is here” first."
        )
        % {"name": name}
    )


def _say_who() -> str:
    return _("Say who takes it on after a comma, like “Visit the day centre, Moira, by 12 March”.")
