"""Writes a copy of what is kept about a person, to give to that person."""

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from clip.keeping import copying
from clip.management.commands.erase_person import found


class Command(BaseCommand):
    """For a request for one’s own data: what is theirs, in words, and nothing of others."""

    help = "Writes what is kept about a person into FILE, as JSON, for that person: their rows and words, nobody else’s."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("who", help="their email address, or their key")
        parser.add_argument("file", help="where to write it; only this account can read it")

    def handle(self, *args: Any, who: str, file: str, **options: Any) -> None:
        copy = copying.copy_of(found(who))
        text = json.dumps(copy, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        try:
            with os.fdopen(os.open(Path(file), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
                target.write(text + "\n")
        except FileExistsError:
            raise CommandError(f"{file} is there already: nothing is written over.") from None
        rows = sum(map(len, copy.values()))
        self.stdout.write(
            f"{rows} rows of {len(copy)} kinds. Look it over before you hand it on, and then delete it."
        )
