"""Walking the thread: all that a thing came of and all that came of it, drawn as one picture of lanes beside its lines."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from inquiries.models import Group, User
from practices import tying
from practices.models import Initiative, Strand
from practices.tying import Knot

LANE = 22  # px from lane to lane
LANES_AT_MOST = 6  # drawn on a phone of 320 px beside words


@dataclass
class Step:
    """One line of the picture: a thing, its lane, and the lines that pass it, come in and go out."""

    knot: Knot
    lane: int
    passing: list[int] = field(default_factory=list)
    coming: list[int] = field(default_factory=list)
    going: list[int] = field(default_factory=list)
    is_here: bool = False
    came_of: list[Knot] = field(
        default_factory=list
    )  # the same in words, for those who don't see the picture
    led_to: list[Knot] = field(default_factory=list)


@dataclass(frozen=True)
class Walk:
    """The whole thread through one thing, from where it began to what came of it."""

    steps: list[Step]
    lanes: int
    tied_by: dict[frozenset[UUID], UUID]  # the membership that tied two ends

    @property
    def width(self) -> int:
        return LANE * min(self.lanes, LANES_AT_MOST)


Edges = dict[UUID, list[UUID]]


def lineage(group: Group) -> list[Group]:
    """This group, those whose thread it inherits as a smaller group, and those that inherit its own.

    One query a generation upwards, mostly one, and one downwards.
    """
    found = [group]
    while before := Initiative.objects.filter(became=found[-1]).select_related("group__partnership").first():
        found.append(before.group)
    after = Initiative.objects.kept().filter(group=group, became__isnull=False).select_related("became")
    return found + [initiative.became for initiative in after if initiative.became]


def walk(user: User, groups: list[Group], key: UUID) -> Walk:
    """The thread through a thing over a line of groups, as this reader may read it: what they may not is left out, with what hangs on it.

    Two queries: the strands, and the things.
    """
    strands = list(Strand.objects.filter(group__in=groups))
    before, after = _edges(strands)
    keys = _reached(key, before) | _reached(key, after)
    found = {knot.key: knot for knot in tying.knots(user, groups, keys=keys)}
    before, after = _only(before, found), _only(after, found)
    mine = (_reached(key, before) | _reached(key, after)) & found.keys()
    steps, lanes = _drawn(_in_order(mine, before, after), found, before, after, key)
    return Walk(steps, lanes, {frozenset((one.source, one.result)): one.tied_by_id for one in strands})


def _edges(strands: list[Strand]) -> tuple[Edges, Edges]:
    before: Edges = defaultdict(list)
    after: Edges = defaultdict(list)
    for strand in strands:
        before[strand.result].append(strand.source)
        after[strand.source].append(strand.result)
    return before, after


def _only(edges: Edges, found: dict[UUID, Knot]) -> Edges:
    return {
        one: [other for other in others if other in found] for one, others in edges.items() if one in found
    }


def _reached(key: UUID, edges: Edges) -> set[UUID]:
    """All that is reached by going one way; a ring is walked once."""
    seen, ahead = {key}, [key]
    while ahead:
        for other in edges.get(ahead.pop(), []):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def _in_order(keys: set[UUID], before: Edges, after: Edges) -> list[UUID]:
    """What came first stands first: each after all that it came of; a ring is cut where it is met."""
    waiting = {key: len([one for one in before.get(key, []) if one in keys]) for key in sorted(keys, key=str)}
    order: list[UUID] = []
    ready = [key for key, count in waiting.items() if not count]
    while len(order) < len(keys):
        key = ready.pop() if ready else next(one for one in waiting if one not in order)
        if key in order:
            continue
        order.append(key)
        for other in after.get(key, []):
            if other in waiting and other not in order:
                waiting[other] -= 1
                if waiting[other] <= 0:
                    ready.append(other)
    return order


def _drawn(
    order: list[UUID], found: dict[UUID, Knot], before: Edges, after: Edges, here: UUID
) -> tuple[list[Step], int]:
    """Each line with its lanes: an open lane waits for the thing that it leads to, and is free again below it."""
    lanes: list[UUID | None] = []
    steps, most, place = [], 1, {key: number for number, key in enumerate(order)}
    for key in order:
        coming = [number for number, wanted in enumerate(lanes) if wanted == key]
        passing = [number for number, wanted in enumerate(lanes) if wanted not in (None, key)]
        for number in coming:
            lanes[number] = None
        lane = coming[0] if coming else _free(lanes)
        step = Step(found[key], lane, passing, coming, is_here=key == here)
        ahead = [other for other in after.get(key, []) if place.get(other, -1) > place[key]]
        for other in ahead:
            going = lane if lane >= len(lanes) or lanes[lane] is None else _free(lanes)
            lanes.extend([None] * (going + 1 - len(lanes)))
            lanes[going] = other
            step.going.append(going)
        step.came_of = [found[one] for one in before.get(key, [])]
        step.led_to = [found[one] for one in after.get(key, [])]
        most = max(most, len(lanes), lane + 1)
        steps.append(step)
    return steps, most


def _free(lanes: list[UUID | None]) -> int:
    return next((number for number, wanted in enumerate(lanes) if wanted is None), len(lanes))
