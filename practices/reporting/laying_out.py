"""How a report is laid out: which sections stand in which of the three, in which order, and under which heading."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Report
from practices.reporting import comparing, figures, reading_aloud
from practices.reporting.reading_aloud import Aloud

Kind = Report.Kind
Told = dict[str, Any]
SMALLER = [
    (780, "report--denser"),
    (520, "report--dense"),
]  # words from which paper takes smaller type: two sheets hold it
FIGURE = 90  # words: the room of one on paper

HEADINGS: dict[str, Promise] = {
    "since": _("What changed since"),
    "differences": _("Small differences for people"),
    "asks": _("What the group asks"),
    "aspirations": _("What the group hoped for"),
    "tried": _("What was tried, and what became usual"),
    "figures": _("In figures"),
    "stories": _("In one life"),
    "learned": _("What we learned, and what is uncertain"),
    "goes_on": _("What goes on"),
    "ahead": _("What comes next"),
    "said": _("In their words"),
}
ORDER: dict[str, list[str]] = {
    Kind.PROGRESS: [
        "differences",
        "since",
        "asks",
        "aspirations",
        "tried",
        "stories",
        "learned",
        "figures",
        "goes_on",
        "ahead",
        "said",
    ],
    Kind.BRIEFING: [
        "differences",
        "tried",
        "goes_on",
        "asks",
        "aspirations",
        "learned",
        "figures",
        "stories",
        "ahead",
        "said",
    ],
    Kind.FINAL: [
        "differences",
        "aspirations",
        "stories",
        "tried",
        "goes_on",
        "learned",
        "figures",
        "asks",
        "ahead",
        "said",
    ],
}
OTHERWISE: dict[str, dict[str, Promise]] = {
    Kind.BRIEFING: {
        "differences": _("What is different for people so far"),
        "tried": _("Results so far"),
        "goes_on": _("Ways to go on"),
        "ahead": _("What the last meeting decides"),
    },
    Kind.FINAL: {
        "aspirations": _("What the group hoped for, and where it is"),
        "stories": _("Stories, then and now"),
        "asks": _("What the group asked, and what was answered"),
    },
}


@dataclass(frozen=True)
class Section:
    """One section of a report that holds something."""

    name: str
    heading: str
    rows: Any

    @property
    def words(self) -> Any:
        """What is read aloud of it: of a figure its title."""
        return [one.title for one in self.rows] if self.name == "figures" else self.rows

    @property
    def template(self) -> str:
        return f"practices/report/{self.name}.html"


def sections(told: Told) -> list[Section]:
    """Those that hold something, in the order of the report's kind."""
    found = [Section(name, _heading(told, name), _holds(told, name)) for name in ORDER[told["sort"]]]
    return [section for section in found if section.rows]


def _heading(told: Told, name: str) -> str:
    return str(OTHERWISE.get(told["sort"], {}).get(name) or HEADINGS[name])


def _holds(told: Told, name: str) -> Any:
    if name == "since":
        return comparing.in_words(told)
    if name == "figures":
        return figures.drawn(told[name])
    if name == "learned":
        return [words for words in (told["learned"], told["uncertain"], told["practices"]) if words]
    if name == "ahead":
        return [words for words in (told["ahead"], told["meets_next"]) if words]
    return told[name]


def shown(told: Told) -> dict[str, Any]:
    """What the page and the paper of a report read, both the same; read once, since figures are drawn for it."""
    found = sections(told)
    aloud = _aloud(told, found)
    drawn = sum(len(section.rows) for section in found if section.name == "figures")
    room = aloud.words + FIGURE * drawn
    return {
        "told": told,
        "sections": found,
        "new": set(told["since"]["new"]) if told["since"] else set(),
        "aloud": aloud,
        "density": next((name for most, name in SMALLER if room > most), ""),
    }


def _aloud(told: Told, found: list[Section]) -> Aloud:
    """How long it takes to read, its title and its first sentences with it."""
    head = [(str(_("At its head")), [told["title"], told["lead"]])]
    return reading_aloud.read([*head, *((section.heading, section.words) for section in found)])
