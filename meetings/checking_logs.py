"""Checking an old log of actions row by row: what is wrong with each cell, whom a name means, and what is here already."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from inquiries import identifying
from inquiries.models import Group, Membership
from inquiries.models.base import fold
from inquiries.people_columns import Column
from meetings import grouping, timing
from meetings.log_columns import BY_KEY, COLUMNS, CellError, read_cell
from meetings.models import Action, Meeting
from meetings.reading_logs import Row

State = Action.State
FINISHED = (State.DONE, State.LET_GO)
WORDS = {"text", "lead", "organisation", "helpers"}  # columns that people write in their own words
NOBODY = "nobody"  # the choice for a helper who is left out
A_MONTH = timedelta(days=28)
OLDEST = date(2000, 1, 1)
ROWS_OF_A_LOG = UUID(
    "6f0a6f0e-54f1-4d0c-9a0e-0d3c2a5be7c4"
)  # keys of rows are made from it, the group and the row


@dataclass
class Taken:
    """One row as an action: what it says, whom it names, and whether it is here already."""

    row: Row
    key: UUID
    said: dict[str, Any] = field(default_factory=dict)
    lead: Membership | None = None
    helpers: list[Membership] = field(default_factory=list)
    here: Action | None = None

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def plan(self) -> str:
        if self.row.problems:
            return "mend"
        if self.here is None:
            return "new"
        return "back" if self.here.removed_at else "here"


@dataclass
class Log:
    """A whole log, looked over."""

    rows: list[Taken]
    unknown: list[str]  # names that are nobody's, as they are typed; those that lead something come first
    leads: set[str]  # folded names that lead something: somebody has to have it

    @property
    def problems(self) -> list[tuple[int, str, str]]:
        return [
            (one.number, str(column.label), said) for one in self.rows for column, said in one.row.problems
        ]

    @property
    def is_clean(self) -> bool:
        return not self.unknown and not self.problems

    def planned(self, plan: str) -> list[Taken]:
        return [one for one in self.rows if one.plan == plan]


@dataclass
class Known:
    """All that is asked of the database for a whole log, in four queries."""

    group: Group
    today: date
    people: dict[str, list[Membership]]
    places: dict[str, Membership]
    meetings: dict[int, Meeting]
    chosen: Mapping[str, str]
    unknown: dict[str, str] = field(default_factory=dict)  # folded → as it is typed


def look_over(group: Group, rows: Sequence[Row], chosen: Mapping[str, str], *, today: date) -> Log:
    """Judge every row as things are now; `chosen` says by folded name whose place it means. Keeps nothing."""
    places = list(people_of(group))
    known = Known(
        group,
        today,
        people={},
        places={str(place.pk): place for place in places},
        meetings={meeting.number: meeting for meeting in grouping.meetings_of(group)},
        chosen=chosen,
    )
    for place in places:
        known.people.setdefault(place.person.name_folded, []).append(place)
    keys = _keys(group, rows)
    found = [_taken(row, key, known) for row, key in zip(rows, keys, strict=True)]
    _find_here(group, found)
    leads = {fold(one.row.cells.get("lead", "")) for one in found}
    names = sorted(known.unknown, key=lambda name: (name not in leads, name))
    return Log(found, [known.unknown[name] for name in names], leads)


def people_of(group: Group) -> Iterable[Membership]:
    """Everybody who is or was in it: first those who are."""
    rows = Membership.objects.filter(group=group, person__is_active=True).select_related(
        "person", "organisation"
    )
    return sorted(rows, key=lambda place: (place.left_on is not None, place.person.name_folded))


def _keys(group: Group, rows: Sequence[Row]) -> list[UUID]:
    """A key for each row made from what it says: the same log again makes the same keys, and so changes nothing."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        said = "\x1f".join(f"{key}={row.cells.get(key, '')}" for key in BY_KEY if key != "organisation")
        digest = sha256(said.encode()).hexdigest()
        found.append(uuid5(ROWS_OF_A_LOG, f"{group.pk}:{digest}:{seen[digest]}"))
        seen[digest] += 1
    return found


# --- one row --------------------------------------------------------------------------------------


def _taken(row: Row, key: UUID, known: Known) -> Taken:
    taken = Taken(row, key)
    for column in COLUMNS:
        taken.said[column.key] = _read(row, column, known.today)
    for name in ("text", "lead"):
        if not row.cells.get(name):
            row.problems.append((BY_KEY[name], _("This is empty. Fill it in.")))
    _name(taken, known)
    _fill(taken, known)
    return taken


def _read(row: Row, column: Column, today: date) -> Any:
    """The value of a cell; None where it is empty or can’t be taken, and then it is said why."""
    typed = row.cells.get(column.key, "")
    try:
        value = read_cell(column, typed) if typed else None
    except CellError as problem:
        value, why = None, str(problem)
    else:
        why = ""
    if (why or column.key in WORDS) and identifying.refused(typed, year=today.year):
        value, why = None, _("This holds what looks like an ID number or a date of birth. Take it out.")
    if why:
        row.problems.append((column, why))
    return value


