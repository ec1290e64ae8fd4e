"""Seeds the demo, or scale data of any size; safe to call again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clip.demo import seeding
from clip.demo.scale import seeding as scaling


class Command(BaseCommand):
    """Puts the demo into an empty database, or with --scale a programme to measure by."""

    help = (
        "Seeds the demo: Beston, Wester Beston and the programme in outline. With --scale N, N pairs of groups instead: "
        "1 is one partnership, 2 groups, 40 people and 200 actions; 100 is a hundred times as much. "
        "Refused outside the demo."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, help="how large: 1 for two groups, 100 for two hundred")
        parser.add_argument("--seed", type=int, default=1, help="which of many: the same seed makes the same")

    def handle(self, *args: Any, scale: int | None = None, seed: int = 1, **options: Any) -> None:
        if not settings.CLIP_DEMO:
            raise CommandError(
                "The demo’s people are invented: set CLIP_DEMO=1 to seed them, never beside real ones."
            )
        if scale is None:
            was_seeded = seeding.seed(timezone.now())
            self.stdout.write("The demo is in place." if was_seeded else "The demo is in place already.")
        else:
            self._grow(scale, seed)

    def _grow(self, scale: int, seed: int) -> None:
        if scale < 1:
            raise CommandError("--scale counts pairs of groups: 1 or more.")
        try:
            grown = scaling.seed(scale, seed, timezone.now())
        except scaling.NotEmptyError:
            raise CommandError(
                "The database holds people already. Scale data needs an empty one: name another with CLIP_STATE or DATABASE_URL."
            ) from None
        self.stdout.write(
            f"{grown.partnerships} partnerships, {grown.groups} groups; {grown.rows:,} rows from seed {seed}."
        )
