"""Where organisations stand in a picture: what is tied stands near, nothing over anything else, and nothing ever moves.

It is worked out once, from all that ever ties them and from a fixed beginning: the same ties give the same places.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import hypot
from textwrap import wrap
from typing import Any
from uuid import UUID

SEED = 4  # any number: the same one each time
RADIUS = 13  # px of a mark
LINE, LETTER, LINES_AT_MOST = 17, 7.6, 3  # how high a label's line is, about how wide a letter
GAP = 7  # between one mark with its label and the next
ROUNDS, ASIDE_ROUNDS = (
    400,
    60,
)  # of moving apart what stands over one another; of those in which marks leave lines
CLEAR = RADIUS + 8  # between a mark and a line that is not its own
HOLDS = 0.04  # how strongly any two hold together that share nothing, so that no part floats off
APART = LINE + 4 * GAP  # what stands over those that are tied to nobody, with its room
HIGHEST = 1400

Pair = tuple[UUID, UUID]
Places = dict[UUID, tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """A sheet to draw on: for desks and paper, or for phones, where a wide picture would be too small to read."""

    name: str
    width: int
    around: int  # px of height for each organisation
    letters: int  # in a line of a label
    title_letters: int
    columns: int  # of those that stand below, tied to nobody

    def height(self, organisations: int) -> int:
        return min(140 + self.around * organisations, HIGHEST) if organisations else 0


FRAMES = [Frame("wide", 760, 26, 20, 74, 4), Frame("tall", 340, 50, 15, 32, 2)]


@dataclass
class Spot:
    """Where one stands: the middle of its mark, and its label above or below."""

    x: float
    y: float
    label: list[str]
    is_above: bool = False

    @property
    def half(self) -> float:
        """Of its width."""
        return max(LETTER * max(len(line) for line in self.label) / 2, RADIUS) + 2

    @property
    def up(self) -> float:
        return RADIUS + (LINE * len(self.label) + 2 if self.is_above else 1)

    @property
    def down(self) -> float:
        return RADIUS + (1 if self.is_above else LINE * len(self.label) + 5)

    def lines(self) -> list[tuple[float, str]]:
        """Each line of its label, with where it stands."""
        first = (
            self.y - RADIUS - 6 - LINE * (len(self.label) - 1) if self.is_above else self.y + RADIUS + LINE
        )
        return [(round(first + LINE * number, 1), line) for number, line in enumerate(self.label)]

    def keep_inside(self, width: float, height: float) -> None:
        self.x = min(max(self.x, self.half), width - self.half)
        self.y = min(max(self.y, self.up), height - self.down)


@dataclass(frozen=True)
class Sheet:
    """Where everything stands in one frame."""

    frame: Frame
    spots: dict[UUID, Spot]
    height: int
    tied_height: int  # below it stand those that are tied to nobody


@lru_cache(maxsize=128)
def place(names: tuple[tuple[UUID, str], ...], pairs: tuple[Pair, ...], frame: Frame) -> Sheet:
    """Those that are ever tied by what ties them, clear of one another; the others in rows below."""
    ends = {end for pair in pairs for end in pair}
    labels = {key: wrap(name, frame.letters, max_lines=LINES_AT_MOST, placeholder="…") for key, name in names}
    tied, alone = [key for key in labels if key in ends], [key for key in labels if key not in ends]
    height = frame.height(len(tied))
    spots = _cleared(_laid_out(tied, pairs), pairs, labels, frame, height)
    step, deep = frame.width / frame.columns, 2 * RADIUS + LINE * LINES_AT_MOST + 2 * GAP
    for number, key in enumerate(alone):
        row, column = divmod(number, frame.columns)
        spots[key] = Spot(round(step * (column + 0.5), 1), height + APART + RADIUS + deep * row, labels[key])
    rows = -(-len(alone) // frame.columns)
    return Sheet(frame, spots, height + (APART + deep * rows if alone else 0), height)


def _laid_out(keys: list[UUID], pairs: tuple[Pair, ...]) -> Places:
    """Each between nought and 1, both ways: what is tied stands near, and everything holds together a little."""
    import networkx  # slow to import, and one page needs it

    graph: Any = networkx.Graph()
    graph.add_nodes_from(keys)
    graph.add_weighted_edges_from((one, other, HOLDS) for one, other in combinations(keys, 2))
    graph.add_weighted_edges_from((one, other, 1.0) for one, other in pairs)
    found = networkx.spring_layout(graph, seed=SEED, iterations=200)
    return _stretched({key: (float(x), float(y)) for key, (x, y) in found.items()})


def _stretched(places: Places) -> Places:
    """From edge to edge."""
    if not places:
        return {}
    xs, ys = zip(*places.values(), strict=True)
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return {key: ((x - min(xs)) / wide, (y - min(ys)) / high) for key, (x, y) in places.items()}


def _cleared(
    places: Places, pairs: tuple[Pair, ...], labels: dict[UUID, list[str]], frame: Frame, height: int
) -> dict[UUID, Spot]:
    """These places in a frame, moved until nothing stands over anything else, or as near to that as there is room."""
    spots = {
        key: Spot(x * frame.width, y * height, labels[key], _looks_down(key, places, pairs))
        for key, (x, y) in places.items()
    }
    for spot in spots.values():
        spot.keep_inside(frame.width, height)
    for turn in range(ROUNDS):
        is_other_way = turn % 4 == 3  # what has no room sideways at an edge gets out downwards
        moved = [_move_apart(one, other, is_other_way) for one, other in combinations(spots.values(), 2)]
        if turn < ASIDE_ROUNDS:
            moved += [
                _step_aside(spot, spots[one], spots[other])
                for one, other in pairs
                for key, spot in spots.items()
                if key not in (one, other)
            ]
        for spot in spots.values():
            spot.keep_inside(frame.width, height)
        if not any(moved):
            break
    for spot in spots.values():
        spot.x, spot.y = round(spot.x, 1), round(spot.y, 1)
    return spots


def _looks_down(key: UUID, places: Places, pairs: tuple[Pair, ...]) -> bool:
    """Whether most of its lines go downwards, so that its label is better above."""
    others = [one if other == key else other for one, other in pairs if key in (one, other)]
    here = places[key][1]
    return sum(places[other][1] - here for other in others) > 0


def _move_apart(one: Spot, other: Spot, is_other_way: bool) -> bool:
    """Move two apart where they meet, the shorter way or the other, and say whether they met."""
    left, right = (one, other) if one.x <= other.x else (other, one)
    upper, lower = (one, other) if one.y <= other.y else (other, one)
    wide = left.half + right.half + GAP - (right.x - left.x)
    high = upper.down + lower.up + GAP - (lower.y - upper.y)
    if wide <= 0.5 or high <= 0.5:
        return False
    if (wide < high) != is_other_way:
        left.x, right.x = left.x - wide / 2, right.x + wide / 2
    else:
        upper.y, lower.y = upper.y - high / 2, lower.y + high / 2
    return True


def _step_aside(spot: Spot, one: Spot, other: Spot) -> bool:
    """Move a mark off the line between two others, square to it, and say whether it stood there."""
    x, y = other.x - one.x, other.y - one.y
    far = hypot(x, y)
    if not far:
        return False
    along = ((spot.x - one.x) * x + (spot.y - one.y) * y) / far
    off = ((spot.y - one.y) * x - (spot.x - one.x) * y) / far
    if not 0 < along < far or abs(off) >= CLEAR - 0.5:
        return False
    push = (CLEAR - abs(off)) * (1 if off >= 0 else -1)
    spot.x, spot.y = spot.x - push * y / far, spot.y + push * x / far
    return True
