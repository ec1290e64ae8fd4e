"""The published rules by which a run chart is read: what chance alone would hardly do.

Run chart: Perla, Provost and Murray, BMJ Quality & Safety 2011;20:46–51, whose table of runs is after Swed
and Eisenhart, Annals of Mathematical Statistics 1943;14:66–87. Anhøj: Anhøj and Olesen, PLoS ONE
2014;9(11):e113825. Pure functions over numbers: they say what is seen, never what it is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from math import log2
from statistics import median

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.templatetags.clip import number_word

Number = Decimal | float
Places = tuple[int, ...]
Run = tuple[bool, Places]  # neighbours on one side of the median: whether above it, and where they stand

TOO_FEW = 10  # readings: below, no rule speaks
SHIFT, TREND = 6, 5
RUN_CHART, ANHOEJ = "run chart", "anhøj"

# The fewest and the most runs that chance makes (5%, at both ends) among 10, 11, ... 60 useful readings.
_FEWEST = (
    "3 3 3 4 4 5 5 5 6 6 6 7 7 7 8 8 9 10 10 10 11 11 11 12 12 12 13 13 14 14 "
    "15 15 16 16 17 17 17 18 18 19 19 20 20 21 21 22 22 23 23 24 24"
)
_MOST = (
    "9 10 11 11 12 12 13 13 14 15 16 16 17 17 18 18 19 19 20 20 21 22 23 23 24 24 25 25 26 26 "
    "27 27 28 28 29 30 31 31 32 32 33 33 34 34 35 35 36 36 37 38 38"
)
RUN_LIMITS: dict[int, tuple[int, int]] = dict(
    enumerate(zip(map(int, _FEWEST.split()), map(int, _MOST.split()), strict=True), start=TOO_FEW)
)


@dataclass(frozen=True)
class Signal:
    """One thing that chance would hardly do: by which rule, in a sentence, and at which readings."""

    rule: str
    name: str
    sentence: str
    places: Places


@dataclass(frozen=True)
class Findings:
    """What the rules say of some readings, and against which median."""

    rules: str
    count: int
    median: Decimal | None = None
    useful: int = 0  # readings that aren't on the median
    runs: int = 0
    signals: tuple[Signal, ...] = ()

    @property
    def is_too_early(self) -> bool:
        """Fewer than ten readings, of which no rule speaks."""
        return self.count < TOO_FEW


def read(
    values: Sequence[Number], *, baseline: int | None, rules: str, astronomical: Sequence[int] = ()
) -> Findings:
    """Read values, oldest first, against the median of the first `baseline` of them, or else of all.

    Fewer than ten say nothing. `astronomical` holds the places that a person marked; no rule finds them.
    """
    if not values:
        return Findings(rules, 0)
    numbers = [_exact(value) for value in values]
    middle = median(numbers[: baseline or None])
    runs = _runs_about(middle, numbers)
    useful = sum(len(places) for _above, places in runs)
    found: list[Signal] = []
    if len(numbers) >= TOO_FEW:
        found = _anhoej(runs) if rules == ANHOEJ else _run_chart(runs, numbers)
        found += [_astronomical(place) for place in astronomical]
    return Findings(rules, len(numbers), middle, useful, len(runs), tuple(found))


def _exact(value: Number) -> Decimal:
    """As it was written: 0.15 lies on the median of 0.1 and 0.2, which it does not among floats."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _runs_about(middle: Decimal, numbers: Sequence[Decimal]) -> list[Run]:
    """Neighbours on one side of the median; readings on it neither count nor break."""
    sides = [(number > middle, place) for place, number in enumerate(numbers) if number != middle]
    return [
        (above, tuple(place for _above, place in some)) for above, some in groupby(sides, lambda one: one[0])
    ]


def _run_chart(runs: Sequence[Run], numbers: Sequence[Decimal]) -> list[Signal]:
    """Perla, Provost and Murray: shifts, trends, and the number of runs."""
    shifts = [_shift(above, places) for above, places in runs if len(places) >= SHIFT]
    trends = [_trend(rises, places) for rises, places in _slopes(numbers) if len(places) >= TREND]
    return [*shifts, *trends, *_number_of_runs(runs)]


def _shift(above: bool, places: Places) -> Signal:
    words = (
        _("%(n)s readings in a row are above the median: something has changed.")
        if above
        else _("%(n)s readings in a row are below the median: something has changed.")
    )
    return Signal("shift", _("Shift"), capfirst(words % {"n": number_word(len(places))}), places)


