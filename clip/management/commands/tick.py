"""Runs what is due; in the demo and in tests also what falls due up to a later time."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clip import tasks, ticking


class Command(BaseCommand):
    """One round of the jobs."""

    help = "Runs what is due. --at 'YYYY-MM-DD HH:MM' (demo and tests only) replays what falls due until that local time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="local time, such as '2026-12-03 18:00'")

    def handle(self, *args: Any, at: str | None = None, **options: Any) -> None:
        if at is None:
            tasks.tick()
            return
        if not (settings.CLIP_DEMO or settings.TESTING):
            raise CommandError(
                "--at replays time for invented people: it works in the demo and in tests alone."
            )
        for message in ticking.replay(_moment(at)):
            self.stdout.write(
                f"{message.get_state_display()}: {message.get_kind_display()}, {message.person.name}"
            )


def _moment(text: str) -> datetime:
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except ValueError as problem:
        raise CommandError("Give a local time like '2026-12-03 18:00'.") from problem
