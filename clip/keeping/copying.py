"""A copy of what is kept about one person, for that person: their rows and their words, and nobody else’s."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from clip.keeping.copy_writers import WRITTEN, read_with, said_to
from inquiries import keeping
from inquiries.keeping import Table, Tier
from inquiries.models import Membership, User
from inquiries.models.base import Removable
from meetings.models import Action, Meeting
from practices.models import SmallTest

Model = type[models.Model]
Row = dict[str, Any]
Copy = dict[str, list[Row]]

# Of these tables only some of the rows that somebody wrote down are theirs: a map of the group is the group's.
THEIRS = {"practices.Holding": {"owner__isnull": False}}


def copy_of(person: User) -> Copy:
    """Every table with something of theirs: what stands in each column that is theirs to have (inquiries/keeping.py).

    Secrets are left out, what others wrote, and who those others are. What they took on stands there as they may read it
    today, whoever wrote it down. A fixed number of queries, a few for each table.
    """
    found: Copy = {}
    for model in keeping.models_kept():
        if model._meta.auto_created or keeping.history_of(model):
            continue
        for part in parts_of(model):
            rows = _read(part, person)
            if rows:
                found[part.kind] = rows
    return found | _taken_on(person)


@dataclass(frozen=True)
class Part:
    """Some of the rows of a table: those that one way leads to somebody, and which columns of them are theirs."""

    kind: str
    model: Model
    path: str
    columns: "tuple[models.Field[Any, Any], ...]"
    is_of_group: bool = False  # written down by them, and the group's: what it put in the bin nobody reads


def parts_of(model: Model) -> list[Part]:
    """Somebody's own rows of a table, what they said in it, and what carries their name as writer."""
    table, name = keeping.table_of(model), str(model._meta.verbose_name)
    found = [Part(name, model, table.person, _own_columns(model, table))] if table.person else []
    for path, names in table.words.items():
        if path != table.person:
            kind = f"{name} {path}" if found else name
            found.append(Part(kind, model, path, _said_columns(model, path, names.split(), is_row=not found)))
    if model._meta.label in WRITTEN:
        path, names = WRITTEN[model._meta.label]
        found.append(
            Part(f"{name} {path}", model, path, _said_columns(model, path, names.split(), is_row=True), True)
        )
    return found


def _own_columns(model: Model, table: Table) -> "tuple[models.Field[Any, Any], ...]":
    said_by_others = {
        name for path, names in table.words.items() if path != table.person for name in names.split()
    }
    return tuple(
        column
        for column in _columns(model)
        if keeping.rule_of(model, column).is_exported and column.name not in said_by_others
    )


def _said_columns(
    model: Model, path: str, names: list[str], *, is_row: bool
) -> "tuple[models.Field[Any, Any], ...]":
    """Their words, with where and when; what was chosen beside them too, where the row is theirs and no answer in another's."""
    others = keeping.table_of(model).others.split()
    when = path.removesuffix("_by")
    return tuple(
        column
        for column in _columns(model)
        if (column.name in names and column.name not in others)
        or isinstance(column, models.ForeignKey)
        or (is_row and (column.choices or isinstance(column, models.DateField)))
        or (isinstance(column, models.DateField) and column.name == f"{when}_at")
    )


def _columns(model: Model) -> "list[models.Field[Any, Any]]":
    """All, of the keys those of places alone: the name of anything else is somebody's words."""
    every = model._meta.local_concrete_fields
    return [column for column in every if not isinstance(column, models.ForeignKey) or _is_place(column)]


def _read(part: Part, person: User) -> list[Row]:
    """The rows, each column by what it is called, and what it is said to; what is empty is left out."""
    model, way = part.model, part.path
    to = model if way in ("pk", "id") else keeping.leads_to(model, way)
    who: dict[str, Any] = {way if to is User else f"{way}__person": person.pk} | THEIRS.get(
        model._meta.label, {}
    )
    if part.is_of_group and issubclass(model, Removable):
        who["removed_at"] = None
    places = [column for column in part.columns if isinstance(column, models.ForeignKey)]
    keys = [f"{one.name}__group" if one.related_model is Meeting else one.name for one in places]
    rows = model._base_manager.filter(**who).select_related(*keys, *read_with(model))
    return [
        said_to(row, person)
        | {
            str(column.verbose_name): _plain(row, column)
            for column in part.columns
            if _is_filled(row, column)
        }
        for row in rows
    ]


def _is_place(column: "models.ForeignKey[Any, Any]") -> bool:
    """Whether it points to a group, an organisation or a meeting: the name of anything else is somebody's words."""
    related = column.related_model
    assert isinstance(related, type)
    if related in (User, Membership):
        return False
    return related is Meeting or (keeping.table_of(related).tier == Tier.PLAIN and hasattr(related, "name"))


def _is_filled(row: models.Model, column: "models.Field[Any, Any]") -> bool:
    return getattr(row, column.name) not in (None, "", [], {})


def _plain(row: models.Model, column: "models.Field[Any, Any]") -> Any:
    """As JSON has it; a row of another table by its name, and what was chosen as its page says it."""
    value = getattr(row, column.name)
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, Meeting):
        return f"{value.group}, {value}"
    return str(value) if isinstance(value, models.Model) else value


# --- what they took on ----------------------------------------------------------------------------


def _taken_on(person: User) -> Copy:
    """The actions that they lead or help with and the small tests that they lead, of those that they may read."""
    actions = (
        Action.objects.visible_to(person).of_person(person.pk).select_related("group", "meeting", "lead")
    )
    tests = SmallTest.objects.visible_to(person).filter(lead__person=person).select_related("group")
    found = {
        "action": [_action(row, person) for row in actions.order_by("agreed_at", "pk")],
        "small test": [_small_test(row) for row in tests.order_by("starts_on", "pk")],
    }
    return {name: rows for name, rows in found.items() if rows}


def _action(row: Action, person: User) -> Row:
    said: Row = {
        "group": str(row.group),
        "what": row.text,
        "you": "lead" if row.lead.person_id == person.pk else "help",
        "state": str(row.get_state_display()),
        "by when": row.due_on,
        "agreed at": row.agreed_at,
    }
    return said | ({"meeting": str(row.meeting)} if row.meeting else {})


def _small_test(row: SmallTest) -> Row:
    return {
        "group": str(row.group),
        "what": row.what,
        "stage": str(row.get_stage_display()),
        "from when": row.starts_on,
        "when we look at it": row.look_on,
    }
