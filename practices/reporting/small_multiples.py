"""Small drawings, one for each group and all to one scale: how change spreads in it, its small tests, and its meetings.

Drawn as text rather than by a template: a page has forty of them, a PDF two hundred. Colours stand as attributes too, since
the PDF maker does not read a page's style inside a drawing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.models import Level

COLUMN, STEP, FOOT, HIGHEST = 18, 24, 62, 44  # of the five levels
LEFT, BAR, ROW, LONGEST = 202, 12, 17, 58  # of the three stages of small tests
DOT, MOST_DOTS = 11, 9
HEATHER, PINE, PINE_WASH, EDGE, SOFT = "#63407a", "#12594a", "#e3f0ea", "#71767a", "#4a5661"
FILLS = ((PINE, PINE), (PINE_WASH, PINE), ("none", EDGE))  # became usual, being tried, let go
HIDDEN = f'class="multi__hidden" fill="none" stroke="{EDGE}" stroke-dasharray="2 2"'


def svg(told: Mapping[str, Any], scale: Mapping[str, int]) -> SafeString:
    """The drawing of one group; `scale` is the largest number of all groups. Its words are its alternative text."""
    parts = [
        '<svg class="multi" viewBox="0 0 304 84" role="img" font-size="12" fill="#1f2a33"',
        ' font-family="Atkinson Hyperlegible Next">',
        f"<title>{escape(words(told))}</title>",
        f'<path class="multi__axis" d="M0 62.5H122" stroke="{EDGE}" fill="none"/>',
        *_columns(told["levels"], scale["levels"]),
        *_bars(told["tests"], scale["tests"]),
        *_meetings(told),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - numbers of ours, and words that are escaped above


def _columns(numbers: list[int | None], most: int) -> Iterator[str]:
    for place, number in enumerate(numbers):
        x = STEP * place + 1
        if number is None:
            yield f'<rect {HIDDEN} x="{x}" y="{FOOT - 5}" width="{COLUMN}" height="5"/>'
        elif number:
            height = round(HIGHEST * number / most, 1)
            y = round(FOOT - height, 1)
            yield f'<rect class="multi__level" x="{x}" y="{y}" width="{COLUMN}" height="{height}" fill="{HEATHER}"/>'
            yield f'<text x="{x + COLUMN // 2}" y="{round(y - 3, 1)}" text-anchor="middle">{number}</text>'
    yield _soft(1, 76, _("myself"), "start") + _soft(121, 76, _("people"))


def _bars(numbers: list[int | None], most: int) -> Iterator[str]:
    names = (_("usual"), _("trying"), _("let go"))
    for place, (number, name, (fill, stroke)) in enumerate(zip(numbers, names, FILLS, strict=True)):
        y = 16 + ROW * place
        yield _soft(196, y + 10, name)
        if number is None:
            yield f'<rect {HIDDEN} x="{LEFT}" y="{y}" width="5" height="{BAR}"/>'
        elif number:
            width = round(LONGEST * number / most, 1)
            look = f'class="multi__stage multi__stage--{place + 1}" fill="{fill}" stroke="{stroke}"'
            yield f'<rect {look} x="{LEFT}" y="{y}" width="{width}" height="{BAR}"/>'
            yield f'<text x="{round(LEFT + width + 4, 1)}" y="{y + 10}">{number}</text>'


def _meetings(told: Mapping[str, Any]) -> Iterator[str]:
    """A dot for each meeting held, a ring for each to come; nationally there are none to draw."""
    if "to_come" not in told:
        return
    yield _soft(196, 80, _("meetings"))
    for place in range(min(told["held"] + told["to_come"], MOST_DOTS)):
        x = LEFT + 4 + DOT * place
        if place < told["held"]:
            yield f'<circle class="multi__held" cx="{x}" cy="76" r="4" fill="{HEATHER}"/>'
        else:
            yield f'<circle class="multi__ahead" cx="{x}" cy="76" r="3.5" fill="none" stroke="{HEATHER}" stroke-width="1.5"/>'


def _soft(x: int, y: int, text: str, anchor: str = "end") -> str:
    return f'<text class="multi__word" x="{x}" y="{y}" text-anchor="{anchor}" fill="{SOFT}">{escape(text)}</text>'


def words(told: Mapping[str, Any]) -> str:
    """The drawing in a sentence."""
    levels = ", ".join(
        f"{str(label).lower()} {or_hidden(number)}"
        for label, number in zip(Level.labels, told["levels"], strict=True)
    )
    usual, trying, let_go = (or_hidden(number) for number in told["tests"])
    differences = _("%(name)s. Differences: %(levels)s.") % {"name": told["name"], "levels": levels}
    tests = _("Small tests: %(usual)s became usual, %(trying)s being tried, %(let_go)s let go.")
    told_tests = tests % {"usual": usual, "trying": trying, "let_go": let_go}
    return f"{differences} {told_tests} {held(told)}".strip()


def held(told: Mapping[str, Any]) -> str:
    """How many meetings it held and has to come, where that is told; nothing before the first is set."""
    if not told.get("held") and not told.get("to_come"):
        return ""
    held = ngettext("%(n)s meeting held", "%(n)s meetings held", told["held"]) % {"n": told["held"]}
    return _("%(held)s, %(n)s to come.") % {"held": held, "n": told["to_come"]}


def or_hidden(number: int | None) -> str:
    return _("not told") if number is None else str(number)
