"""A run chart as a picture: readings, their median, the rounds of what was tried, and what the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import cos, pi, sin
from textwrap import wrap

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from practices.run_rules import Findings
from practices.runs import Cycles, Readings, Run, described, plain, rules_of, title_of

WIDTH, PLOT = 720, 220
LEFT, RIGHT, BOTTOM = 64, 104, 52  # what is written beside and below stands in these
LINE, ROW, LETTER = 22, 16, 7.4  # how high a title's line and a label are, about how wide a letter
TITLE_LETTERS, LABEL_LETTERS = 70, 24  # in a line of the title, and in the label of a round
ROWS = 3  # of labels, one above the other where rounds stand close
DAYS_AT_MOST, DAY_WIDTH = 7, 84  # so many have room, as wide as each is
DRAWN_OUT = {"shift", "trend", "longest"}  # rules that point at some of the readings


@dataclass(frozen=True)
class Scale:
    """Where a day and a number lie on the picture; days are spaced as they are in life."""

    first: date
    days: int
    least: float
    span: float
    top: int

    @property
    def foot(self) -> int:
        return self.top + PLOT

    def x(self, on: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (on - self.first).days / self.days, 1)

    def y(self, value: Decimal) -> float:
        return round(self.foot - PLOT * (float(value) - self.least) / self.span, 1)


def draw(run: Run, *, key: str) -> SafeString:
    """These readings under a title that says what was found; nothing without a reading."""
    if not run.readings:
        return SafeString("")
    title = title_of(run.findings)
    lines = wrap(title, TITLE_LETTERS)
    scale = _scale(run, top=LINE * (len(lines) + 1) + ROW * ROWS)
    return format_html(
        '<svg class="run__chart" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{title}</title>'
        '<desc id="{key}-desc">{desc}</desc>{head}{plot}</svg>',
        width=WIDTH,
        height=scale.foot + BOTTOM,
        key=f"run-{slugify(key)}",
        title=title,
        desc=described(run),
        head=_head(lines, rules_of(run)),
        plot=_plot(run, scale),
    )


def _head(lines: Sequence[str], rules: str) -> SafeString:
    """The title, broken where it is long, and below it the rules."""
    title = format_html_join(
        "",
        '<text class="run__title" x="0" y="{}">{}</text>',
        ((LINE * number, line) for number, line in enumerate(lines, start=1)),
    )
    return format_html(
        '{}<text class="run__text" x="0" y="{}">{}</text>', title, LINE * (len(lines) + 1) - 2, rules
    )


def _plot(run: Run, scale: Scale) -> SafeString:
    parts = [
        _numbers(run.readings, scale),
        _days(run.readings, scale),
        _text(0, scale.foot + BOTTOM - 6, run.unit),
        _cycles(run.cycles, scale),
        _median(run.findings, scale),
        _baseline(run, scale),
        _line(run.readings, scale),
        _points(run.readings, run.findings, scale),
    ]
    return _together(parts)


def _scale(run: Run, *, top: int) -> Scale:
    """Room for all readings and rounds, and for nought where the readings are near enough to it."""
    values = [float(value) for _on, value, _mark in run.readings]
    days = [on for on, _value, _mark in run.readings] + [on for on, _label in run.cycles]
    least, most = min(values), max(values)
    if 0 <= least <= most / 2:
        least = 0
    room = (most - least) * 0.08 or 1.0
    floor = least - room if least else 0.0
    return Scale(min(days), max((max(days) - min(days)).days, 1), floor, most + room - floor, top)


def _line(readings: Readings, scale: Scale) -> SafeString:
    points = " ".join(f"{scale.x(on)},{scale.y(value)}" for on, value, _mark in readings)
    return format_html('<polyline class="run__line" points="{}"/>', points)


def _points(readings: Readings, findings: Findings, scale: Scale) -> SafeString:
    """Each reading; larger where a rule points at it, and a star where a person marked it."""
    told = {place for one in findings.signals if one.rule in DRAWN_OUT for place in one.places}
    return _together(
        [
            _star(scale.x(on), scale.y(value)) if mark else _point(scale.x(on), scale.y(value), place in told)
            for place, (on, value, mark) in enumerate(readings)
        ]
    )


def _point(x: float, y: float, is_told: bool) -> SafeString:
    shape, r = ("run__point run__point--shift", 5.0) if is_told else ("run__point", 3.5)
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', shape, x, y, r)


def _star(x: float, y: float) -> SafeString:
    """With five points, so ten corners."""
    turns = [(pi * (n / 5 - 0.5), 4 if n % 2 else 9) for n in range(10)]
    corners = " ".join(f"{x + r * cos(turn):.1f},{y + r * sin(turn):.1f}" for turn, r in turns)
    return format_html('<polygon class="run__star" points="{}"/>', corners)


def _median(findings: Findings, scale: Scale) -> SafeString:
    """Right across, with its number at its end."""
    median = findings.median or Decimal(0)
    words = _("median %(value)s") % {"value": plain(median)}
    y = scale.y(median)
    line = _segment("run__median", LEFT, y, WIDTH - RIGHT, y)
    return format_html("{}{}", line, _text(WIDTH - RIGHT + 8, y + 5, words))


def _baseline(run: Run, scale: Scale) -> SafeString:
    """Over the median, as far as the readings reach of which it is the median."""
    if not run.baseline or run.baseline >= len(run.readings):
        return SafeString("")
    y, last = scale.y(run.findings.median or Decimal(0)), run.readings[run.baseline - 1]
    return _segment("run__baseline", scale.x(run.readings[0][0]), y, scale.x(last[0]), y)


def _cycles(cycles: Cycles, scale: Scale) -> SafeString:
    """An upright where each round began, with its label at the head."""
    heads = [(scale.x(on), Truncator(words).chars(LABEL_LETTERS)) for on, words in sorted(cycles)]
    head, parts = scale.top - ROW * ROWS, []
    for (x, words), row in zip(heads, _rows(heads), strict=True):
        parts.append(_segment("run__cycle", x, head + ROW * row + 4, x, scale.foot))
        ends = _ends(x, words)
        where = x - 4 if ends else x + 4
        parts.append(_text(where, head + ROW * (row + 1), words, "run__text--end" if ends else ""))
    return _together(parts)


def _rows(heads: Sequence[tuple[float, str]]) -> list[int]:
    """For each label the first row where it and its line meet none before; or else where it meets none."""
    taken, rows = [0.0] * ROWS, []
    for x, words in heads:
        begins = x - _width(words) if _ends(x, words) else x
        clear = [row for row in range(ROWS) if taken[row] <= begins] or [ROWS - 1]
        row = next((row for row in clear if max(taken[row:]) <= begins), clear[0])
        taken[row] = begins + _width(words)
        rows.append(row)
    return rows


def _ends(x: float, words: str) -> bool:
    """Whether a label must end at its line, because the picture does."""
    return x + _width(words) > WIDTH


def _width(words: str) -> float:
    return LETTER * len(words) + 8


def _numbers(readings: Readings, scale: Scale) -> SafeString:
    """The least and the greatest, beside the line."""
    values = [value for _on, value, _mark in readings]
    ends = sorted({min(values), max(values)})
    return _together([_text(LEFT - 10, scale.y(value) + 5, plain(value), "run__text--end") for value in ends])


def _days(readings: Readings, scale: Scale) -> SafeString:
    """The first day and the last, and between them some that have room; with the year where it's another."""
    shown = _spread([on for on, _value, _mark in readings], scale)
    before = [None, *(on.year for on in shown[:-2]), None]
    forms = ["j M" if on.year == year else "j M Y" for on, year in zip(shown, before, strict=False)]
    words = [(scale.x(on), date_format(on, form)) for on, form in zip(shown, forms, strict=True)]
    if len(shown) == 2 and words[1][0] - words[0][0] < DAY_WIDTH:  # they'd run into one another
        words = [(max(words[0][0], LEFT + DAY_WIDTH), f"{words[0][1]} – {words[1][1]}")]
    return _together([_text(x, scale.foot + 24, said, "run__text--middle") for x, said in words])


def _spread(days: Sequence[date], scale: Scale) -> list[date]:
    """At most seven of the days, with the first and the last, and none between too near the next."""
    last, parts = len(days) - 1, min(DAYS_AT_MOST, len(days)) - 1
    shown = [days[0]]
    for number in range(1, parts):
        on = days[round(last * number / parts)]
        if scale.x(on) - scale.x(shown[-1]) >= DAY_WIDTH <= scale.x(days[-1]) - scale.x(on):
            shown.append(on)
    return [*shown, days[-1]] if last else shown


def _segment(shape: str, x1: float, y1: float, x2: float, y2: float) -> SafeString:
    return format_html('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', shape, x1, y1, x2, y2)


def _text(x: float, y: float, words: str, shape: str = "") -> SafeString:
    """Nothing where there are no words."""
    if not words:
        return SafeString("")
    shapes = f"run__text {shape}".strip()
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', shapes, x, y, words)


def _together(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
