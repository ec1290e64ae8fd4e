"""A copy of what is kept about one person, for that person: their rows and their words, and nobody else’s."""

from typing import Any

from django.db import models

from inquiries import keeping
from inquiries.keeping import Erasure, Table, Tier
from inquiries.models import Membership, User
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
    today, whoever wrote it down. A fixed number of queries, one or two for each table.
    """
    found: Copy = {}
    for model in keeping.models_kept():
        if model._meta.auto_created or keeping.history_of(model):
            continue
        table = keeping.table_of(model)
        rows = [*_own_rows(model, table, person), *_words(model, table, person)]
        if rows:
            found[str(model._meta.verbose_name)] = rows
    return found | _taken_on(person)


def _own_rows(model: Model, table: Table, person: User) -> list[Row]:
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


def _words(model: Model, table: Table, person: User) -> list[Row]:
    """What they said in tables that are no one person's, with where and when."""
    found: list[Row] = []
    for path, names in table.words.items() if not table.person else []:
        who = {path: person.pk} if keeping.leads_to(model, path) is User else {f"{path}__person": person.pk}
        columns = [
            column
            for column in model._meta.local_concrete_fields
            if _is_said_in(model, column, names) or isinstance(column, models.DateField | models.ForeignKey)
        ]
        found += _read(model, who | THEIRS.get(model._meta.label, {}), columns)
    return found


def _is_said_in(model: Model, column: "models.Field[Any, Any]", names: str) -> bool:
    rule = keeping.rule_of(model, column)
    return column.name in names.split() and rule.erasure == Erasure.CHOOSE and rule.is_exported


def _read(model: Model, who: dict[str, Any], columns: "list[models.Field[Any, Any]]") -> list[Row]:
    """The rows, each column by what it is called; what is empty, and what it points to but a place, is left out."""
    kept = [column for column in columns if not isinstance(column, models.ForeignKey) or _is_place(column)]
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


def _is_place(column: "models.ForeignKey[Any, Any]") -> bool:
    """Whether it points to a group, an organisation or a meeting: the name of anything else is somebody's words."""
    related = column.related_model
    assert isinstance(related, type)
    if related in (User, Membership):
        return False
    return related is Meeting or (keeping.table_of(related).tier == Tier.PLAIN and hasattr(related, "name"))


def _is_filled(row: models.Model, column: "models.Field[Any, Any]") -> bool:
    return getattr(row, column.name) not in (None, "", [], {})


def _plain(value: Any) -> Any:
    """As JSON has it; a row of another table by its name."""
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
