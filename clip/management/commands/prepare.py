"""Brings a database and its static files to where `serve` can start: what ./run and a deployment call first."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """One process for all that stands between a fresh copy and the first page: each start of Django costs a second."""

    help = "Migrates, gathers static files and translations where they changed, and seeds an empty demo."

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.STATE_DIR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.gather_static_files()
        self.compile_messages()
        if settings.CLIP_DEMO and not get_user_model().objects.exists():
            self.stdout.write("Seeding the demo …")
            call_command("demo", stdout=self.stdout)

    def gather_static_files(self) -> None:
        """Compressing them takes seconds, so it is done only when one of them changed."""
        stamp = Path(settings.STATIC_ROOT) / ".gathered"
        state = hashlib.sha256("\n".join(static_files()).encode()).hexdigest()
        if stamp.exists() and stamp.read_text() == state:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)

    def compile_messages(self) -> None:
        """Nothing is lost without gettext as long as the only language is the one the code is written in."""
        catalogues = Path(settings.BASE_DIR).glob("locale/*/LC_MESSAGES/*.po")
        if shutil.which("msgfmt") and any(is_newer(po, po.with_suffix(".mo")) for po in catalogues):
            call_command("compilemessages", ignore_patterns=[".venv", "var"], verbosity=0)


def static_files() -> Iterator[str]:
    """Each static file with what tells that it changed, for all apps and folders."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            yield f"{path} {facts.st_size} {facts.st_mtime_ns}"


def is_newer(source: Path, made: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime
