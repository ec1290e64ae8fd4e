"""Several columns of the first row that a question finds, as one text.

A subquery gives one column, and Django takes as long to build a second one as the first. JSON would do the same, but on SQLite each
connection looks first whether it can, and takes the lock for writing to do so.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

BETWEEN = "\x1f"  # what ASCII has for it, and nobody types


def first_of(rows: "QuerySet[Any]", *names: str) -> Subquery:
    """These columns of the first row, none of them empty; nothing where there is no row."""
    parts: list[Any] = []
    for name in names:
        parts += [Value(BETWEEN), Cast(name, TextField())]
    return Subquery(rows.values(packed=Concat(*parts[1:], output_field=TextField()))[:1])


def apart(packed: str | None) -> list[str]:
    """The columns again, as the database writes them."""
    return packed.split(BETWEEN) if packed else []


def moment(told: str) -> datetime:
    """A moment as a database writes it; SQLite names no zone, and means UTC."""
    at = datetime.fromisoformat(told)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
