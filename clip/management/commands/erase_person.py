"""Makes a person unrecognisable everywhere: rows, mails, papers, what others wrote of them."""

from argparse import RawDescriptionHelpFormatter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from clip.keeping import again, erasing, erasures
from inquiries.models import User

EXAMPLE = """
  manage.py erase_person ross@example.scot --dry-run
  manage.py erase_person ross@example.scot --words keep --also "Rossie" --also "Ross Gray-Kerr"
"""


class Command(BaseCommand):
    """They become “Former participant”. Nothing brings the name back: a restore applies the erasure again."""

    help = "Erases a person: they become unrecognisable, and what the group made together stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.epilog, parser.formatter_class = EXAMPLE, RawDescriptionHelpFormatter
        parser.add_argument("who", help="their email address, or their key")
        parser.add_argument(
            "--words",
            choices=["keep", "delete"],
            help="what they wrote: kept, put down to nobody, or deleted; their choice",
        )
        parser.add_argument(
            "--also", action="append", default=[], help="another name or address they were known by"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, who: str, words: str | None, also: list[str], **options: Any) -> None:
        person = found(who)
        if options["dry_run"]:
            self._try(person, words != "delete", also)
            return
        if words is None:
            raise CommandError(
                "What they wrote is theirs to choose about: say --words keep or --words delete."
            )
        if not options["yes"] and not self._is_sure(person):
            raise CommandError("Nothing was changed.")
        now = timezone.now()
        erasures.add(again.of_person(person, keep_words=words == "keep", also=also, at=now))
        told = erasing.erase(person, keep_words=words == "keep", also=also, at=now)
        tidy()
        self._tell(told)
        self.stdout.write(self.style.SUCCESS(f"Erased: {person.pk}"))

    def _try(self, person: User, keep_words: bool, also: list[str]) -> None:
        """Erase, say what went, and take it all back."""
        with transaction.atomic():
            told = erasing.erase(person, keep_words=keep_words, also=also, at=timezone.now())
            transaction.set_rollback(True)
        self._tell(told)
        self.stdout.write("Nothing was changed.")

    def _is_sure(self, person: User) -> bool:
        self.stdout.write(f"This can’t be undone: {person.name}, {person.email or 'no address'}.")
        return input("Type their name to go on: ").strip() == person.name

    def _tell(self, told: erasing.Erased) -> None:
        for what, counts in [
            ("rows taken away", told.rows),
            ("rows emptied", told.emptied),
            ("rows of others that named them", told.named),
        ]:
            for label, count in sorted(counts.items()):
                if count:
                    self.stdout.write(f"{count:6}  {what}: {label}")
        self.stdout.write(f"{told.papers:6}  papers taken away; those published are drawn anew")
        for name in told.shared_names:
            self.stdout.write(
                self.style.WARNING(
                    f"Others in their groups are called “{name}” too: texts that say only this were left."
                )
            )


def found(who: str) -> User:
    people = User.objects.all()
    try:
        found = people.filter(pk=UUID(who)).first()
    except ValueError:
        found = people.filter(email=who.strip().casefold()).first()
    if found is None:
        raise CommandError(f"Nobody here has the address or key {who}.")
    return found


def tidy() -> None:
    """SQLite leaves what was overwritten in its file and its log: write both anew."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
