"""The practice check: answered on phones in the room, shown as a spread from five answers on, never as a mean."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from meetings import timing
from meetings.hosting import Panel, Values
from meetings.models import Attendance, Meeting, RoomDevice
from practices.models import CheckAnswer, Practice
from practices.models.checks import LEAST, MOST, SHOWN_FROM

SCORES = range(LEAST, MOST + 1)


def _said(meeting: Meeting, device: RoomDevice) -> Values:
    """What this phone answered so far, as its form asks it."""
    said: Values = {}
    for answer in CheckAnswer.objects.filter(device=device):
        said |= {answer.practice: str(answer.score), f"{answer.practice}_line": answer.line}
    return said


@transaction.atomic
def _keep(meeting: Meeting, device: RoomDevice, values: Values, at: datetime) -> None:
    """One answer a practice from each phone: another one takes its place, and the same sent twice changes nothing."""
    RoomDevice.objects.select_for_update().get(pk=device.pk)
    day = timing.in_the_hall(at).date()
    for practice in Practice.values:
        mine = CheckAnswer.objects.filter(device=device, practice=practice)
        if not values.get(practice):
            mine.delete()
            continue
        said = {"score": int(values[practice]), "line": values.get(f"{practice}_line", "")}
        if not mine.update(**said):
            CheckAnswer.objects.create(meeting=meeting, device=device, practice=practice, said_on=day, **said)


panel = Panel(
    "practice-check",
    _("How do we work together?"),
    _(
        "One number a question, and a line if you like. From five answers on the group reads how they spread, and the lines, without names."
    ),
    _("Send it, without my name"),
    _said,
    _keep,
    form="practices.forms.checks.CheckForm",
)


@dataclass(frozen=True)
class Spread:
    """How the answers to one practice at one meeting spread; nothing of them below five."""

    meeting: Meeting
    counts: tuple[int, ...]  # of 1, 2, 3, 4 and 5
    lines: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """For each number: how many, and how high its bar is of a hundred."""
        most = max(self.counts)
        return [
            (score, count, round(100 * count / most))
            for score, count in zip(SCORES, self.counts, strict=True)
        ]


@dataclass(frozen=True)
class Checked:
    """One practice over the meetings at which enough answered."""

    practice: str
    label: str
    spreads: list[Spread]


def spreads(
    group: Group,
    meetings: list[Meeting],
    told_at: Collection[UUID] = frozenset(),
    *,
    least: int = SHOWN_FROM,
) -> list[Checked]:
    """Every practice with its spread at each meeting, oldest first, and the lines of those in `told_at`; one query.

    Nothing of what fewer than `least` answered.
    """
    rows = CheckAnswer.objects.filter(meeting__in=meetings).values_list(
        "practice", "meeting", "score", "line"
    )
    said: dict[tuple[str, UUID], list[tuple[int, str]]] = defaultdict(list)
    for practice, meeting, score, line in rows:
        said[practice, meeting].append((score, line if meeting in told_at else ""))
    return [
        Checked(practice, str(label), _shown(said, practice, meetings, least))
        for practice, label in Practice.choices
    ]


def told_to(user: User, meetings: list[Meeting]) -> set[UUID]:
    """The meetings whose lines this person reads inside: those since they joined, and those they came to (decision 76); one query."""
    came = Attendance.objects.present().filter(meeting=OuterRef("pk"), membership__person=user)
    before = Membership.objects.not_there_on(user, "starts_at__date")
    told = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
    return set(told.filter(~Exists(before) | Exists(came)).values_list("pk", flat=True))


def _shown(
    said: dict[tuple[str, UUID], list[tuple[int, str]]], practice: str, meetings: list[Meeting], least: int
) -> list[Spread]:
    found = []
    for meeting in meetings:
        answers = said.get((practice, meeting.pk), [])
        if len(answers) >= least:
            counts = tuple(sum(1 for score, _line in answers if score == one) for one in SCORES)
            found.append(Spread(meeting, counts, tuple(sorted(line for _score, line in answers if line))))
    return found
