"""The scenario plan: drafted by small groups and taken up together, and its priorities on the wall."""

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _

from inquiries.models import Group
from meetings.models import Action
from meetings.walls import Line, Panel
from practices.models import Priority, ScenarioLine, SmallTest, Strand

Part = ScenarioLine.Part
ON_WALL = 6  # priorities that can be read from the back, as many as Beston had
LINES = 3  # below each


def take_up(line: ScenarioLine, *, is_ours: bool) -> bool:
    """Make a small group's line the whole group's, or theirs again; whether it was this call that did it."""
    rows = ScenarioLine.objects.kept().filter(pk=line.pk, is_ours=not is_ours)
    return bool(rows.update(is_ours=is_ours))


def on_the_wall(group: Group) -> list[Panel]:
    """Where we are, the future we want, and the priorities with what is tied to each (settings.WALL_PANELS); five queries."""
    said = ScenarioLine.objects.kept().ours().filter(group=group).values_list("part", "what")
    by_part: dict[str, list[Line]] = defaultdict(list)
    for part, what in said:
        by_part[part].append(Line(what))
    return [
        Panel("where", str(Part.NOW.label), by_part[Part.NOW][:ON_WALL]),
        Panel("middle", _("What we work on first"), parts=_priorities(group)),
        Panel("future", str(Part.FUTURE.label), by_part[Part.FUTURE][:ON_WALL]),
    ]


def _priorities(group: Group) -> list[Panel]:
    rows = list(Priority.objects.kept().filter(group=group).order_by("recorded_at")[:ON_WALL])
    if not rows:
        return []
    tied = _tied_to([row.pk for row in rows], group)
    return [
        Panel("middle", row.what, tied[row.pk][:LINES], more=max(len(tied[row.pk]) - LINES, 0))
        for row in rows
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
