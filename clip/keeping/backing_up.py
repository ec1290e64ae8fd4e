"""Backing up: every table as of one moment, and the files that its rows name, in one archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from clip import VERSION
from clip.keeping import erasures
from clip.keeping.archive import ERASURES, Writer
from clip.keeping.rows import LEFT_OUT, columns, lines, tables


class NotMigratedError(Exception):
    """The tables are not those of this code."""


def back_up(file: IO[bytes], *, at: datetime) -> dict[str, Any]:
    """Write the archive; gives its manifest. Others go on reading and writing meanwhile."""
    writer = Writer(file)
    with snapshot():
        migrations = applied()
        for table in tables():
            names = [field.column for field in columns(table)]
            writer.add_table(table._meta.db_table, names, lines(table, connection))
        missing = _add_files(writer)
    writer.add_text(ERASURES, erasures.text())
    return writer.close(
        {
            "clip": VERSION,
            "made_at": at.isoformat(),
            "database": connection.vendor,
            "migrations": migrations,
            "missing": missing,
            "left_out": LEFT_OUT,
        }
    )


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees one moment, and holds up nobody.

    PostgreSQL gives it by REPEATABLE READ; SQLite by a transaction that only reads, which its log of writes allows
    beside one that writes. Clip’s other transactions take SQLite’s write lock as they begin.
    """
    is_outermost = not connection.in_atomic_block
    usual = getattr(connection, "transaction_mode", None)
    if usual:
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # of the SQLite backend
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                _look_at_one_moment(is_outermost)
            yield
    finally:
        if usual:
            connection.transaction_mode = usual  # type: ignore[attr-defined]


def _look_at_one_moment(is_outermost: bool) -> None:
    with connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def applied() -> dict[str, list[str]]:
    """The migrations of the tables, by app; refuses where this code has others."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigratedError("The tables are not those of this version: run manage.py migrate first.")
    found: dict[str, list[str]] = {}
    for app, name in sorted(executor.loader.applied_migrations):
        if (app, name) in executor.loader.disk_migrations:
            found.setdefault(app, []).append(name)
    return found


def _add_files(writer: Writer) -> list[str]:
    """Every file that a row names; gives the names of those that are not there."""
    missing, folder = [], Path(settings.MEDIA_ROOT)
    for name in sorted(named_files()):
        path = folder / name
        if path.is_file():
            writer.add_file(name, path)
        else:
            missing.append(name)
    return missing


def named_files() -> set[str]:
    """The names in every file column of every table."""
    names: set[str] = set()
    for table in apps.get_models(include_auto_created=True):
        for field in table._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                named = table._base_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
                names.update(named.values_list(field.name, flat=True))
    return names
