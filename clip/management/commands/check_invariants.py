"""Says whether all still fits together: rows, mails, files, erasures. After a crash, an upgrade, a restore."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from clip.keeping import invariants

SHOWN = 10


class Command(BaseCommand):
    """Reads only; ends with 1 where something is broken."""

    help = "Checks what must always hold, and names the rows that break it; ends with 1 where any does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object, for a monitor")

    def handle(self, *args: Any, **options: Any) -> None:
        found = invariants.broken(timezone.now())
        count = sum(map(len, found.values()))
        if options["json"]:
            checks = {name: {"violations": len(rows), "rows": rows[:SHOWN]} for name, rows in found.items()}
            self.stdout.write(json.dumps({"violations": count, "checks": checks}))
        else:
            self._tell(found)
        if count:
            sys.exit(1)

    def _tell(self, found: dict[str, list[str]]) -> None:
        for name, rows in found.items():
            self.stdout.write(f"{len(rows):6}  {name}")
            for row in rows[:SHOWN]:
                self.stdout.write(f"            {row}")
