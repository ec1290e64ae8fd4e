"""What of a draft would tell those above the group who somebody is, sentence by sentence, and where each is put right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import gathering, identifying, spotting
from inquiries.models import Group
from practices.models import Report
from practices.reporting import composing

TYPED = ("title", *composing.TYPED)
# Of what may tell who somebody is: a report speaks of days, and of the places where people work, as a story should not.
MAY_TELL = frozenset({identifying.Kind.NAME, identifying.Kind.AGE, identifying.Kind.CASE})


@dataclass(frozen=True)
class Found:
    """A sentence to look at; one that `stops` has to be put right before the report is published."""

    words: str
    why: str
    url: str
    stops: bool


def found(report: Report, told: dict[str, Any], *, on: date) -> list[Found]:
    """Of what was typed into it, what its aspirations rest on and its asks; one query for the people of the group.

    What the group let out was looked at when it went out.
    """
    checks = _checks(report.group, on.year)
    return [
        Found(sentence, why, url, stops)
        for text, url in _texts(report, told)
        for sentence in spotting.sentences_of(text)
        for why, stops in [_first(sentence, checks)]
        if why
    ]


def _texts(report: Report, told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each text with the address of the box that it stands in."""
    slug = report.group.slug
    change = reverse("practices:report-change", args=[slug, report.pk])
    for name in TYPED:
        yield getattr(report, name), f"{change}#id_{name}"
    for hope in told["aspirations"]:
        url = reverse("inquiries:check-back", args=[slug, hope["moment"]])
        yield hope["text"], reverse("inquiries:aspirations", args=[slug])
        yield hope["evidence"], url
    for ask in told["asks"]:
        yield ask["wording"], f"{reverse('practices:asks', args=[slug])}#ask-{ask['key']}"


Check = Callable[[str], str]


def _checks(group: Group, year: int) -> list[tuple[Check, bool]]:
    people = list(gathering.everybody_in(group).values())

    def names(text: str) -> str:
        named = spotting.named_in(text, people)
        return _("It names %(names)s.") % {"names": ", ".join(named)} if named else ""

    def refused(text: str) -> str:
        leads = identifying.refused(text, year=year, in_story=True)
        return _("It holds a number or an address that leads to somebody.") if leads else ""

    def may_tell(text: str) -> str:
        kinds = {one.kind for one in identifying.asked_about(text, year=year)}
        return _("It may tell who somebody is.") if kinds & MAY_TELL else ""

    return [(names, True), (refused, True), (may_tell, False)]


def _first(sentence: str, checks: list[tuple[Check, bool]]) -> tuple[str, bool]:
    """Why a sentence is to be looked at, the gravest first, and whether it stops the report; nothing where it is not."""
    for check, stops in checks:
        if why := check(sentence):
            return why, stops
    return "", False
