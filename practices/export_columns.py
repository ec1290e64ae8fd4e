"""How an export says things: for whom, the columns of a sheet, and what stands in each cell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries.http import Hat
from inquiries.models import Group, Membership, User
from inquiries.writing_sheets import Cell
from practices import sharing

A_CHUNK = 2000  # rows that are read from the database at a time
NAME, DAY, WORDS = 24, 13, 60  # how wide columns are
Rows = Iterable[Any]


@dataclass(frozen=True)
class Reader:
    """For whom an export is made, in the one hat that they wear at its group.

    Above the group there are no `names`, so that no column can say one there.
    """

    user: User
    group: Group
    hat: Hat
    names: dict[UUID, tuple[str, str]] = field(
        default_factory=dict
    )  # of each place: the person, the organisation

    @property
    def is_inside(self) -> bool:
        return isinstance(self.hat, Membership)

    def name(self, place: UUID | None) -> str:
        return self.names.get(place, ("", ""))[0] if place else ""

    def organisation(self, place: UUID | None) -> str:
        return self.names.get(place, ("", ""))[1] if place else ""

    def visible(self, model: Any) -> Any:
        """The rows of this group that they may read, as its pages ask for them."""
        return model._default_manager.visible_to(self.user).filter(group=self.group)

    def read(self, rows: "QuerySet[Any, Any]") -> Rows:
        """Rows a chunk at a time; above the group those that name nobody of it, as on every page there."""
        if self.is_inside:
            return rows.iterator(chunk_size=A_CHUNK)
        return sharing.readable(rows, self.group, self.hat)

    def below(
        self,
        rows: "QuerySet[Any, Any]",
        parent: str,
        parents: Any,
        *,
        own: Callable[[Any], bool] = lambda row: False,
    ) -> Rows:
        """Rows of things that they may read, such as the rounds of small tests; what they wrote themselves, whomever it names."""
        if self.is_inside:
            return self.read(rows.filter(**{f"{parent}__in": parents.order_by()}))
        keys = [row.pk for row in sharing.readable(parents, self.group, self.hat)]
        found = list(rows.filter(**{f"{parent}__in": keys}))
        nameless = {row.pk for row in sharing.readable(found, self.group, self.hat)}
        return [row for row in found if row.pk in nameless or own(row)]


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, its heading for people, and what a cell of it says of a row."""

    key: str
    label: Promise | str
    say: Callable[[Any, Reader], Cell]
    width: int = NAME
    is_inside: bool = False  # not read above the group

    @property
    def heading(self) -> str:
        return capfirst(str(self.label))


def cell(value: Any) -> Cell:
    """What a cell holds: days as days, numbers as numbers, yes or no in a word."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localdate(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    return value  # type: ignore[no-any-return]


def columns(model: type[models.Model], *names: str, is_inside: bool = False) -> tuple[Column, ...]:
    """Columns of a table, headed as its forms are."""
    return tuple(_column(model._meta.get_field(name), is_inside=is_inside) for name in names)


def column(model: type[models.Model], name: str, label: Promise) -> Column:
    """One under a heading of its own: no form asks for it."""
    return replace(_column(model._meta.get_field(name), is_inside=False), label=label)


def _column(of: Any, *, is_inside: bool) -> Column:
    labels = dict(of.flatchoices)
    read = attrgetter(of.attname)

    def say(row: Any, reader: Reader) -> Cell:
        value = read(row)
        return str(labels[value]) if value in labels else cell(value)

    return Column(of.name, of.verbose_name, say, _width(of), is_inside)


def _width(of: Any) -> int:
    if isinstance(of, models.DateField):
        return DAY
    return WORDS if isinstance(of, models.TextField) or (of.max_length or 0) > 120 else NAME


def value(key: str, label: Promise, path: str = "", *, width: int = NAME, is_inside: bool = False) -> Column:
    """What stands at a path of attributes, such as the words of the thing that a row belongs to."""
    read = attrgetter(path or key)
    return Column(key, label, lambda row, reader: cell(read(row)), width, is_inside)


def who(name: str, label: Promise | str) -> Column:
    """The name of somebody of the group, which is read inside it."""
    read = attrgetter(f"{name}_id")
    return Column(name, label, lambda row, reader: reader.name(read(row)), NAME, is_inside=True)


def organisation(name: str) -> Column:
    """Where they come from today."""
    read = attrgetter(f"{name}_id")
    label = _lazy("Organisation")
    return Column("organisation", label, lambda row, reader: reader.organisation(read(row)), is_inside=True)


def names(key: str, label: Promise | str) -> Column:
    """Several of the group, of rows that were read with them."""

    def say(row: Any, reader: Reader) -> Cell:
        return "; ".join(sorted(filter(None, (reader.name(one.pk) for one in getattr(row, key).all()))))

    return Column(key, label, say, NAME, is_inside=True)


def reference(of: str = "") -> Column:
    """What a row is found again by, or the row that it belongs to: it says nothing, and stays."""
    read = attrgetter(f"{of}_id" if of else "pk")
    label = _lazy("Belongs to") if of else _lazy("Reference")
    return Column("belongs_to" if of else "reference", label, lambda row, reader: str(read(row)), WORDS // 2)


@dataclass(frozen=True)
class Sheet:
    """One sheet: which rows a reader finds on it, by which row of the access table, and how each is said."""

    key: str
    title: Promise  # 31 letters at most
    thing: str
    rows: Callable[[Reader], Rows]
    columns: tuple[Column, ...]
    before: Promise | str = ""  # what happens before members read it: "once the recap is published"
    published: str = ""  # by which row more read it once it is published, where that is not its own
    is_own: bool = False  # nobody else's, whoever they are

    def columns_for(self, reader: Reader) -> list[Column]:
        return [column for column in self.columns if reader.is_inside or not column.is_inside]
