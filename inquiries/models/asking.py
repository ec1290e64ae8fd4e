"""Questions about one person or one group that Django builds once: building one takes ten times as long as asking it.

`build` is called once for each `key` and kind of database, with keys that belong to nobody; the SQL that comes of it is
kept, and each call puts its own keys in their places.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

# They stand for the keys that a question is asked with, while it is built.
STAND_INS = [UUID(f"00000000-0000-4000-8000-a11b0d7a11b{place}") for place in range(4)]
QuerySet = models.QuerySet[Any]


@dataclass(frozen=True)
class Built:
    """A question in SQL, with the stand-ins among its parameters, and what its columns are called."""

    sql: str
    params: tuple[Any, ...]
    names: tuple[str, ...]

    def asked_with(self, keys: tuple[UUID, ...]) -> list[Any]:
        as_key, connection = models.UUIDField().get_db_prep_value, connections[DEFAULT_DB_ALIAS]
        places = {as_key(STAND_INS[n], connection): as_key(key, connection) for n, key in enumerate(keys)}
        return [places.get(value, value) if isinstance(value, str | UUID) else value for value in self.params]


_built: dict[Hashable, Built | None] = {}


def about(person: Any, key: Hashable, build: Callable[[UUID], QuerySet]) -> RawSQL | None:
    """The keys that `build(person)` finds, to stand behind `__in`; None where it can find nothing."""
    kept = _kept(key, lambda anybody: build(anybody).order_by().values("pk"), 1)
    return RawSQL(kept.sql, kept.asked_with((person.pk,))) if kept else None  # noqa: S611 - Django's own


def facts(key: Hashable, build: Callable[..., QuerySet], *keys: UUID) -> dict[str, Any]:
    """The one row of values that `build(*keys)` finds, as the database gives it (truth as 0 and 1 on SQLite); one query."""
    kept = _kept(key, build, len(keys))
    assert kept  # a question that can find nothing has no facts
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(kept.sql, kept.asked_with(keys))
        return dict(zip(kept.names, cursor.fetchone(), strict=True))


def _kept(key: Hashable, build: Callable[..., QuerySet], places: int) -> Built | None:
    place = (connections[DEFAULT_DB_ALIAS].vendor, key)
    if place not in _built:
        _built[place] = _build(build(*STAND_INS[:places]))
    return _built[place]


def _build(found: QuerySet) -> Built | None:
    try:
        sql, params = found.query.sql_with_params()
    except EmptyResultSet:  # no role reaches so far
        return None
    return Built(sql, tuple(params), (*found.query.values_select, *found.query.annotation_select))
