"""Runs what is due; in the demo and in tests also what falls due up to a later time."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clip import ticking
from inquiries.models import Message


class Command(BaseCommand):
    """One round of the jobs in this process: a second path beside the workers', and safe beside them."""

    help = (
        "Runs what is due and sends it from this process, as a timer may do beside the workers. --at 'YYYY-MM-DD HH:MM' "
        "(demo and tests only) replays what falls due until that local time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="local time, such as '2026-12-03 18:00'")

    def handle(self, *args: Any, at: str | None = None, **options: Any) -> None:
        if at is None:
            self._once()
            return
        if not (settings.CLIP_DEMO or settings.TESTING):
            raise CommandError(
                "--at replays time for invented people: it works in the demo and in tests alone."
            )
        until, count = _moment(at), 0
        for message in ticking.replay(until):
            self._tell(message)
            count += 1
        self.stdout.write(f"{count} messages until {timezone.localtime(until):%A %d %B %Y, %H:%M}")

    def _once(self) -> None:
        now = timezone.now()
        try:
            ticking.run(now)
        finally:
            for message in ticking.deliver_due(now):
                self._tell(message)
            ticking.render_waiting(now)

    def _tell(self, message: Message) -> None:
        why = f" ({message.failed_because})" if message.failed_because else ""
        when = timezone.localtime(message.sent_at or message.due_at)
        self.stdout.write(
            f"{when:%a %d %b %H:%M}  {message.get_state_display()}: {message.get_kind_display()}, "
            f"{message.person.name}{why}"
        )


def _moment(text: str) -> datetime:
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except ValueError as problem:
        raise CommandError("Give a local time like '2026-12-03 18:00'.") from problem
