"""The columns of a log of actions, the same as an export has: their headings, and how each cell is read."""

from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext_lazy as _

from inquiries.models.base import fold
from inquiries.people_columns import CellError, Column, as_typed, day, none_of, read_cell, yes_or_no
from meetings.models import Action

__all__ = ["BY_KEY", "COLUMNS", "CellError", "meant_by", "nearest", "read_cell"]


def _kind(typed: str) -> str:
    return _choice(typed, Action.Kind.choices)


def _state(typed: str) -> str:
    return _choice(typed, Action.State.choices)


def _choice(typed: str, choices: list[tuple[str, Any]]) -> str:
    for value, label in choices:
        if fold(typed) in (value, fold(str(label))):
            return value
    raise CellError(none_of(typed, [str(label) for _value, label in choices]))


def _number(typed: str) -> int:
    if typed.isascii() and typed.isdecimal() and 0 < int(typed[:4]) < 1000:
        return int(typed[:4])
    raise CellError(_("“%(typed)s” is no number of a meeting. Enter one like 3.") % {"typed": typed[:40]})


def _column(key: str, label: Any, read: Any, **more: Any) -> Column:
    return Column(key, label, read, lambda member: "", **more)


COLUMNS = [
    _column(
        "text", _("What"), as_typed, longest=300, is_needed=True, also=("action", "task"), hint=_("Needed.")
    ),
    _column("kind", _("Kind"), _kind, hint=_("Action or Question. Left empty: Action.")),
    _column(
        "lead",
        _("Lead"),
        as_typed,
        is_needed=True,
        also=("who", "owner"),
        hint=_("Needed: one name of the group."),
    ),
    _column("organisation", _("Organisation"), as_typed, hint=_("Read by people alone: it changes nothing.")),
    _column("helpers", _("Helpers"), as_typed, longest=600, hint=_("Names, with “; ” between.")),
    _column(
        "due_on",
        _("By when"),
        day,
        also=("due", "due date"),
        hint=_("Left empty: the day of the next meeting."),
    ),
    _column("state", _("State"), _state, also=("status",), hint=_("Left empty: Open.")),
    _column("is_quick_win", _("Quick win"), yes_or_no, hint=_("Yes or no. Left empty: no.")),
    _column(
        "agreed_on",
        _("Agreed on"),
        day,
        also=("date",),
        hint=_("Left empty: the day of its meeting, or the earliest day of its row."),
    ),
    _column(
        "meeting", _("Meeting"), _number, hint=_("The number of the meeting that agreed it; may stay empty.")
    ),
    _column(
        "heard_at", _("Last heard"), day, hint=_("Left empty: the day on which it was finished or agreed.")
    ),
    _column("finished_on", _("Finished on"), day, hint=_("For what is done or let go.")),
    _column(
        "reference",
        _("Reference"),
        as_typed,
        hint=_("From an export: what is here already is not taken in twice."),
    ),
]
BY_KEY = {column.key: column for column in COLUMNS}


def meant_by(heading: str) -> Column | None:
    """The column that a heading names, whatever its capitals; None for one that is not ours."""
    folded = fold(" ".join(heading.split())).rstrip(":*")
    return next((column for column in COLUMNS if folded in (fold(str(column.label)), *column.also)), None)


def nearest(heading: str) -> str:
    """Which of our headings somebody may have meant, or nothing."""
    names = {fold(str(column.label)): str(column.label) for column in COLUMNS}
    close = get_close_matches(fold(heading), list(names), n=1, cutoff=0.7)
    return names[close[0]] if close else ""
