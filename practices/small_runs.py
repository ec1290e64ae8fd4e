"""A run chart small enough to stand beside others in a report: its line, its median, its rounds, and its first and last reading."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from textwrap import wrap

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices import runs
from practices.run_rules import Findings
from practices.runs import Cycles, Readings, Run
from practices.sketching import LETTER, SMALL, dot, joined, letters_in, path, picture, rule, text

HEAD, PLOT, RIGHT, INSET = 46, 92, 54, 5  # the median is named to the right of the line
DAYS, DAYS_WIDE, LINE, SIZE = 18, 150, 15, 12  # below the line: its first and last day, and the rules
ROWS = (11, 25)  # where labels of rounds stand
DOTS_UNTIL = 60  # readings: more would be a thick line


def draw(run: Run, *, key: str) -> SafeString:
    """What it says stands above the picture as words, and within it for those who don't see it."""
    where = _Scale(run)
    rules = wrap(runs.rules_of(run), letters_in(SMALL.width, SIZE))
    parts = [
        _cycles(run.cycles, where),
        _median(run.findings, where),
        path(((where.x(on), where.y(value)) for on, value, _mark in run.readings), "pine"),
        _dots(run.readings, where),
        _ends(run.readings, where),
        *(
            text(0, where.foot + DAYS + LINE * n, line, colour="soft", size=SIZE)
            for n, line in enumerate(rules, start=1)
        ),
    ]
    return picture(
        SMALL,
        key=key,
        title=title_of(run.findings),
        desc=runs.described(run),
        height=where.foot + DAYS + LINE * len(rules) + 4,
        parts=parts,
    )


def title_of(findings: Findings) -> str:
    """What it says in one sentence: of several signs the first, which is enough for who reads a report."""
    return runs.title_of(replace(findings, signals=findings.signals[:1]))


class _Scale:
    """Where a day and a number lie; nought is the foot where the readings are near enough to it."""

    foot = HEAD + PLOT

    def __init__(self, run: Run) -> None:
        values = [float(value) for _on, value, _mark in run.readings]
        days = [on for on, _value, _mark in run.readings] + [on for on, _label in run.cycles]
        self.first, self.days = min(days), max((max(days) - min(days)).days, 1)
        least, most = min(values), max(values)
        self.least = 0.0 if 0 <= least <= most / 2 else least - ((most - least) or 1.0) * 0.15
        self.span = (most - self.least) or 1.0

    def x(self, on: date) -> float:
        return INSET + (SMALL.width - RIGHT - INSET) * (on - self.first).days / self.days

    def y(self, value: Decimal | float) -> float:
        return self.foot - PLOT * (float(value) - self.least) / self.span


def _cycles(cycles: Cycles, where: _Scale) -> SafeString:
    """An upright where each round began; its label in the first of two rows that has room, or in none."""
    parts, taken = [], dict.fromkeys(ROWS, -1.0)
    for on, label in sorted(cycles):
        x, wide = where.x(on), 7 * len(label)
        begins = min(x + 3, SMALL.width - wide)
        row = next((row for row in ROWS if begins > taken[row]), None)
        parts.append(rule(x, row or HEAD, x, where.foot, "heather-mid"))
        if row:
            parts.append(text(begins, row, label, colour="soft", size=SIZE))
            taken[row] = begins + wide
    return joined([*parts, rule(0, where.foot, SMALL.width - RIGHT + INSET, where.foot, "edge")])


def _median(findings: Findings, where: _Scale) -> SafeString:
    y = where.y(findings.median or 0)
    ends, value = SMALL.width - RIGHT + INSET, runs.plain(findings.median or 0)
    named = [
        text(SMALL.width, y - 2, _("median"), colour="soft", size=SIZE, at="end"),
        text(SMALL.width, y + 12, value, size=SIZE, at="end"),
    ]
    return joined([rule(0, y, ends, y, "edge", is_dashed=True), *named])


def _dots(readings: Readings, where: _Scale) -> SafeString:
    """Each reading, as long as they stand apart; one that a person marked is larger and of another colour."""
    few = len(readings) <= DOTS_UNTIL
    return joined(
        dot(where.x(on), where.y(value), 5 if mark else 3, "heather" if mark else "pine")
        for on, value, mark in readings
        if few or mark
    )


def _ends(readings: Readings, where: _Scale) -> SafeString:
    """The first and the last reading, at the line, with their days below it."""
    ends = [readings[0], readings[-1]] if len(readings) > 1 else [readings[0]]
    parts = [_days([on for on, _value, _mark in ends], where)]
    for (on, value, _mark), (at, aside) in zip(ends, SIDES, strict=False):
        x, y = where.x(on) + aside, where.y(value) - 8
        parts.append(text(x, y, runs.plain(value), size=14, bold=True, at=at))
    return joined(parts)


SIDES = (
    ("start", -INSET),
    ("end", INSET),
)  # from the first reading to the right, up to the last from the left


def _days(ends: list[date], where: _Scale) -> SafeString:
    """Below the first and the last reading; as one where these stand close."""
    words = [date_format(on, "j M Y") for on in ends]
    y, xs = where.foot + 16, [where.x(on) for on in ends]
    if xs[-1] - xs[0] < DAYS_WIDE:
        said = " – ".join(words)
        x = min(xs[0] - INSET, SMALL.width - LETTER * SIZE * len(said))
        return text(x, y, said, colour="soft", size=SIZE)
    if ends[0].year == ends[-1].year:
        words[0] = date_format(ends[0], "j M")
    return joined(
        text(x + aside, y, said, colour="soft", size=SIZE, at=at)
        for x, said, (at, aside) in zip(xs, words, SIDES, strict=True)
    )
