"""A copy of what is kept about one person, for that person: their rows and their words, and nobody else's."""

from typing import Any

from django.db import models

from inquiries import keeping
from inquiries.keeping import Erasure, Table
from inquiries.models import Membership, User

Model = type[models.Model]
Copy = dict[str, list[dict[str, Any]]]


def copy_of(person: User) -> Copy:
    """Every table with something of theirs: what stands in each column that is theirs to have (inquiries/keeping.py).

    Secrets are left out, what others wrote, and who those others are.
    """
    found: Copy = {}
    for model in keeping.models_kept():
        if model._meta.auto_created or keeping.history_of(model):
            continue
        table = keeping.table_of(model)
        rows = [*_own_rows(model, table, person), *_words(model, table, person)]
        if rows:
            found[str(model._meta.verbose_name)] = rows
    return found


def _own_rows(model: Model, table: Table, person: User) -> list[dict[str, Any]]:
    if not table.person:
        return []
    said_by_others = {
        name for path, names in table.words.items() if path != table.person for name in names.split()
    }
    columns = [
        column
        for column in model._meta.local_concrete_fields
        if keeping.rule_of(model, column).is_exported and column.name not in said_by_others
    ]
    return _read(model, {table.person: person.pk}, columns)


def _words(model: Model, table: Table, person: User) -> list[dict[str, Any]]:
    """What they said in tables that are no one person's, with where and when."""
    found: list[dict[str, Any]] = []
    for path, names in table.words.items() if not table.person else []:
        who = {path: person.pk} if keeping.leads_to(model, path) is User else {f"{path}__person": person.pk}
        columns = [
            column
            for column in model._meta.local_concrete_fields
            if (column.name in names.split() and keeping.rule_of(model, column).erasure == Erasure.CHOOSE)
            or isinstance(column, models.DateField | models.ForeignKey)
        ]
        found += _read(model, who, columns)
    return found


def _read(model: Model, who: dict[str, Any], columns: "list[models.Field[Any, Any]]") -> list[dict[str, Any]]:
    """The rows, each column by what it is called; what is empty, and who else it points to, is left out."""
    kept = [column for column in columns if not _names_somebody(column)]
    keys = [column.name for column in kept if isinstance(column, models.ForeignKey)]
    rows = model._base_manager.filter(**who).select_related(*keys)
    return [
        {
            str(column.verbose_name): _plain(getattr(row, column.name))
            for column in kept
            if _is_filled(row, column)
        }
        for row in rows
    ]


def _names_somebody(column: "models.Field[Any, Any]") -> bool:
    return isinstance(column, models.ForeignKey) and column.related_model in (User, Membership)


def _is_filled(row: models.Model, column: "models.Field[Any, Any]") -> bool:
    return getattr(row, column.name) not in (None, "", [], {})


def _plain(value: Any) -> Any:
    """As JSON has it; a row of another table by its name."""
    return str(value) if isinstance(value, models.Model) else value
