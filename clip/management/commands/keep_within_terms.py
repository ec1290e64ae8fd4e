"""Lets go of all whose term is over; the clock does it once a day by itself."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from clip.keeping import terms


class Command(BaseCommand):
    """Mails' texts, the bin, links, imports, papers, sessions, tries, the admin's log."""

    help = "Lets go of all whose term is over (docs/operating.md says the terms), and says how much of what."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, count in terms.keep_within(timezone.now()).items():
            self.stdout.write(f"{count:6}  {what}")
