"""Small drawings, one for each group and all to one scale: how change spreads in it, its small tests, and its meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.models import Level

COLUMN, STEP, FOOT, HIGHEST = 18, 24, 62, 44  # of the five levels
BAR, LONGEST = 12, 58  # of the three stages of small tests
DOT = 11


@dataclass(frozen=True)
class Shape:
    """One column, bar or dot, with the number beside it; `is_told` is false where the number is not told."""

    x: float
    y: float
    width: float
    height: float
    number: int | None
    label_x: float
    label_y: float

    @property
    def is_told(self) -> bool:
        return self.number is not None


@dataclass(frozen=True)
class Picture:
    """The drawing of one group, and what it says to whoever does not see it."""

    columns: list[Shape]
    bars: list[Shape]
    held: list[int]
    to_come: list[int]
    words: str


def picture(told: Mapping[str, Any], scale: Mapping[str, int]) -> Picture:
    """What is drawn of this group; `scale` is the largest number of all groups."""
    held, to_come = told.get("held"), told.get("to_come", 0)
    dots = [206 + DOT * place for place in range(min((held or 0) + to_come, 9))]
    return Picture(
        [_column(place, number, scale["levels"]) for place, number in enumerate(told["levels"])],
        [_bar(place, number, scale["tests"]) for place, number in enumerate(told["tests"])],
        dots[: held or 0],
        dots[held or 0 :],
        _words(told),
    )


def _column(place: int, number: int | None, most: int) -> Shape:
    height = round(HIGHEST * (number or 0) / most, 1) if number is not None else 5
    x, y = STEP * place + 1, FOOT - height
    return Shape(x, y, COLUMN, height, number, x + COLUMN / 2, y - 3)


def _bar(place: int, number: int | None, most: int) -> Shape:
    width = round(LONGEST * (number or 0) / most, 1) if number is not None else 5
    y = 16 + 17 * place
    return Shape(202, y, width, BAR, number, 202 + width + 4, y + 10)


def _words(told: Mapping[str, Any]) -> str:
    """The drawing in a sentence: what its alternative text says."""
    levels = ", ".join(
        f"{str(label).lower()} {_or_hidden(number)}"
        for label, number in zip(Level.labels, told["levels"], strict=True)
    )
    usual, trying, let_go = (_or_hidden(number) for number in told["tests"])
    tests = _("Small tests: %(usual)s became usual, %(trying)s being tried, %(let_go)s let go.") % {
        "usual": usual,
        "trying": trying,
        "let_go": let_go,
    }
    return " ".join(
        [
            _("%(name)s. Differences: %(levels)s.") % {"name": told["name"], "levels": levels},
            tests,
            _meetings(told),
        ]
    ).strip()


def _meetings(told: Mapping[str, Any]) -> str:
    if "to_come" not in told:
        return ""
    held = ngettext("%(n)s meeting held", "%(n)s meetings held", told["held"]) % {"n": told["held"]}
    return _("%(held)s, %(n)s to come.") % {"held": held, "n": told["to_come"]}


def _or_hidden(number: int | None) -> str:
    return _("not told") if number is None else str(number)
