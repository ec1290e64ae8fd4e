"""One run: a world with a canary in each typed column, everybody who looks, each way to look; what came of it in numbers."""

import sys
import time
from dataclasses import dataclass, field
from typing import Any

from bench.leaks import addresses, attacks, letters, people
from bench.leaks.listening import Ear, logs
from bench.leaks.walking import Visitor


@dataclass
class Told:
    """What a run found."""

    ear: Ear
    planted: int
    notes: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, int]:
        return {
            "canaries": self.planted,
            "channels": len(self.ear.channels),
            "principals": len(self.ear.people),
            "found": len(self.ear.found),
        }

    def silent(self) -> list[str]:
        """Columns whose canaries nobody read who may: what no channel reached, or nobody may read."""
        return sorted({canary.column for canary in self.ear.ground.canaries.values()} - self.ear.sang)


def run(*, only: list[str] | None = None, is_short: bool = False, say: Any = None) -> Told:
    """Everybody, or those named; the short run takes pages and searches alone."""
    say = say or (lambda line: None)
    world = people.build()
    told = Told(Ear(world.ground), len(world.ground.canaries))
    routes = list(addresses.of_every_route([world.own, world.other]))
    say(f"{told.planted} canaries; {len(routes)} addresses of {len(addresses.PATTERNS)} routes")
    with logs(told.ear):
        for who in world.principals:
            if only is None or who.name in only:
                began = time.monotonic()
                _look(Visitor(who, world.users.get(who.name), told.ear), world, routes, is_short=is_short)
                say(f"{who.name:<28}{len(told.ear.found):>4} found, {time.monotonic() - began:.0f} s")
        if not is_short:
            letters.open_links(world, told.ear)
            say(f"{letters.read_mails(world, told.ear)} mails; {len(told.ear.found)} found")
    return told


def _look(visitor: Visitor, world: people.World, routes: list[tuple[str, str]], *, is_short: bool) -> None:
    visitor.walk(routes, with_posts=not is_short)
    if not is_short:
        attacks.look_for(visitor, world, routes)
        attacks.name_keys(visitor, world, routes)
        attacks.break_pages(visitor, world)
        if visitor.who.name in PAPERS:
            attacks.draw(visitor, routes)


# Whoever may order the same paper gets the same one; these between them may order each.
PAPERS = {"member", "newcomer", "facilitator", "senior manager"}


def tell(told: Told) -> None:
    for finding, where in sorted(told.ear.found.items()):
        print(
            f"{finding.who} read {finding.column} ({finding.tags or 'as it is'}) by {finding.channel}: {where}"
        )
    print(f"Read by nobody: {', '.join(told.silent())}", file=sys.stderr)
