"""Subqueries about one person that Django builds once: building one takes ten times as long as asking it."""

from collections.abc import Callable, Hashable
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

ANYBODY = UUID("00000000-0000-4000-8000-a11b0d7a11b0")  # stands for the person while a subquery is built
Built = tuple[str, list[Any]] | None
_built: dict[Hashable, Built] = {}


def about(person: Any, key: Hashable, build: Callable[[UUID], models.QuerySet[Any]]) -> RawSQL | None:
    """The keys that `build(person)` finds, to stand behind `__in`; None where it can find nothing.

    `build` is called once for each `key` and kind of database, with a key that belongs to nobody; the SQL that comes of
    it is kept, and each call puts its own person in that place.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    place = (connection.vendor, key)
    if place not in _built:
        _built[place] = _build(build)
    kept = _built[place]
    if kept is None:
        return None
    as_key = models.UUIDField().get_db_prep_value
    anybody, mine = as_key(ANYBODY, connection), as_key(person.pk, connection)
    return RawSQL(kept[0], [mine if value == anybody else value for value in kept[1]])  # noqa: S611 - Django's own


def _build(build: Callable[[UUID], models.QuerySet[Any]]) -> Built:
    try:
        sql, params = build(ANYBODY).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # no role reaches so far
        return None
    return sql, list(params)
