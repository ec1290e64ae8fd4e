"""Seeds the demo; safe to call again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clip.demo import seeding


class Command(BaseCommand):
    """Puts the demo into an empty database."""

    help = "Seeds the demo: Beston, Wester Beston and the programme in outline. Refused outside the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CLIP_DEMO:
            raise CommandError(
                "The demo’s people are invented: set CLIP_DEMO=1 to seed them, never beside real ones."
            )
        was_seeded = seeding.seed(timezone.now())
        self.stdout.write("The demo is in place." if was_seeded else "The demo is in place already.")
