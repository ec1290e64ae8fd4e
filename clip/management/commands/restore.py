"""Restores a backup into an empty database and an empty folder: all of it or nothing."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clip.keeping import again, erasures, restoring
from clip.keeping.archive import DamagedError
from clip.keeping.restoring import RefusedError


class Command(BaseCommand):
    """What was erased after the backup was made is erased again before anybody reads it."""

    help = (
        "Restores a backup into an empty database. FILE may be - for a pipe, such as from age or gpg. "
        "--erasures names a list of what was erased since (erasures.jsonl), where this machine has not kept its own."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the backup; - for standard input")
        parser.add_argument("--erasures", help="a list of erasures kept elsewhere")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            self._take_over(options.get("erasures"))
            with _opened(file) as source:
                archive = restoring.restore(source)
        except (DamagedError, RefusedError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Restored, and compared: {restoring.figures(archive.manifest)}")
        if erased := again.erase_again(timezone.now()):
            self.stdout.write(f"Erased again, as was asked for since: {erased}")

    def _take_over(self, other: str | None) -> None:
        if other:
            erasures.merge(Path(other).read_text())


def _opened(file: str) -> IO[bytes]:
    """The backup as a file that can be read from any place; a pipe is copied first, to where nobody else reads."""
    if file != "-":
        return Path(file).open("rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(sys.stdin.buffer, copy)
    copy.seek(0)
    return copy
