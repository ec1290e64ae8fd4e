"""Which numbers of a programme may be told: those of groups from five on, those of partnerships nationally from ten on.

National numbers are made of what was told of groups, and of what groups let out: whoever reads both learns nothing more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from inquiries.models import Level, Partnership, Programme
from practices.learning import SHOWN_FROM, SHOWN_NATIONALLY
from practices.models import Face, SmallTest, ToldSoFar
from practices.reporting.suppressing import Told, draw
from practices.reporting.surveying import Facts

Ledger: TypeAlias = dict[str, Told]

# Of groups: what is never let out in words. What is let out is counted by whoever reads it.
OF_GROUPS = {
    "people": _("people took part"),
    "done": _("actions done"),
    "going": _("actions on their way"),
    "help": _("actions want help"),
}
STAGES = {
    "before": _("Not met yet"),
    "begin": _("Beginning: finding their purpose"),
    "trying": _("On the way: trying small tests"),
    "end": _("Near the end: what should stay"),
    "after": _("After the last meeting: what goes on"),
}
IN_POOLS = "in pools"  # of a programme: what is told of groups together, and of none by itself


@dataclass(frozen=True)
class Numbers:
    """What may be told today, and after which version of what was told before."""

    near: Ledger
    national: Ledger
    after: int

    def as_json(self) -> dict[str, Any]:
        faces = {Face.NEAR: self.near, Face.NATIONAL: self.national}
        return {face: {name: told.as_json() for name, told in of.items()} for face, of in faces.items()}


def stage_of(facts: Facts) -> str:
    """Where a group is in its course, by its meetings."""
    planned = max(facts.group.planned_meetings, facts.held + facts.to_come)
    if not facts.held:
        return "before"
    if facts.held >= planned or not facts.to_come:
        return "after"
    if facts.held >= planned - 2:
        return "end"
    return "begin" if facts.held <= 2 else "trying"


def take(programme: Programme, partnership: Partnership | None, facts: Mapping[UUID, Facts]) -> Numbers:
    """The numbers of a programme, or of one partnership of it, after all that was told before; one query."""
    so_far = ToldSoFar.objects.filter(programme=programme).first()
    kept = so_far.ledger if so_far else {}
    near = {
        name: _draw(
            {str(key): one.counts[name] for key, one in facts.items()},
            _before(kept, Face.NEAR, name),
            partnership,
        )
        for name in OF_GROUPS
    }
    national = {
        name: _draw(values, _before(kept, Face.NATIONAL, name), partnership, least=SHOWN_NATIONALLY)
        for name, values in _nationally(near, facts, whole=partnership is None).items()
    }
    return Numbers(near, national, so_far.version if so_far else 0)


def _before(kept: Mapping[str, Any], face: str, name: str) -> Told:
    return Told.from_json(kept.get(face, {}).get(name))


def _draw(
    now: Mapping[str, int], before: Told, partnership: Partnership | None, *, least: int = SHOWN_FROM
) -> Told:
    return draw(now, before, least=least, only=None if partnership is None else set(now))


def _nationally(near: Ledger, facts: Mapping[UUID, Facts], *, whole: bool) -> dict[str, dict[str, int]]:
    """Each national number by partnership; of stages by stage, where it is over a whole programme."""
    told = {name: _by_partnership(facts, near[name].told) for name in OF_GROUPS}
    if whole:
        for name in OF_GROUPS:
            if together := sum(pool.total or 0 for pool in near[name].pools):
                told[name][IN_POOLS] = together
    told |= {name: _summed(facts, name) for name in LET_OUT}
    if whole:
        stages = [stage_of(one) for one in facts.values()]
        told["stages"] = {stage: stages.count(stage) for stage in STAGES}
    return told


def _by_partnership(facts: Mapping[UUID, Facts], values: Mapping[str, int]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, one in facts.items():
        place = str(one.group.partnership_id)
        sums[place] = sums.get(place, 0) + values.get(str(key), 0)
    return sums


LET_OUT = ["held", *SmallTest.Stage.values, *Level.values]


def _summed(facts: Mapping[UUID, Facts], name: str) -> dict[str, int]:
    return _by_partnership(facts, {str(key): let_out(one, name) for key, one in facts.items()})


def let_out(facts: Facts, name: str) -> int:
    """How many of a group's meetings, small tests at a stage, or changes at a level may be known."""
    if name == "held":
        return facts.held
    if name in SmallTest.Stage.values:
        return len(facts.of_stage(name))
    return sum(1 for change in facts.changes if change.level == name)


def keep(programme: Programme, ledger: dict[str, Any], *, after: int) -> bool:
    """Keep what has been told now; False where something else was told since these numbers were taken."""
    ToldSoFar.objects.get_or_create(programme=programme)
    kept = ToldSoFar.objects.get(programme=programme).ledger
    merged = {face: kept.get(face, {}) | ledger.get(face, {}) for face in Face.values}
    rows = ToldSoFar.objects.filter(programme=programme, version=after)
    return bool(rows.update(ledger=merged, version=after + 1))


def total(ledger: Ledger, name: str, keys: Iterable[str]) -> dict[str, Any]:
    """A sum as it may be told, and whether everything is in it."""
    own = list(keys)
    told = ledger.get(name, Told())
    return {"n": told.total(own) or None, "whole": told.is_whole(own)}
