"""How a group is doing, counted for itself: what became of the actions of each meeting, and how far its small tests are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from inquiries.models import Group
from meetings.models import Action, Meeting
from practices.models import SmallTest

State = Action.State
Stage = SmallTest.Stage


@dataclass(frozen=True)
class Agreed:
    """What was agreed at one meeting, or between meetings where there is none, and what has become of it by today."""

    meeting: Meeting | None
    done: int = 0
    let_go: int = 0
    carried: int = 0  # not finished, and a meeting was held since
    waiting: int = 0  # not finished, and none was

    @property
    def total(self) -> int:
        return self.done + self.let_go + self.carried + self.waiting


@dataclass(frozen=True)
class Stages:
    """How many small tests stand where; `due` are those being tried whose day to look at them has come."""

    trying: int = 0
    due: int = 0
    adopted: int = 0
    let_go: int = 0

    @property
    def total(self) -> int:
        return self.trying + self.adopted + self.let_go


def agreed(group: Group, meetings: Sequence[Meeting]) -> list[Agreed]:
    """Meeting by meeting, and last what was agreed between meetings; what is only offered to somebody counts nowhere.

    One query, whatever many actions. A meeting that was held stands there even if nothing was agreed at it.
    """
    rows = Action.objects.of_groups([group]).accepted().order_by().values_list("meeting", "state")
    counts: dict[UUID | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    known = {meeting.pk for meeting in meetings}
    for meeting, state, number in rows.annotate(number=Count("pk")):
        counts[meeting if meeting in known else None][state] += number
    last = max((meeting.number for meeting in meetings if meeting.is_held), default=0)
    found = [
        _agreed(meeting, counts[meeting.pk], has_carried=meeting.number < last)
        for meeting in meetings
        if meeting.is_held or meeting.pk in counts
    ]
    between = _agreed(None, counts[None], has_carried=False)
    return [*found, between] if between.total else found


def _agreed(meeting: Meeting | None, counts: dict[str, int], *, has_carried: bool) -> Agreed:
    done, let_go = counts.get(State.DONE, 0), counts.get(State.LET_GO, 0)
    unfinished = sum(counts.values()) - done - let_go
    carried = unfinished if has_carried else 0
    return Agreed(meeting, done, let_go, carried, unfinished - carried)


def together(rows: Sequence[Agreed]) -> Agreed:
    """All of some meetings as one, such as those long past."""
    names = ("done", "let_go", "carried", "waiting")
    return Agreed(None, **{name: sum(getattr(row, name) for row in rows) for name in names})


def stages(group: Group, day: date) -> Stages:
    """The small tests of a group by where they stand; one query."""
    rows = SmallTest.objects.kept().filter(group=group)
    is_due = Q(stage=Stage.TRYING, look_on__lte=day)
    return Stages(
        **rows.aggregate(
            trying=Count("pk", filter=Q(stage=Stage.TRYING)),
            due=Count("pk", filter=is_due),
            adopted=Count("pk", filter=Q(stage=Stage.ADOPTED)),
            let_go=Count("pk", filter=Q(stage=Stage.LET_GO)),
        )
    )
