"""The wall: purpose, the future we want, what we are at, and the row of meetings, for all in the room to read from afar.

It says what, and never how it goes or who has it: names, states and counts stay on the laptop. Apps above add panels by
settings.WALL_PANELS: functions of a group that give panels.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from inquiries import enrolling, spotting
from inquiries.models import Aspiration, Group, Membership, Purpose
from meetings import grouping, hosting
from meetings.models import Action, RoomCode

SHOWN = 12  # in the middle: more can't be read from the back
FUTURE = 6
Term = Purpose.Term


@dataclass(frozen=True)
class Line:
    """One thing on the wall, and the mark beside it: action, question, or what an app above calls it."""

    text: str
    mark: str = ""
    label: str = ""


@dataclass(frozen=True)
class Panel:
    """Some lines under a heading. `place` is where, middle, future or usual; a middle one may be one of several."""

    place: str
    heading: str
    lines: list[Line] = field(default_factory=list)
    more: int = 0
    parts: "list[Panel]" = field(default_factory=list)  # numbered ones in the middle, such as priorities


@dataclass
class Wall:
    """All that the wall of a group says at one moment."""

    group: Group
    purpose: str
    panels: list[Panel]
    is_blank: bool = False
    days: list[str] = field(default_factory=list)
    room: RoomCode | None = None  # for phones, while the meeting is in session

    @property
    def square(self) -> str:
        """The way into the room as a picture."""
        return enrolling.square(hosting.address_of(self.room)) if self.room else ""

    def _at(self, place: str) -> list[Panel]:
        return [panel for panel in self.panels if panel.place == place and (panel.lines or panel.parts)]

    @property
    def where(self) -> list[Panel]:
        return self._at("where")

    @property
    def middle(self) -> list[Panel]:
        return self._at("middle")

    @property
    def has_trials(self) -> bool:
        """Whether the key at its foot has to say what the mark of a small test is."""
        every = [inner for panel in self.middle for inner in (panel, *panel.parts)]
        return any(line.mark == "trial" for panel in every for line in panel.lines)

    @property
    def future(self) -> list[Panel]:
        return self._at("future")

    @property
    def usual(self) -> list[Panel]:
        return self._at("usual")

    @property
    def tag(self) -> str:
        """Another one whenever the wall looks different."""
        told: Any = "blank" if self.is_blank else (self.purpose, self.panels, self.days, self.room)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


Source = Callable[[Group], list[Panel]]


def wall_of(group: Group, *, at: datetime, is_for_paper: bool = False) -> Wall:
    """The wall as it stands, blank during a pause: one query for the meetings, one for the room, and those of each source."""
    meetings = grouping.meetings_of(group)
    if not is_for_paper and any(meeting.is_paused for meeting in meetings):
        return Wall(group, "", [], is_blank=True)
    sources: list[Source] = [import_string(path) for path in settings.WALL_PANELS]
    panels = _joined([panel for source in sources for panel in source(group)])
    days = [f"{meeting.starts_at.isoformat()} {meeting.is_held}" for meeting in meetings]
    room = None if is_for_paper else RoomCode.objects.usable().filter(meeting__group=group).first()
    purpose = group.purpose_line or group.who_for
    return Wall(group, purpose, panels, days=[*days, str(at.date())], room=room)


def nameless(wall: Wall) -> Wall:
    """The same without the lines that name somebody who is or was in the group; one query."""
    everybody = list(Membership.objects.filter(group=wall.group).select_related("person"))
    return replace(wall, panels=[_nameless(panel, everybody) for panel in wall.panels])


def _nameless(panel: Panel, everybody: list[Membership]) -> Panel:
    lines = [line for line in panel.lines if not spotting.named_in(line.text, everybody)]
    parts = [_nameless(part, everybody) for part in panel.parts]
    heading = "" if spotting.named_in(panel.heading, everybody) else panel.heading
    return replace(panel, lines=lines, parts=parts, heading=heading)


def _joined(panels: list[Panel]) -> list[Panel]:
    """Panels of one place and heading, from several sources, as one: their first lines, as many as can be read."""
    found: list[Panel] = []
    for panel in panels:
        same = [one for one in found if (one.place, one.heading) == (panel.place, panel.heading)]
        if not same or panel.parts or same[0].parts:
            found.append(panel)
            continue
        at_most = FUTURE if panel.place == "future" else SHOWN
        lines = [*same[0].lines, *panel.lines][:at_most]
        found[found.index(same[0])] = replace(same[0], lines=lines, more=same[0].more + panel.more)
    return found


def on_the_way(group: Group) -> list[Panel]:
    """What the group means to reach by its last meeting, and before the next one; one query."""
    nearer = Purpose.objects.current().filter(group=group, term__in=[Term.MEDIUM, Term.SHORT])
    by_term = dict(nearer.values_list("term", "text"))
    return [
        Panel("where", str(Term(term).label), [Line(by_term[term])])
        for term in (Term.MEDIUM, Term.SHORT)
        if term in by_term
    ]


def future(group: Group) -> list[Panel]:
    """What the group hopes will be different; one query."""
    hopes = Aspiration.objects.kept().filter(group=group).values_list("text", flat=True)[:FUTURE]
    return [Panel("future", _("The future we want"), [Line(text) for text in hopes])]


def actions(group: Group) -> list[Panel]:
    """What was taken on and is not finished, oldest first, without who or how it goes; one query."""
    rows = Action.objects.kept().filter(group=group).open().accepted().order_by("agreed_at", "pk")
    found = list(rows.values_list("text", "kind"))
    kinds = dict(Action.Kind.choices)
    lines = [Line(text, kind, str(kinds[kind])) for text, kind in found[:SHOWN]]
    return [Panel("middle", _("What moved?"), lines, more=max(len(found) - SHOWN, 0))]
