"""A run chart as a picture: the line, its median, the rounds of what was tried, and what the rules say, named on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inquiries.templatetags.clip import number_word
from practices.run_rules import ANHOEJ, TOO_FEW, Findings

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 56, 84, 56, 44  # what is written stands in these
DAYS_AT_MOST = 6  # written below

Readings = Sequence[tuple[date, Decimal, bool]]


@dataclass(frozen=True)
class Scale:
    """Where a day and a number lie on the picture; days are spaced as they are in life."""

    first: date
    days: int
    least: float
    span: float

    def x(self, on: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (on - self.first).days / self.days, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - self.least) / self.span, 1)


def draw(
    readings: Readings,
    findings: Findings,
    *,
    baseline: int | None,
    cycles: Sequence[tuple[date, str]],
    unit: str,
    name: str,
    key: str,
) -> SafeString:
    """The chart of these readings, oldest first, with a title that says what was found; nothing without a reading."""
    if not readings:
        return SafeString("")
    scale = _scale(readings)
    title, told = title_of(findings), _told(findings, name, unit)
    return format_html(
        '<svg class="run__chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{key}-title {key}-told">'
        '<title id="{key}-title">{title}</title><desc id="{key}-told">{told}</desc>'
        '<text class="run__title" x="0" y="20">{title}</text><text class="run__text" x="0" y="40">{rules}</text>'
        "{}{}{}{}{}</svg>",
        WIDTH,
        HEIGHT,
        _axes(readings, scale, unit),
        _median(findings, scale),
        _rounds(cycles, scale),
        _line(readings, scale),
        _points(readings, findings, scale),
        key=key,
        title=title,
        told=told,
        rules=_rules(findings, baseline),
    )


def title_of(findings: Findings) -> str:
    """What the chart says, in one sentence."""
    if findings.is_too_early:
        return _("Too early to judge: %(n)s of %(ten)s readings") % {"n": findings.count, "ten": TOO_FEW}
    if not findings.signals:
        return _("No more than chance would do")
    first = findings.signals[0]
    more = len(findings.signals) - 1
    return f"{first.sentence} {_('And %(n)s more.') % {'n': number_word(more)}}" if more else first.sentence


def _told(findings: Findings, name: str, unit: str) -> str:
    """The same for those who do not see the picture."""
    said = _("%(name)s, %(n)s readings.") % {
        "name": f"{name} ({unit})" if unit else name,
        "n": findings.count,
    }
    return " ".join([said, *(f"{signal.name}: {signal.sentence}" for signal in findings.signals)])


def _rules(findings: Findings, baseline: int | None) -> str:
    names = _("Anhøj rules") if findings.rules == ANHOEJ else _("Run chart rules")
    of = (
        _("median of the first %(n)s readings") % {"n": baseline} if baseline else _("median of all readings")
    )
    return f"{names}, {of}"


def _scale(readings: Readings) -> Scale:
    values = [float(value) for _on, value, _mark in readings]
    first, last = readings[0][0], readings[-1][0]
    room = (max(values) - min(values)) * 0.08 or 1.0
    least = min(0.0, min(values)) if min(values) <= max(values) / 2 else min(values) - room
    return Scale(first, max((last - first).days, 1), least, max(values) + room - least)


def _line(readings: Readings, scale: Scale) -> SafeString:
    points = " ".join(f"{scale.x(on)},{scale.y(float(value))}" for on, value, _mark in readings)
    return format_html('<polyline class="run__line" points="{}"/>', points)


def _points(readings: Readings, findings: Findings, scale: Scale) -> SafeString:
    """Each reading; those of a signal are filled another way, and one that was marked is a square."""
    told = {place for signal in findings.signals for place in signal.places}
    return format_html_join(
        "",
        "{}",
        (
            (_point(scale.x(on), scale.y(float(value)), place in told, mark),)
            for place, (on, value, mark) in enumerate(readings)
        ),
    )


def _point(x: float, y: float, is_told: bool, is_marked: bool) -> SafeString:
    if is_marked:
        return format_html('<rect class="run__star" x="{}" y="{}" width="12" height="12"/>', x - 6, y - 6)
    shape = "run__point run__point--told" if is_told else "run__point"
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', shape, x, y, 5 if is_told else 3.5)


def _median(findings: Findings, scale: Scale) -> SafeString:
    if findings.middle is None:
        return SafeString("")
    y = scale.y(float(findings.middle))
    return format_html(
        '<line class="run__median" x1="{}" y1="{}" x2="{}" y2="{}"/><text class="run__text" x="{}" y="{}">{}</text>',
        LEFT,
        y,
        WIDTH - RIGHT,
        y,
        WIDTH - RIGHT + 6,
        y + 5,
        _("median %(value)s") % {"value": plain(findings.middle)},
    )


def _rounds(cycles: Sequence[tuple[date, str]], scale: Scale) -> SafeString:
    """An upright where each round began, labelled at its head; those before the first reading stand at its side."""
    shown = [(max(LEFT, min(scale.x(on), WIDTH - RIGHT)), label) for on, label in cycles]
    return format_html_join(
        "",
        '<line class="run__cycle" x1="{}" y1="{}" x2="{}" y2="{}"/><text class="run__text" x="{}" y="{}">{}</text>',
        (
            (x, TOP, x, HEIGHT - BOTTOM, x + 4, TOP + 10 + 16 * (place % 2), label)
            for place, (x, label) in enumerate(shown)
        ),
    )


def _axes(readings: Readings, scale: Scale, unit: str) -> SafeString:
    """The least and the greatest number beside the line, and some days below it."""
    values = sorted({value for _on, value, _mark in readings})
    ends = [values[0], values[-1]] if len(values) > 1 else values
    step = max(1, -(-len(readings) // DAYS_AT_MOST))
    days = [on for on, _value, _mark in readings[::step]]
    left = format_html_join(
        "",
        '<text class="run__text run__text--end" x="{}" y="{}">{}</text>',
        ((LEFT - 8, scale.y(float(value)) + 5, plain(value)) for value in ends),
    )
    below = format_html_join(
        "",
        '<text class="run__text run__text--middle" x="{}" y="{}">{}</text>',
        ((scale.x(on), HEIGHT - BOTTOM + 20, date_format(on, "j M")) for on in days),
    )
    of = format_html('<text class="run__text" x="{}" y="{}">{}</text>', 0, HEIGHT - 4, unit) if unit else ""
    base = format_html(
        '<line class="run__base" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        LEFT,
        HEIGHT - BOTTOM,
        WIDTH - RIGHT,
        HEIGHT - BOTTOM,
    )
    return format_html("{}{}{}{}", left, below, of, base)


def plain(value: Decimal | float) -> str:
    """A number as one writes it: no zeros behind it."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")
