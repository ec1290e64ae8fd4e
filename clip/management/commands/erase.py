"""Withdraws one thing that was said, wherever its words went."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clip.keeping import erasures, withdrawing
from clip.keeping.erasures import Erasure
from clip.management.commands.erase_person import tidy


class Command(BaseCommand):
    """The row stays and says “(withdrawn)”; recaps, PDFs and mails lose the words. Nothing brings them back."""

    help = (
        "Withdraws what somebody said: manage.py erase entry KEY. Without arguments: what can be withdrawn."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", help="what it is, such as entry")
        parser.add_argument("key", nargs="?", help="its key, as its address has it")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, kind: str | None, key: str | None, **options: Any) -> None:
        if kind is None or key is None:
            self.stdout.write("\n".join(sorted(withdrawing.kinds())))
            return
        if not options["yes"] and input("This can’t be undone. Type yes to go on: ").strip() != "yes":
            raise CommandError("Nothing was changed.")
        now = timezone.now()
        try:
            told = withdrawing.withdraw(kind, UUID(key), at=now)
        except (withdrawing.NoSuchError, ValueError) as problem:
            raise CommandError(str(problem)) from problem
        erasures.add(Erasure(kind, str(UUID(key)), "", now.isoformat()))
        tidy()
        self.stdout.write(
            f"Withdrawn. {sum(told.named.values())} copies elsewhere, {told.emptied['inquiries.Message']} mails, "
            f"{told.papers} papers."
        )
