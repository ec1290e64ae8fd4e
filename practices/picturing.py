"""The scenario plan: drafted by small groups and taken up together, and its priorities on the wall."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Value
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership
from meetings import releasing
from meetings.models import Action
from meetings.walls import Line, Panel
from practices.models import Priority, ScenarioLine, SmallTest, Strand

Part = ScenarioLine.Part
ON_WALL = 6  # priorities that can be read from the back, as many as Beston had
LINES = 3  # below each


def take_up(line: ScenarioLine, *, is_ours: bool, by: Membership, at: datetime) -> bool:
    """Make a small group's line the whole group's, or theirs again; whether it was this call that did it."""
    rows = ScenarioLine.objects.kept().filter(pk=line.pk, is_ours=not is_ours)
    if not rows.update(is_ours=is_ours):
        return False
    if not is_ours:
        releasing.take_back(line.group, line.THING, line.pk, by=by, at=at)
    return True


def on_the_wall(group: Group) -> list[Panel]:
    """Where we are, the future we want, and the priorities with what is tied to each (settings.WALL_PANELS).

    One query, and three more where there are priorities.
    """
    by_part: dict[str, list[Line]] = defaultdict(list)
    first: list[tuple[UUID, str]] = []
    for part, key, what, _at in _drawn(group):
        if part:
            by_part[part].append(Line(what))
        else:
            first.append((key, what))
    return [
        Panel("where", str(Part.NOW.label), by_part[Part.NOW][:ON_WALL]),
        Panel("middle", _("What we work on first"), parts=_priorities(group, first[:ON_WALL])),
        Panel("future", str(Part.FUTURE.label), by_part[Part.FUTURE][:ON_WALL]),
    ]


def _drawn(group: Group) -> list[tuple[Any, ...]]:
    """The lines that all took up, and behind an empty part the priorities, as they came; one query."""
    columns = ("part_of", "pk", "what", "recorded_at")
    lines = ScenarioLine.objects.kept().ours().filter(group=group).order_by().annotate(part_of=F("part"))
    none = Value("", output_field=CharField())
    first = Priority.objects.kept().filter(group=group).order_by().annotate(part_of=none)
    found = lines.values_list(*columns).union(first.values_list(*columns), all=True)
    return list(found.order_by("recorded_at"))


def _priorities(group: Group, rows: list[tuple[UUID, str]]) -> list[Panel]:
    if not rows:
        return []
    tied = _tied_to([key for key, _what in rows], group)
    return [
        Panel("middle", what, tied[key][:LINES], more=max(len(tied[key]) - LINES, 0)) for key, what in rows
    ]


def _tied_to(keys: list[UUID], group: Group) -> dict[UUID, list[Line]]:
    """What came of each priority and is at hand: small tests, and actions that are not finished."""
    ends = Strand.objects.filter(group=group, source__in=keys).values_list("source", "result")
    of = defaultdict(list)
    for source, result in ends:
        of[result].append(source)
    tied: dict[UUID, list[Line]] = defaultdict(list)
    tests = SmallTest.objects.kept().filter(group=group, pk__in=of).exclude(stage=SmallTest.Stage.LET_GO)
    for key, what in tests.values_list("pk", "what"):
        for source in of[key]:
            tied[source].append(Line(what, "trial", _("Small test")))
    actions = Action.objects.kept().filter(group=group, pk__in=of).open().accepted()
    for key, text, kind in actions.values_list("pk", "text", "kind"):
        for source in of[key]:
            tied[source].append(Line(text, kind, str(dict(Action.Kind.choices)[kind])))
    return tied
