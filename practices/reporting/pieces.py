"""The pieces of a report over several groups as HTML: each a pure function of what is told, kept for as long as it is asked for.

A page has forty drawings with their words and a PDF two hundred, most of them the same from one reader to the next: what is kept is
found by the whole of what it says, so that nothing older can come out, whatever was taken back meanwhile.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices.models import Overview
from practices.reporting import small_multiples
from practices.reporting.numbering import OF_GROUPS

KEPT = 600  # pieces: all drawings of the largest programme, as both faces read them


@dataclass(frozen=True)
class Piece:
    """One group as it is shown: its place on the page, its row in the table, its drawing, and its numbers in a line."""

    item: SafeString
    figures: SafeString
    picture: SafeString
    sentence: str
    name: str
    draws: bool  # there is a drawing, not a sentence in its place
    is_silent: bool  # no number of it may be told


def portrait(told: dict[str, Any], scale: dict[str, int]) -> Piece:
    """One group, or nationally one partnership; a number that is not told is left out of the line."""
    return _portrait(json.dumps(told), scale["levels"], scale["tests"])


@lru_cache(maxsize=KEPT)
def _portrait(frozen: str, levels: int, tests: int) -> Piece:
    told = json.loads(frozen)
    labels = OF_GROUPS | {"held": _("meetings held")}
    numbers = [f"{number} {labels[name]}" for name, number in told["numbers"].items() if number is not None]
    context = {
        "told": told,
        "is_national": "slug" not in told,
        "picture": _picture(told, {"levels": levels, "tests": tests}, has_numbers=bool(numbers)),
        "sentence": ", ".join(numbers),
        "cells": [small_multiples.or_hidden(number) for number in [*told["levels"], *told["tests"]]],
    }
    item, row = (
        render_to_string(f"practices/overviews/{name}.html", context) for name in ("portrait", "figures")
    )
    counts = [*told["levels"], *told["tests"]]
    draws, is_silent = any(counts), not numbers and not any(counts) and None in counts
    return Piece(item, row, context["picture"], context["sentence"], told["name"], draws, is_silent)


def apart(portraits: Iterable[Piece]) -> dict[str, Any]:
    """Those to be drawn, and the names of those of which nothing may be told: one sentence rather than a drawing each."""
    rows = list(portraits)
    return {
        "portraits": [one for one in rows if not one.is_silent],
        "draws": any(one.draws for one in rows),
        "silent": ", ".join(one.name for one in rows if one.is_silent),
    }


def _picture(told: dict[str, Any], scale: dict[str, int], *, has_numbers: bool) -> SafeString:
    """Its drawing; where that would be empty, why, unless numbers stand there: words that went out stand elsewhere in the report."""
    counts = [*told["levels"], *told["tests"]]
    if any(counts):
        return small_multiples.svg(told, scale)
    if None in counts and has_numbers:
        return SafeString("")
    why = _("Too few to say.") if None in counts else _("No small test or difference let out yet.")
    return format_html('<p class="soft">{}</p>', f"{why} {small_multiples.held(told)}".strip())


def whole(overview: Overview, told: dict[str, Any], *, is_national: bool) -> SafeString:
    """What it says of all groups together, with the words of who wrote it."""
    words = (overview.learned, overview.uncertain, overview.ahead)
    return _whole(json.dumps(told), words, is_national)


@lru_cache(maxsize=20)
def _whole(frozen: str, words: tuple[str, str, str], is_national: bool) -> SafeString:
    told = json.loads(frozen)
    row = dict(zip(("learned", "uncertain", "ahead"), words, strict=True))
    tells = {
        name: not is_national or any(one["n"] for one in told.get(name) or [])
        for name in ("levels", "stages")
    }
    numbers = figures(told)
    context = {
        "told": told,
        "row": row,
        "is_national": is_national,
        "figures": [one for one in numbers if one["n"]],
        "too_few": ", ".join(str(one["label"]) for one in numbers if one["n"] is None),
        "none_out": ", ".join(str(one["label"]) for one in numbers if one["n"] == 0),
        "tells": tells,
    }
    return render_to_string("practices/overviews/whole.html", context)


def figures(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbers over all groups, with their words: people, what was done, what became usual, differences."""
    usual, trying, _let_go = told["tests"]
    levels = [level["n"] for level in told["levels"]]
    rows = [{"label": label} | told["totals"][name] for name, label in OF_GROUPS.items()]
    if "held" in told["totals"]:
        rows.append({"label": _("meetings held")} | told["totals"]["held"])
    return [
        *rows,
        {"label": _("small tests being tried"), "n": trying, "whole": True},
        {"label": _("became usual"), "n": usual, "whole": True},
        {
            "label": _("differences noticed"),
            "n": None if set(levels) == {None} else sum(filter(None, levels)),
            "whole": None not in levels,
        },
    ]
