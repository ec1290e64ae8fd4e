"""What changed in a set-up table and who did it, in words, from the history that each save leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

SHOWN = 20
UNSPOKEN = {"slug", "name_folded"}


@dataclass(frozen=True)
class Told:
    """One save: when, by whom, and each thing that changed."""

    at: datetime
    who: str
    lines: list[str]


def changes(thing: Model) -> list[Told]:
    """The newest changes first, in one query."""
    history: Any = thing.history  # type: ignore[attr-defined]
    rows = list(history.select_related("history_user").order_by("-history_date", "-history_id")[: SHOWN + 1])
    told = [_told(newer, _differences(newer, older)) for newer, older in pairwise(rows)]
    told += [_told(row, [_("Set up")]) for row in rows[-1:] if row.history_type == "+"]
    return [save for save in told if save.lines][:SHOWN]


def _told(row: Any, lines: list[str]) -> Told:
    return Told(row.history_date, row.history_user.name if row.history_user else "", lines)


def _differences(newer: Any, older: Any) -> list[str]:
    return [
        _line(field, newer, older) for field in _spoken(newer) if _value(field, newer) != _value(field, older)
    ]


def _spoken(row: Any) -> Iterable[Any]:
    kept = row.instance_type._meta.concrete_fields
    return (
        field for field in kept if field.editable and field.name not in UNSPOKEN and not field.is_relation
    )


def _value(field: Any, row: Any) -> Any:
    return getattr(row, field.attname)


def _line(field: Any, newer: Any, older: Any) -> str:
    words = {"what": str(field.verbose_name), "before": _said(field, older), "after": _said(field, newer)}
    if not words["before"]:
        return _("%(what)s: “%(after)s”") % words
    return _("%(what)s: “%(after)s”, before that “%(before)s”") % words


def _said(field: Any, row: Any) -> str:
    value = _value(field, row)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None else str(value)
