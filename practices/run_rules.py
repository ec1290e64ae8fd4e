"""The published rules by which a run chart is read: what chance alone would hardly do.

*Run chart*: Perla, Provost and Murray, BMJ Quality & Safety 2011;20:46–51, with the limits for the number of runs after Swed and
Eisenhart, 1943. *Anhøj*: Anhøj and Olesen, PLoS ONE 2014;9(11):e113825. Pure functions over numbers: no rule judges what it means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, pairwise
from math import comb, log2

from django.utils.translation import gettext as _

TOO_FEW = 10  # readings: below, no rule speaks
SHIFT, TREND = 6, 5
RUN_CHART, ANHOEJ = "run chart", "anhøj"

# Useful readings → the fewest and the most runs that chance makes in 95 of 100 charts, from 10 to 60.
_LIMITS = (
    "3 9,3 10,3 11,4 11,4 12,5 12,5 13,5 13,6 14,6 15,6 16,7 16,7 17,7 17,8 18,8 18,9 19,10 19,10 20,10 20,11 21,11 22,11 23,"
    "12 23,12 24,12 24,13 25,13 25,14 26,14 26,15 27,15 27,16 28,16 28,17 29,17 30,17 31,18 31,18 32,19 32,19 33,20 33,"
    "20 34,21 34,21 35,22 35,22 36,23 36,23 37,24 38,24 38"
)
RUN_LIMITS: dict[int, tuple[int, int]] = {
    n: (int(pair.split()[0]), int(pair.split()[1]))
    for n, pair in enumerate(_LIMITS.split(","), start=TOO_FEW)
}

Number = Decimal | float | int


@dataclass(frozen=True)
class Signal:
    """One thing that chance would hardly do: by which rule, at which readings, and in a sentence."""

    rule: str
    name: str
    sentence: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Findings:
    """What the rules say of some readings, and by which line they were read."""

    middle: float | None
    count: int
    useful: int
    rules: str
    signals: list[Signal] = field(default_factory=list)

    @property
    def is_too_early(self) -> bool:
        return self.count < TOO_FEW


def read(
    values: Sequence[Number], *, baseline: int | None, rules: str, astronomical: Sequence[int] = ()
) -> Findings:
    """Read some values, oldest first: against the median of the first `baseline` of them, of all where that is None.

    Fewer than ten say nothing. `astronomical` are the places that a person marked; no rule finds them.
    """
    if not values:
        return Findings(None, 0, 0, rules)
    middle = _median(values[: baseline or len(values)])
    numbers = [float(value) for value in values]
    sides = [(place, value > middle) for place, value in enumerate(numbers) if value != middle]
    if len(values) < TOO_FEW:
        return Findings(middle, len(values), len(sides), rules)
    found = _anhoej(sides) if rules == ANHOEJ else [*_shifts(sides), *_trends(values), *_runs(sides)]
    marked = [_astronomical(place) for place in astronomical]
    return Findings(middle, len(values), len(sides), rules, [*found, *marked])


def _median(values: Sequence[Number]) -> float:
    """Half of them lie below it, half above."""
    ordered = sorted(float(value) for value in values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


Sides = list[tuple[int, bool]]  # of readings off the median: the place, and whether it is above


def _groups(sides: Sides) -> list[tuple[bool, tuple[int, ...]]]:
    """The runs: neighbours on one side, over readings on the median, which neither count nor break."""
    return [
        (above, tuple(place for place, _above in some))
        for above, some in groupby(sides, key=lambda one: one[1])
    ]


def _shifts(sides: Sides) -> list[Signal]:
    """Six or more in a row on one side of the median."""
    return [_shift(above, places) for above, places in _groups(sides) if len(places) >= SHIFT]


def _shift(above: bool, places: tuple[int, ...]) -> Signal:
    words = (
        _("%(n)s readings in a row are above the median.")
        if above
        else _("%(n)s readings in a row are below the median.")
    )
    return Signal("shift", _("Shift"), words % {"n": len(places)}, places)


def _trends(values: Sequence[Number]) -> list[Signal]:
    """Five or more going one way; a reading like the one before it counts once with it."""
    places = [place for place, value in enumerate(values) if not place or value != values[place - 1]]
    steps = [(later, values[later] > values[before]) for before, later in pairwise(places)]
    found = []
    for rises, some in groupby(steps, key=lambda one: one[1]):
        ends = [place for place, _rises in some]
        going = (places[places.index(ends[0]) - 1], *ends)
        if len(going) >= TREND:
            words = (
                _("%(n)s readings go up, one after the other.")
                if rises
                else _("%(n)s readings go down, one after the other.")
            )
            found.append(Signal("trend", _("Trend"), words % {"n": len(going)}, going))
    return found


def _runs(sides: Sides) -> list[Signal]:
    """More or fewer runs than chance makes; beyond the published table nothing is said."""
    limits = RUN_LIMITS.get(len(sides))
    count = len(_groups(sides))
    if not limits or limits[0] <= count <= limits[1]:
        return []
    words = (
        _("%(n)s runs are fewer than chance makes: at least %(limit)s.")
        if count < limits[0]
        else _("%(n)s runs are more than chance makes: at most %(limit)s.")
    )
    limit = limits[0] if count < limits[0] else limits[1]
    return [Signal("runs", _("Number of runs"), words % {"n": count, "limit": limit})]


def _astronomical(place: int) -> Signal:
    return Signal(
        "astronomical",
        _("Astronomical point"),
        _("Somebody marked a reading as unlike all others."),
        (place,),
    )


def _anhoej(sides: Sides) -> list[Signal]:
    """An unusually long run, or unusually few crossings of the median."""
    groups, found = _groups(sides), []
    longest = max((places for _above, places in groups), key=len, default=())
    if sides and len(longest) > longest_run(len(sides)):
        words = _("%(n)s readings in a row lie on one side: chance makes at most %(limit)s.")
        said = words % {"n": len(longest), "limit": longest_run(len(sides))}
        found.append(Signal("longest", _("Longest run"), said, longest))
    crossings = len(groups) - 1
    if sides and crossings < fewest_crossings(len(sides)):
        words = _("The line crosses the median %(n)s times: chance makes at least %(limit)s.")
        said = words % {"n": crossings, "limit": fewest_crossings(len(sides))}
        found.append(Signal("crossings", _("Crossings"), said))
    return found


def longest_run(useful: int) -> int:
    """The longest run that chance makes among so many useful readings: log2(n) + 3, rounded."""
    return round(log2(useful) + 3)


def fewest_crossings(useful: int) -> int:
    """The fewest crossings that chance makes: the lower five per cent of a binomial of n − 1 and a half, exactly."""
    places, reached, crossings = useful - 1, 0, 0
    while True:
        reached += comb(places, crossings)
        if 20 * reached >= 2**places:
            return crossings
        crossings += 1