def _name(taken: Taken, known: Known) -> None:
    """Whom its names mean; a name that is nobody's is asked about, not guessed."""
    lead = taken.row.cells.get("lead", "")
    taken.lead = _person(lead, known, leads=True) if lead else None
    for name in taken.row.cells.get("helpers", "").split(";"):
        helper = _person(name, known) if name.strip() else None
        if helper and helper != taken.lead and helper not in taken.helpers:
            taken.helpers.append(helper)


def _person(name: str, known: Known, *, leads: bool = False) -> Membership | None:
    """Who is meant; nobody for a helper who is left out, and for a name that is asked about."""
    name = " ".join(name.split())
    folded = fold(name)
    choice = known.chosen.get(folded, "")
    if choice == NOBODY and not leads:
        return None
    found = [known.places[choice]] if choice in known.places else known.people.get(folded, [])
    if len(found) == 1:
        return found[0]
    known.unknown.setdefault(folded, name)
    return None


def _fill(taken: Taken, known: Known) -> None:
    """What is left empty follows from the rest; what does not fit together is said."""
    said, row = taken.said, taken.row
    said["kind"] = said["kind"] or Action.Kind.ACTION
    said["state"] = said["state"] or State.OPEN
    is_finished = said["state"] in FINISHED
    meeting = _meeting(taken, known)
    said["meeting"] = meeting
    agreed = said["agreed_on"] or (meeting.starts_local.date() if meeting else None) or _finished(said, known)
    said["agreed_on"] = agreed
    if said["finished_on"] and not is_finished:
        row.problems.append((BY_KEY["finished_on"], _("It has such a day only once it is Done or Let go.")))
    if is_finished and not said["finished_on"]:
        said["finished_on"] = said["heard_at"] or agreed
    days = [said["heard_at"], said["finished_on"], agreed]
    said["heard_at"] = max(day for day in days[:2] if day) if any(days[:2]) else agreed
    said["due_on"] = said["due_on"] or (said["finished_on"] if is_finished else _next_day(known))
    _days_fit(taken, known)
    if taken.lead and taken.lead.left_on and not is_finished:
        left = _("%(name)s has left the group. Enter who has it now.") % {"name": taken.lead.person.name}
        row.problems.append((BY_KEY["lead"], left))


def _finished(said: dict[str, Any], known: Known) -> date:
    """The day on which it can have been agreed at the latest."""
    days: list[date | None] = [said["finished_on"], said["heard_at"], said["due_on"], known.today]
    return min(day for day in days if day)


def _meeting(taken: Taken, known: Known) -> Meeting | None:
    number = taken.said["meeting"]
    meeting = known.meetings.get(number) if number else None
    if number and meeting is None:
        said = _("This group has no meeting %(number)s. Correct it, or leave it empty.") % {"number": number}
        taken.row.problems.append((BY_KEY["meeting"], said))
    elif meeting and meeting.opened_at is None:
        said = _("Meeting %(number)s is still to come: nothing was agreed at it yet.") % {"number": number}
        taken.row.problems.append((BY_KEY["meeting"], said))
        return None
    return meeting


def _next_day(known: Known) -> date:
    ahead = next((one for one in known.meetings.values() if not one.is_held), None)
    day = timing.in_the_hall(ahead.starts_at).date() if ahead else known.today + A_MONTH
    return max(day, known.today)


def _days_fit(taken: Taken, known: Known) -> None:
    said, problems, typed = taken.said, taken.row.problems, taken.row.cells
    if not OLDEST <= said["agreed_on"] <= known.today:
        problems.append((BY_KEY["agreed_on"], _("It must be a day since 2000 that has come.")))
        return
    for name in ("heard_at", "finished_on"):
        if not typed.get(name) or not said[name]:
            continue
        if said[name] > known.today:
            problems.append((BY_KEY[name], _("It must be a day since 2000 that has come.")))
        elif said[name] < said["agreed_on"]:
            problems.append((BY_KEY[name], _("It can’t be before the day on which it was agreed.")))
    if said["due_on"] < OLDEST or said["due_on"].year > known.today.year + 10:
        problems.append((BY_KEY["due_on"], _("It must be a day between 2000 and ten years from now.")))
    elif said["due_on"] < said["agreed_on"] and typed.get("due_on"):
        problems.append(
            (BY_KEY["due_on"], _("An action can’t be due before the day on which it was agreed."))
        )


# --- what is here already -------------------------------------------------------------------------


def _find_here(group: Group, found: Sequence[Taken]) -> None:
    """Put to each row the action that it is already: by its reference, by its key, or by its words, lead and day."""
    references = {one.key: _reference(one) for one in found}
    wanted = {key for key in references.values() if key}
    same = Q(pk__in=wanted) | Q(client_key__in=list(references)) | Q(removed_at=None)
    rows = Action.objects.filter(same, group=group)
    by_key: dict[Any, Action] = {}
    for action in rows:
        by_key[action.pk] = by_key[action.client_key] = action
        if action.removed_at is None:
            by_key[fold(action.text), action.lead_id, action.due_on] = action
    for one in found:
        words = (fold(one.said["text"] or ""), one.lead.pk if one.lead else None, one.said["due_on"])
        one.here = by_key.get(references[one.key]) or by_key.get(one.key) or by_key.get(words)


def _reference(one: Taken) -> UUID | None:
    try:
        return UUID(one.row.cells.get("reference", ""))
    except ValueError:
        return None
