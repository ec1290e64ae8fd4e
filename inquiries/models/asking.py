"""Questions about one person or one group that Django builds once: building one takes ten times as long as asking it.

`build` is called once for each `key` and kind of database, with keys that belong to nobody and days when nothing was; the
SQL that comes of it is kept, and each call puts its own keys and days in their places.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL
from django.db.models.query import RawQuerySet

M = TypeVar("M", bound=models.Model)
QuerySet = models.QuerySet[Any]
Key = UUID | date | datetime
FIELDS: dict[type, Any] = {
    UUID: models.UUIDField(),
    date: models.DateField(),
    datetime: models.DateTimeField(),
}


@dataclass(frozen=True)
class Built:
    """A question in SQL, with the stand-ins among its parameters, what its columns are called, and what they hold."""

    sql: str
    params: tuple[Any, ...]
    stand_ins: tuple[Key, ...]
    names: tuple[str, ...]
    columns: tuple[Any, ...]

    def asked_with(self, keys: tuple[Key, ...]) -> list[Any]:
        connection, places = connections[DEFAULT_DB_ALIAS], {}
        for stand_in, key in zip(self.stand_ins, keys, strict=True):
            written = FIELDS[type(stand_in)].get_db_prep_value
            places[written(stand_in, connection)] = written(key, connection)
        return [places.get(value, value) if isinstance(value, str | Key) else value for value in self.params]

    def fetched(self, keys: tuple[Key, ...]) -> list[tuple[Any, ...]]:
        """The rows as the database gives them; one query."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.sql, self.asked_with(keys))
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


_built: dict[Hashable, Built | None] = {}


def about(person: Any, key: Hashable, build: Callable[[UUID], QuerySet]) -> RawSQL | None:
    """The keys that `build(person)` finds, to stand behind `__in`; None where it can find nothing."""
    kept = _kept(key, lambda anybody: build(anybody).order_by().values("pk"), (person.pk,))
    return RawSQL(kept.sql, kept.asked_with((person.pk,))) if kept else None  # noqa: S611 - Django's own


def facts(key: Hashable, build: Callable[..., QuerySet], *keys: Key) -> dict[str, Any]:
    """The one row of values that `build(*keys)` finds, as the database gives it (truth as 0 and 1 on SQLite); one query."""
    kept = _kept(key, build, keys)
    assert kept  # a question that can find nothing has no facts
    return dict(zip(kept.names, kept.fetched(keys)[0], strict=True))


def values(key: Hashable, build: Callable[..., QuerySet], *keys: Key) -> list[tuple[Any, ...]]:
    """The rows of values that `build(*keys)` finds, each value as its field has it; one query, none where it finds nothing."""
    kept = _kept(key, build, keys)
    if kept is None:
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    compiler = models.sql.Query(None).get_compiler(connection=connection)
    read = compiler.apply_converters(kept.fetched(keys), compiler.get_converters(kept.columns))
    return [tuple(row) for row in read]


def rows(model: type[M], key: Hashable, build: Callable[..., QuerySet], *keys: Key) -> "RawQuerySet[M]":
    """The rows of a model that `build(*keys)` finds, each with its annotations as the database gives them; one query.

    `build` may join no other row to them (`select_related`): columns go by their names.
    """
    kept = _kept(key, build, keys)
    assert kept  # nor has it rows
    return model._default_manager.raw(kept.sql, kept.asked_with(keys))


def _kept(key: Hashable, build: Callable[..., QuerySet], keys: tuple[Key, ...]) -> Built | None:
    place = (connections[DEFAULT_DB_ALIAS].vendor, key)
    if place not in _built:
        stand_ins = tuple(_stand_in(one, number) for number, one in enumerate(keys))
        _built[place] = _build(build(*stand_ins), stand_ins)
    return _built[place]


def _stand_in(key: Key, number: int) -> Key:
    """What stands for the key at this place while a question is built: nobody, or a day long before Clip."""
    long_ago = datetime(1901, 1, 1, tzinfo=UTC) + timedelta(days=number)
    if isinstance(key, datetime):
        return long_ago
    return long_ago.date() if isinstance(key, date) else UUID(f"00000000-0000-4000-8000-a11b0d7a11b{number}")


def _build(found: QuerySet, stand_ins: tuple[Key, ...]) -> Built | None:
    compiler = found.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # no role reaches so far
        return None
    names = (*found.query.values_select, *found.query.annotation_select)
    columns = tuple(expression for expression, _sql, _alias in compiler.select[: compiler.col_count])
    return Built(sql, tuple(params), stand_ins, names, columns)
