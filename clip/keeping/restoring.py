"""Restoring: an archive into an empty database and an empty folder, all of it or nothing.

Before a row is written the archive is read through and compared with its manifest; before the rows are kept each
table is read back and compared too.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.apps.registry import Apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from clip import VERSION
from clip.keeping import erasures
from clip.keeping.archive import FORMAT, DamagedError, Reader
from clip.keeping.rows import TOGETHER, Table, columns, digest, instance, is_made_from_others, tables, write

MADE_BY_MIGRATING = {"django_content_type", "auth_permission", "django_migrations", "sqlite_sequence"}
PASSING = {"clip_cache", "django_session", "inquiries_heartbeat"}  # may have rows where nobody has worked yet


class RefusedError(Exception):
    """It can't be restored here; the text says why and what to do."""


def restore(file: IO[bytes]) -> Reader:
    """Restore an archive; gives it back, read and verified. The tables end as those of this version.

    What was erased since is for the caller to erase again (erasures.listed()).
    """
    archive = Reader(file)
    targets = _known(archive)
    archive.verify()
    refuse_unless_empty(archive)
    state = _migrate_to(targets, archive)
    with placed(archive), transaction.atomic():
        _load(archive, state)
    call_command("migrate", verbosity=0, interactive=False)
    ContentType.objects.clear_cache()
    erasures.merge(archive.erasures())
    return archive


# --- may it be? -----------------------------------------------------------------------------------


def _known(archive: Reader) -> dict[str, list[str]]:
    """The migrations that the backup was made with; refuses those that this version does not have."""
    said, loader = archive.manifest, MigrationExecutor(connection).loader
    newer = [
        f"{app}.{name}"
        for app, names in said["migrations"].items()
        for name in names
        if (app, name) not in loader.disk_migrations
    ]
    if said["format"] > FORMAT or newer:
        raise RefusedError(
            f"This backup was made by a newer Clip ({said['clip']}; this is {VERSION}). "
            "Install that version or a later one, and restore with it."
        )
    return dict(said["migrations"])


def refuse_unless_empty(archive: Reader) -> None:
    """Nothing is written over, and nothing is mixed."""
    filled = [
        name
        for name in connection.introspection.table_names()
        if name not in PASSING | MADE_BY_MIGRATING and not is_made_from_others(name)
    ]
    with connection.cursor() as cursor:
        for name in filled:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608 - the database's own
            if cursor.fetchone():
                raise RefusedError(
                    f"The database is not empty: {name} has rows. Nothing was changed. "
                    "Restore into a new database (DATABASE_URL, or CLIP_STATE for SQLite)."
                )
    folder = Path(settings.MEDIA_ROOT)
    there = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    strange = [path for path in there if not _is_of(archive, path.relative_to(folder).as_posix(), path)]
    if strange:
        raise RefusedError(
            f"The folder {folder} holds files already, such as {strange[0].name}. Nothing was changed. "
            "Name an empty one with CLIP_STATE."
        )


def _is_of(archive: Reader, name: str, path: Path) -> bool:
    """A file that is the same in the archive: an earlier restore was broken off after it."""
    said = archive.manifest["media"].get(name)
    return bool(said) and path.stat().st_size == said["bytes"]


# --- tables ---------------------------------------------------------------------------------------


def _migrate_to(targets: dict[str, list[str]], archive: Reader) -> Apps:
    """Bring the empty tables to where those of the backup were; gives the models of that moment."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, names in targets.items() for name in names}
    leaves = [
        key
        for key in sorted(wanted)
        if not any(
            child.key in wanted and child.key[0] == key[0]
            for child in executor.loader.graph.node_map[key].children
        )
    ]
    try:
        executor.migrate(leaves)
    except DatabaseError as problem:
        raise RefusedError(f"The tables could not be made: {problem}") from problem
    state: Apps = executor.loader.project_state(leaves).apps
    _refuse_other_columns(state, archive)
    return state


def _refuse_other_columns(state: Apps, archive: Reader) -> None:
    """Migrations of one name may differ between two builds of a version that was never released."""
    here = {table._meta.db_table: [field.column for field in columns(table)] for table in tables(state)}
    said = {name: table["columns"] for name, table in archive.manifest["tables"].items()}
    other = sorted(name for name in said if set(said[name]) != set(here.get(name, [])))
    if other:
        raise RefusedError(
            f"This backup was made by another build of Clip {archive.manifest['clip']}: its table {other[0]} has other "
            "columns. Restore it with the very version that made it."
        )


def _load(archive: Reader, state: Apps) -> None:
    """Write all rows and read them back, in the caller's transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
    kept = [table for table in tables(state) if table._meta.db_table in archive.manifest["tables"]]
    _clear(kept)
    for table in kept:
        _load_table(archive, table)
    _count_on(kept)
    try:
        connection.check_constraints()
    except DatabaseError as problem:
        raise DamagedError(f"The rows of the backup do not fit together: {problem}") from problem
    for table in kept:
        _compare(archive, table)


def _clear(kept: list[Table]) -> None:
    """Take out what migrating made, which the backup has with keys of its own."""
    made = [table for table in kept if table._meta.db_table in MADE_BY_MIGRATING | PASSING]
    for table in sorted(made, key=lambda table: table._meta.db_table):  # permissions before content types
        table._base_manager.all().delete()


def _load_table(archive: Reader, table: Table) -> None:
    name = table._meta.db_table
    said = archive.manifest["tables"][name]["columns"]
    own = {field.column: field for field in columns(table)}
    fields = [own[column] for column in said]
    lines = archive.lines(name)
    while some := list(islice(lines, TOGETHER)):
        try:
            write(table, [instance(table, fields, line) for line in some], connection)
        except (DatabaseError, ValueError) as problem:
            raise DamagedError(f"The rows of {name} can’t be written: {problem}") from problem


def _count_on(kept: list[Table]) -> None:
    """Let new rows be numbered after those that came."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)


def _compare(archive: Reader, table: Table) -> None:
    name = table._meta.db_table
    said, found = archive.manifest["tables"][name], digest(table, connection)
    if (found.rows, found.hex) != (said["rows"], said["digest"]):
        raise DamagedError(f"The table {name} reads otherwise than it was backed up. Nothing was kept.")


# --- files ----------------------------------------------------------------------------------------


@contextmanager
def placed(archive: Reader) -> Iterator[None]:
    """The files in their folder, which appears whole or not at all; taken away again where the rows fail."""
    folder = Path(settings.MEDIA_ROOT)
    fresh = folder.with_name(f".{folder.name}.{uuid4().hex}")
    try:
        fresh.mkdir(parents=True)
        for name in archive.manifest["media"]:
            _write_file(archive, name, fresh)
        shutil.rmtree(folder, ignore_errors=True)  # empty, or what an earlier try left
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write_file(archive: Reader, name: str, folder: Path) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for block in archive.blocks(name):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def figures(manifest: dict[str, Any]) -> str:
    """What is in an archive, for who made or restored it."""
    rows = sum(table["rows"] for table in manifest["tables"].values())
    size = sum(file["bytes"] for file in manifest["media"].values())
    return (
        f"{len(manifest['tables'])} tables, {rows:,} rows; {len(manifest['media'])} files, {size / 2**20:.1f} MB; "
        f"Clip {manifest['clip']}, {manifest['made_at'][:16].replace('T', ' ')}"
    )
