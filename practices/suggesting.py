"""What a group recorded that may speak for or against a practice: suggested with where it stands, and said by a person or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from inquiries.models import Group, User
from meetings.models import Action
from practices import tying
from practices.models import (
    Ask,
    Barrier,
    NoticedChange,
    Observation,
    Practice,
    SmallTest,
    Story,
    StructuralProposal,
)
from practices.tying import Knot

EACH_AT_MOST = 4
CARRIED_FOR = timedelta(days=60)  # open so long, it has been carried over two meetings
FOR, AGAINST = Observation.Speaks.FOR, Observation.Speaks.AGAINST


@dataclass(frozen=True)
class Suggestion:
    """One thing on record, which way it may point, and why it is suggested."""

    knot: Knot
    speaks: str
    because: str

    @property
    def is_for(self) -> bool:
        return self.speaks == FOR


Rows = Iterable[Any]
Source = tuple[Callable[[User, Group, date], Rows], str, Callable[[], str]]


def _adapted(user: User, group: Group, today: date) -> Rows:
    rows = SmallTest.objects.visible_to(user).filter(group=group)
    return rows.filter(cycles__decision__in=["adapt", "let go"]).distinct().order_by("-starts_on")


def _given(user: User, group: Group, today: date) -> Rows:
    return SmallTest.objects.visible_to(user).filter(group=group).exclude(gives="").order_by("-starts_on")


def _stories(user: User, group: Group, today: date) -> Rows:
    return Story.objects.visible_to(user).filter(group=group).exclude(learning="").order_by("-told_on")


def _for_people(user: User, group: Group, today: date) -> Rows:
    rows = NoticedChange.objects.visible_to(user).filter(group=group, level="communities")
    return rows.order_by("-noticed_on")


def _done(user: User, group: Group, today: date) -> Rows:
    return Action.objects.visible_to(user).filter(group=group, state="done").order_by("-finished_at")


def _carried_long(user: User, group: Group, today: date) -> Rows:
    rows = Action.objects.visible_to(user).filter(group=group).open().accepted()
    return rows.filter(agreed_at__date__lte=today - CARRIED_FOR).order_by("agreed_at")


def _done_together(user: User, group: Group, today: date) -> Rows:
    rows = Action.objects.visible_to(user).filter(group=group)
    across = rows.filter(helpers__isnull=False).exclude(helpers__organisation=F("lead__organisation"))
    return across.distinct().order_by("-agreed_at")


def _hard_to_say(user: User, group: Group, today: date) -> Rows:
    rows = Barrier.objects.visible_to(user).filter(group=group, quadrant__in=["values", "culture"])
    return rows.order_by("-recorded_at")


def _thought_through(user: User, group: Group, today: date) -> Rows:
    rows = StructuralProposal.objects.visible_to(user).filter(group=group)
    return rows.exclude(serves="").exclude(part_of_it="").exclude(would_stop="")


def _with_questions(user: User, group: Group, today: date) -> Rows:
    rows = StructuralProposal.objects.visible_to(user).filter(group=group)
    return [row for row in rows[: 3 * EACH_AT_MOST] if row.open_questions]


def _answered(user: User, group: Group, today: date) -> Rows:
    rows = Ask.objects.visible_to(user).filter(group=group)
    return rows.filter(answers__isnull=False).exclude(answers__myself="").distinct()


def _waiting(user: User, group: Group, today: date) -> Rows:
    rows = Ask.objects.visible_to(user).filter(group=group)
    return rows.unanswered().filter(put_on__lte=today - timedelta(days=14))


SOURCES: dict[str, list[Source]] = {
    Practice.DISBELIEF: [
        (_given, FOR, lambda: _("Somebody gave something up to try this.")),
        (_adapted, FOR, lambda: _("It did not go as planned, and was looked at all the same.")),
    ],
    Practice.PURPOSE: [
        (_stories, FOR, lambda: _("The group learned from one person’s life.")),
        (_for_people, FOR, lambda: _("Somebody outside the room would notice this.")),
    ],
    Practice.ACCOUNTABILITY: [
        (_done, FOR, lambda: _("It was said, and done.")),
        (_carried_long, AGAINST, lambda: _("It has been carried for two months.")),
    ],
    Practice.DIVERSITY: [
        (_done_together, FOR, lambda: _("People of different organisations have it together.")),
        (_hard_to_say, FOR, lambda: _("Something that is hard to say was said.")),
    ],
    Practice.STRUCTURE: [
        (_thought_through, FOR, lambda: _("All three questions have an answer.")),
        (_with_questions, AGAINST, lambda: _("It was proposed, and questions are open.")),
    ],
    Practice.LEADERSHIP: [
        (_answered, FOR, lambda: _("A senior manager said what they will do themselves.")),
        (_waiting, AGAINST, lambda: _("It was asked two weeks ago and more, and nobody has answered.")),
    ],
}


def suggestions(user: User, group: Group, practice: str, *, today: date) -> list[Suggestion]:
    """What may speak for or against a practice and was not observed yet: one query a source, and one for what was."""
    observed = Observation.objects.kept().filter(group=group, practice=practice)
    known: set[UUID | None] = set(observed.values_list("evidence", flat=True))
    found = []
    for source, speaks, because in SOURCES[practice]:
        rows = source(user, group, today)
        some = rows if isinstance(rows, list) else rows[: EACH_AT_MOST + len(known)]  # type: ignore[index]
        new = [row for row in some if row.pk not in known][:EACH_AT_MOST]
        found += [Suggestion(tying.knot_of(row, group.slug), speaks, because()) for row in new]
    return found
