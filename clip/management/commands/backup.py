"""Backs Clip up into one file: every table as of one moment, and the files that its rows name."""

import os
import sys
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clip.keeping import backing_up, restoring
from clip.keeping.archive import DamagedError, Reader


class Command(BaseCommand):
    """A backup is one file, readable by this account alone, and read through before it gets its name."""

    help = (
        "Writes a backup: tables and files. FILE may be - for a pipe, such as into age or gpg. "
        "--verify reads a backup through and compares it with its own list of contents."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write it, or which to verify; - for standard output")
        parser.add_argument("--verify", action="store_true", help="write nothing: read FILE through")

    def handle(self, *args: Any, file: str, verify: bool = False, **options: Any) -> None:
        try:
            if verify:
                self._verify(Path(file))
            elif file == "-":
                manifest = backing_up.back_up(sys.stdout.buffer, at=timezone.now())
                self._tell(manifest)
            else:
                self._write(Path(file))
        except (DamagedError, backing_up.NotMigratedError, OSError) as problem:
            raise CommandError(str(problem)) from problem

    def _verify(self, path: Path) -> None:
        with path.open("rb") as source:
            archive = Reader(source)
            archive.verify()
        self.stdout.write(f"Whole: {restoring.figures(archive.manifest)}")
        self._tell_missing(archive.manifest)

    def _write(self, path: Path) -> None:
        if path.exists():
            raise CommandError(f"{path} is there already: a backup never writes over another.")
        part = path.with_name(f".{path.name}.part")
        try:
            with _opened_for_oneself(part) as target:
                manifest = backing_up.back_up(target, at=timezone.now())
                target.flush()
                os.fsync(target.fileno())
            with part.open("rb") as source:
                Reader(source).verify()
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
        self._tell(manifest)

    def _tell(self, manifest: dict[str, Any]) -> None:
        """On standard error: standard output may be the backup itself."""
        self.stderr.write(self.style.SUCCESS(f"Backed up: {restoring.figures(manifest)}"))
        self._tell_missing(manifest)

    def _tell_missing(self, manifest: dict[str, Any]) -> None:
        for name in manifest["missing"]:
            self.stderr.write(self.style.WARNING(f"A row names the file {name}, and it was not there."))


def _opened_for_oneself(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
