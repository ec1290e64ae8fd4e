"""Prints what each table and each file comes to: two copies of Clip are the same where these are."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from clip.keeping import backing_up
from clip.keeping.rows import digest, tables


class Command(BaseCommand):
    """Rows and digest of every table that is backed up, and SHA-256 of every file, as one JSON object."""

    help = (
        "Prints rows and digest of each table and the SHA-256 of each file, as JSON: what a drill compares."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with backing_up.snapshot():
            rows = {table._meta.db_table: digest(table, connection) for table in tables()}
            files = sorted(backing_up.named_files())
        folder = Path(settings.MEDIA_ROOT)
        found = {
            "tables": {name: {"rows": one.rows, "digest": one.hex} for name, one in rows.items()},
            "media": {name: _sha256(folder / name) for name in files},
        }
        self.stdout.write(json.dumps(found))


def _sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