def _slopes(numbers: Sequence[Decimal]) -> list[tuple[bool, Places]]:
    """Readings that go one way, up or down; a reading like the one before it counts once with it."""
    places = [place for place, number in enumerate(numbers) if not place or number != numbers[place - 1]]
    steps = [(numbers[later] > numbers[before], before, later) for before, later in pairwise(places)]
    slopes = []
    for rises, some in groupby(steps, lambda one: one[0]):
        ends = list(some)
        slopes.append((rises, (ends[0][1], *(later for _rises, _before, later in ends))))
    return slopes


def _trend(rises: bool, places: Places) -> Signal:
    words = (
        _("%(n)s readings in a row go up: something is changing.")
        if rises
        else _("%(n)s readings in a row go down: something is changing.")
    )
    return Signal("trend", _("Trend"), capfirst(words % {"n": number_word(len(places))}), places)


def _number_of_runs(runs: Sequence[Run]) -> list[Signal]:
    """Fewer or more runs than chance makes; outside the published table nothing is said."""
    places = _all_places(runs)
    fewest, most = RUN_LIMITS.get(len(places), (0, len(places)))
    if fewest <= len(runs) <= most:
        return []
    limit = fewest if len(runs) < fewest else most
    numbers = {"n": number_word(len(runs)), "limit": number_word(limit)}
    words = _too_few_runs(len(runs)) if len(runs) < fewest else _too_many_runs()
    return [Signal("runs", _("Number of runs"), words % numbers, places)]


def _too_few_runs(count: int) -> str:
    return ngettext(
        "The readings make only %(n)s run, where chance makes %(limit)s or more: something has changed.",
        "The readings make only %(n)s runs, where chance makes %(limit)s or more: something has changed.",
        count,
    )


def _too_many_runs() -> str:
    return _("The readings make %(n)s runs, where chance makes %(limit)s at most: two things may be mixed.")


def _all_places(runs: Sequence[Run]) -> Places:
    return tuple(place for _above, places in runs for place in places)


def _astronomical(place: int) -> Signal:
    words = _("Somebody has marked a reading as unlike all the others.")
    return Signal("astronomical", _("Astronomical point"), words, (place,))


def _anhoej(runs: Sequence[Run]) -> list[Signal]:
    """Anhøj and Olesen: a run that is too long, or too few crossings of the median."""
    places = _all_places(runs)
    if not places:
        return []
    above, longest = max(runs, key=lambda run: len(run[1]))
    found = []
    if len(longest) > (most := longest_run(len(places))):
        found.append(_longest(above, longest, most))
    if len(runs) - 1 < (fewest := fewest_crossings(len(places))):
        found.append(_crossings(len(runs) - 1, fewest, places))
    return found


def _longest(above: bool, places: Places, most: int) -> Signal:
    words = (
        _("%(n)s readings in a row are above the median, where chance makes %(limit)s at most.")
        if above
        else _("%(n)s readings in a row are below the median, where chance makes %(limit)s at most.")
    )
    said = words % {"n": number_word(len(places)), "limit": number_word(most)}
    return Signal("longest", _("Longest run"), capfirst(said), places)


def _crossings(count: int, fewest: int, places: Places) -> Signal:
    words = ngettext(
        "The line crosses the median only %(n)s time, where chance makes %(limit)s or more.",
        "The line crosses the median only %(n)s times, where chance makes %(limit)s or more.",
        count,
    )
    if not count:
        words = _("The line never crosses the median, where chance makes it cross %(limit)s times or more.")
    said = words % {"n": number_word(count), "limit": number_word(fewest)}
    return Signal("crossings", _("Crossings"), said, places)


def longest_run(useful: int) -> int:
    """The longest run that chance makes among so many useful readings: log2(n) + 3, rounded."""
    return round(log2(useful)) + 3


def fewest_crossings(useful: int) -> int:
    """The fewest crossings that chance makes: the 5% quantile of n - 1 tosses of a coin, in whole numbers."""
    tosses, crossings = useful - 1, 0
    ways = reached = 1  # of so many crossings; of so many or fewer
    while 20 * reached < 2**tosses:
        ways = ways * (tosses - crossings) // (crossings + 1)
        crossings += 1
        reached += ways
    return crossings
