"""Planting somebody's name in every text of the database, and looking for it in everything that is left."""

import re
from pathlib import Path

from django.db import connection, models

from inquiries import keeping
from inquiries.models import User
from tests import builders

TYPED = (models.CharField, models.TextField, models.JSONField)


def make_one_of_each() -> None:
    """A row in each table that holds typed text and has none yet, by the builder of its name."""
    for model in keeping.models_kept():
        if keeping.history_of(model) or not keeping.texts(model) or model._base_manager.exists():
            continue
        name = "make_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
        make = getattr(builders, name, None)
        assert make, (
            f"There is no row of {model._meta.label} to plant a name in: write tests.builders.{name}."
        )
        make()


def plant(words: str, person: User) -> int:
    """Put the words into every text column that people type in, of every row; gives in how many columns."""
    count = 0
    for model in keeping.models_kept():
        if model is User:
            continue
        columns = [model._meta.get_field(name) for name in keeping.texts(model)]
        columns = [column for column in columns if isinstance(column, TYPED)]
        rows = list(model._base_manager.all()) if columns else []
        assert rows or not columns, model
        for number, row in enumerate(rows):
            changed = {
                column.name: _value(column, words, number, getattr(row, column.attname)) for column in columns
            }
            model._base_manager.filter(pk=row.pk).update(**changed)
        count += len(columns)
    return count


def _value(column, words, number, before):
    text = f"{words} {number}"
    if isinstance(column, models.JSONField):
        said = _said_in(before, text)
        return said if said != before else [[text, {"cell": f"said by {text}"}]]
    most = column.max_length or 10_000
    return f"We asked {text} again"[:most] if most >= len(text) + 15 else text[:most]


def _said_in(told, text):
    """The same with these words in the place of each sentence: what a page reads keeps its form."""
    if isinstance(told, dict):
        return {name: _said_in(value, text) for name, value in told.items()}
    if isinstance(told, list):
        return [_said_in(one, text) for one in told]
    return text if isinstance(told, str) and " " in told else told


def dump() -> str:
    """Every row of every table of the database as text, also of those that are none of ours.

    A table's rows are in order of what they hold: PostgreSQL gives a row that was written again elsewhere.
    """
    lines = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            lines += sorted(f"{table} {row}" for row in cursor.fetchall())
    return "\n".join(lines)


def found_in(text: str, *words: str) -> list[str]:
    """Lines that hold one of these words, whatever their case."""
    wanted = [word.casefold() for word in words]
    return [line[:200] for line in text.splitlines() if any(word in line.casefold() for word in wanted)]


def files_with(folder: Path, *words: str) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    ]
