"""Times of pages, taken in turn so that what else the machine does falls on all of them alike."""

import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.quiet import Patience
from bench.serving import Answer, Served, Visitor

BARE = "bare"


@dataclass
class Times:
    """The answers of one page, in milliseconds."""

    seconds: list[float] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        self.seconds.append(answer.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) * 1000

    @property
    def late(self) -> float:
        """The 95th percentile."""
        if len(self.seconds) < 2:
            return self.median
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1] * 1000


@dataclass
class Measured:
    """One page: what it costs at each size, and its times beside those of the bare view in the same rounds."""

    name: str
    queries_small: int = 0
    queries_large: int = 0
    bytes: int = 0
    travelled: int = 0
    small: Times = field(default_factory=Times)
    large: Times = field(default_factory=Times)
    bare: Times = field(default_factory=Times)
    crowd: Times = field(default_factory=Times)
    bare_crowd: Times = field(default_factory=Times)

    @property
    def ratio_to_bare(self) -> float:
        return self.large.median / self.bare.median

    @property
    def ratio_of_sizes(self) -> float:
        return self.large.median / self.small.median

    def figures(self) -> dict[str, float | int]:
        return {
            "queries_1x": self.queries_small,
            "queries_100x": self.queries_large,
            "ratio_to_bare": round(self.ratio_to_bare, 2),
            "ratio_100x_to_1x": round(self.ratio_of_sizes, 2),
            "bytes": self.bytes,
        }


def measure(page: str, small: Served, large: Served, *, rounds: int, patience: Patience) -> Measured:
    """One page at both sizes and the bare view, in turn: first alone, then eight at once."""
    measured = Measured(page)
    at_small, at_large = small.visitor(), large.visitor()
    for visitor in (at_small, at_large):
        for name in (BARE, page, page):  # what is kept between requests is filled before anything counts
            visitor.ask(name)
    measured.queries_small = _counted(at_small, page).queries
    counted = _counted(at_large, page)
    measured.queries_large, measured.bytes = counted.queries, counted.bytes
    measured.travelled = counted.travelled
    patience.wait()
    for _round in range(rounds):
        measured.bare.add(at_large.ask(BARE))
        measured.large.add(at_large.ask(page))
        measured.small.add(at_small.ask(page))
    patience.wait()
    crowd = [large.visitor() for _ in range(8)]
    for _round in range(max(rounds // 20, 2)):
        _together(crowd, BARE, measured.bare_crowd)
        _together(crowd, page, measured.crowd)
    return measured


def _counted(visitor: Visitor, page: str) -> Answer:
    """The least of three: once a minute a request also notes that the session is in use."""
    return min((visitor.ask(page, is_counted=True) for _ in range(3)), key=lambda answer: answer.queries)


def _together(crowd: list[Visitor], page: str, times: Times, each: int = 5) -> None:
    """Everybody of the crowd asks at the same time, several times over."""

    def ask(visitor: Visitor) -> list[Answer]:
        return [visitor.ask(page) for _ in range(each)]

    with ThreadPoolExecutor(len(crowd)) as threads:
        for answers in threads.map(ask, crowd):
            for answer in answers:
                times.add(answer)
