"""Rows as lines that mean the same whichever database they came from, and digests to compare tables by.

A line is a JSON list of the columns in their order. The digest of a table is the sum of its lines' SHA-256: two
databases may give rows in another order, and are equal all the same.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.duration import duration_iso_string

from practices import indexing

LEFT_OUT = {
    "django_session": "whoever was signed in signs in again: a copy must not revive a session that was ended",
    "clip_cache": "counts of tries to sign in, which pass",
    "django_migrations": "named in the manifest, and made by migrating",
}
TOGETHER = 500  # rows read, or written, at a time
Table = type[models.Model]
Column: TypeAlias = "models.Field[Any, Any]"


@dataclass
class Digest:
    """How many rows a table has, and what they come to."""

    rows: int = 0
    sum: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(line).digest(), "big")) % 2**256

    @property
    def hex(self) -> str:
        return f"{self.sum:064x}"


def tables(apps: Apps | None = None) -> list[Table]:
    """Every table that is kept, by name: also those of many-to-many fields and of histories."""
    every = (apps or current_apps).get_models(include_auto_created=True)
    own = {model._meta.db_table: model for model in every if model._meta.managed and not model._meta.proxy}
    return [own[name] for name in sorted(own) if name not in LEFT_OUT]


def is_made_from_others(name: str) -> bool:
    """Whether this is a table of a search index: SQLite keeps one beside the rows that it is made from, and from them anew."""
    return name.startswith(indexing.INDEX)


def columns(table: Table) -> list[Column]:
    """The columns that are written, by name; what a database works out by itself is not."""
    written = [field for field in table._meta.local_concrete_fields if not getattr(field, "generated", False)]
    return sorted(written, key=lambda field: field.column)


def lines(table: Table, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """The rows of a table, one at a time, whatever its size."""
    names = [field.attname for field in columns(table)]
    found = table._base_manager.using(connection.alias).order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=TOGETHER):
        yield line(row)


def line(row: Iterable[Any]) -> bytes:
    return json.dumps(
        [_plain(value) for value in row], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def _plain(value: Any) -> Any:
    """A value as JSON has it, the same from either database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value


def digest(table: Table, connection: BaseDatabaseWrapper) -> Digest:
    found = Digest()
    for one in lines(table, connection):
        found.add(one)
    return found


def instance(table: Table, fields: list[Column], text: bytes) -> models.Model:
    """The row of a line."""
    values = json.loads(text)
    return table(**{field.attname: _typed(field, value) for field, value in zip(fields, values, strict=True)})


def _typed(field: Column, value: Any) -> Any:
    """A value as its field has it. A foreign key is kept as its target is; JSON stays what it is."""
    if value is None or isinstance(field, models.JSONField):
        return value
    target = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    return target.to_python(value)


def write(table: Table, rows: list[models.Model], connection: BaseDatabaseWrapper) -> None:
    """Insert rows as they were: no default is worked out, no moment set anew, no signal sent."""
    fields = columns(table)
    most = min(TOGETHER, max(connection.ops.bulk_batch_size(fields, rows), 1))
    for start in range(0, len(rows), most):
        # QuerySet.bulk_create would set auto_now columns anew; raw=True is what loaddata goes by.
        table._base_manager._insert(  # type: ignore[attr-defined]
            rows[start : start + most], fields=fields, using=connection.alias, raw=True
        )
