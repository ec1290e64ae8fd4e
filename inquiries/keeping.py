"""What is kept of whom, how open it is, for how long, and how it is forgotten: the tables of that, as code reads them.

The rows stand as data in one file an app (`keeping_table.py`, named in settings.KEEPING_TABLES). Erasure, terms, and
whoever exports read them here, and a test fails on a table or a column that stands in none: so what is added tomorrow
is erased tomorrow too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, TypeAlias

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _now

Column: TypeAlias = "models.Field[Any, Any]"


class Tier(StrEnum):
    """How open a column is; a table says it for its rows, secrets are a tier of their own."""

    PLAIN = "A"  # keys, dates, places: nothing that anybody said or is
    PERSONAL = "B"  # who somebody is, and what the group wrote down
    CANDID = "C"  # what is said only because few read it
    SECRET = "S"  # noqa: S105 - what opens something; never shown, never exported


class Erasure(StrEnum):
    """What becomes of a column when a person is erased."""

    KEEP = "kept: it tells of nobody"
    EMPTY = "emptied in their own rows, names taken out everywhere"
    WHOLE = "emptied where it names them"
    CHOOSE = "kept without their name or deleted, as they choose; names taken out everywhere"
    SCRUB = "names taken out everywhere"
    FILE = "the file is taken away, and drawn anew without them"


@dataclass(frozen=True)
class Table:
    """One table. Columns are named between spaces; dates, numbers, yes or no and keys of rows need no naming."""

    term: str  # for how long, a name in TERMS
    tier: Tier
    place: str = ""  # the way from a row to its group
    person: str = ""  # the way from a row to the person whose it is
    goes: bool = False  # rows go with their person, and with nothing left behind
    own: str = ""  # what says who somebody is, or is theirs alone: emptied in their rows
    words: Mapping[str, str] = field(default_factory=dict)  # the way to who said it → the columns
    shared: str = ""  # what several wrote, or what names a place
    whole: str = ""  # what is about one person where it names them: emptied as a whole
    others: str = (
        ""  # of those above, what somebody else wrote or who they are: in nobody's copy of their own
    )
    codes: str = ""  # words of the machine, which nobody types
    secrets: str = ""
    files: str = ""
    folded: Mapping[str, str] = field(default_factory=dict)  # a folded column → the one it is made from
    wording_of: str = ""  # the way to the row of which this is an earlier wording
    alone: Mapping[str, Any] = field(
        default_factory=dict
    )  # which rows their owner alone reads: theirs to the end
    named: str = ""  # who it is put down to in public: taken off where the words are withdrawn


@dataclass(frozen=True)
class Rule:
    """What holds for one column."""

    tier: Tier
    term: str
    erasure: Erasure
    is_exported: bool  # to the person, among what is theirs


class UnclassifiedError(LookupError):
    """A table or column stands in no keeping_table.py."""


MACHINE_FIELDS = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)
OF_HISTORY = {"history_id", "history_date", "history_type", "history_change_reason"}


def _modules() -> Iterator[ModuleType]:
    for path in settings.KEEPING_TABLES:
        yield import_module(path)


@cache
def listed() -> dict[str, Table]:
    """Every row of the tables, by the label of its model."""
    rows: dict[str, Table] = {}
    for module in _modules():
        rows.update(module.TABLES)
    return rows


@cache
def terms() -> dict[str, str | Promise]:
    """How long things are kept, in sentences for everybody; nothing where that tells nobody anything."""
    found: dict[str, str | Promise] = {}
    for module in _modules():
        found.update(module.TERMS)
    return found


def models_kept() -> list[type[models.Model]]:
    """Every table there is, histories and many-to-many fields too; those that hang on others come first."""
    every = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    order = {label: number for number, label in enumerate(listed())}
    return sorted(every, key=lambda model: order.get(model._meta.label, -1))


def history_of(model: type[models.Model]) -> type[models.Model] | None:
    """The table of which this is the history."""
    return getattr(model, "instance_type", None) if hasattr(model, "history_id") else None


@cache
def table_of(model: type[models.Model]) -> Table:
    """What holds for a model: a history follows its table, a many-to-many field holds keys alone."""
    label = model._meta.label
    if label in listed():
        return listed()[label]
    origin = history_of(model)
    if origin:
        return table_of(origin)
    if model._meta.auto_created:
        return Table(term="with its rows", tier=Tier.PLAIN)
    raise UnclassifiedError(
        f"{label} stands in no keeping_table.py: say what is kept in it, of whom and how long."
    )


def rule_of(model: type[models.Model], column: Column) -> Rule:
    """What holds for a column, or UnclassifiedError."""
    table = table_of(model)
    if column.name in table.secrets.split():
        return Rule(Tier.SECRET, table.term, Erasure.EMPTY, is_exported=False)
    erasure = _erasure_of(model, table, column)
    is_theirs = bool(table.person) and erasure in (Erasure.EMPTY, Erasure.WHOLE, Erasure.KEEP)
    is_exported = (is_theirs or erasure == Erasure.CHOOSE) and column.name not in table.others.split()
    return Rule(table.tier, table.term, erasure, is_exported)


def _erasure_of(model: type[models.Model], table: Table, column: Column) -> Erasure:
    history = OF_HISTORY if history_of(model) else set()
    named = [
        (Erasure.EMPTY, table.own.split()),
        (Erasure.CHOOSE, said(table)),
        (Erasure.WHOLE, table.whole.split()),
        (Erasure.SCRUB, [*table.shared.split(), *table.folded, *history]),
        (Erasure.FILE, table.files.split()),
        (Erasure.KEEP, table.codes.split()),
    ]
    found = next((erasure for erasure, names in named if column.name in names), None)
    if found:
        return found
    if column.choices or isinstance(column, MACHINE_FIELDS):
        return Erasure.KEEP
    label = model._meta.label
    raise UnclassifiedError(f"{label}.{column.name} stands in no keeping_table.py: say whose words it holds.")


def withdrawn() -> str:
    """What stands where somebody's words stood."""
    return _now("(withdrawn)")


def said(table: Table) -> set[str]:
    """The columns that hold what somebody said."""
    return {name for names in table.words.values() for name in names.split()}


def texts(model: type[models.Model]) -> list[str]:
    """The columns in which somebody may be named: whatever people type."""
    table = table_of(model)
    wanted = {*table.own.split(), *said(table), *table.shared.split(), *table.whole.split()}
    if history_of(model):
        wanted.add("history_change_reason")
    return [column.name for column in model._meta.local_concrete_fields if column.name in wanted]


def leads_to(model: type[models.Model], path: str) -> type[models.Model]:
    """The model at the end of a way through keys; `pk` and `id` stay where they are."""
    for step in path.split("__"):
        related = model._meta.get_field(step).related_model if step not in ("pk", "id") else model
        assert isinstance(related, type)  # a way of the tables goes by keys alone, says a test
        model = related
    return model
