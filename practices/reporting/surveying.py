"""What many groups let out, and how many of what, read for all of them at once: a fixed number of queries, whatever there is."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from inquiries import spotting
from inquiries.models import Group, Membership
from inquiries.models.base import fold
from meetings.models import Action, Attendance, Entry, Meeting, Release
from practices.models import Ask, Initiative, NoticedChange, Report, SmallTest, Story
from practices.models.changes import OWN_LEVELS
from practices.models.stories import OUT_AS

State = Action.State
# What somebody noticed in themselves stays theirs until they share it, and in the group until they say it may leave.
STAYS_OWN = Q(level__in=OWN_LEVELS) & (Q(is_shared=False) | Q(may_leave=False))
COUNTED = {
    State.DONE: "done",
    State.OPEN: "going",
    State.UNDER_WAY: "going",
    State.STUCK: "help",
    State.BACK: "help",
}
Row = TypeVar("Row")


@dataclass
class Facts:
    """Everything of one group that a report over several may tell, newest first; nothing in it names anybody of the group."""

    group: Group
    held: int = 0
    to_come: int = 0
    next_at: datetime | None = None
    counts: Counter[str] = field(default_factory=Counter)  # people, and actions: numbers that are never words
    small_tests: list[SmallTest] = field(default_factory=list)
    changes: list[NoticedChange] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)  # those that wait, the oldest first
    said: list[tuple[str, UUID, str]] = field(default_factory=list)  # stories and quotes, with their kind

    def of_stage(self, stage: str) -> list[SmallTest]:
        return [row for row in self.small_tests if row.stage == stage]


def survey(groups: Iterable[Group], today: date) -> dict[UUID, Facts]:
    """The facts of these groups; thirteen queries."""
    found = {group.pk: Facts(group) for group in groups}
    _meet(found)
    _count(found)
    names = _names(found)
    for facts, row in _nameless(found, names, _small_tests(found), "what for_whom expect gives gains"):
        facts.small_tests.append(row)
    for facts, change in _nameless(found, names, _changes(found), "what for_whom evidence"):
        facts.changes.append(change)
    for facts, initiative in _nameless(found, names, _initiatives(found), "what how"):
        facts.initiatives.append(initiative)
    for facts, ask in _nameless(found, names, _asks(found), "wording"):
        if ask.is_open(today):
            facts.asks.append(ask)
    for facts, story in _nameless(found, names, _stories(found), "title text learning"):
        facts.said.append((OUT_AS, story.pk, f"{story.title}. {story.text}"))
    for facts, quote in _nameless(found, names, _quotes(found), "text"):
        facts.said.append((Release.Kind.QUOTE, quote.pk, quote.text))
    return found


def _meet(found: dict[UUID, Facts]) -> None:
    rows = Meeting.objects.on().filter(group__in=found).order_by("starts_at")
    for group, starts_at, closed_at in rows.values_list("group", "starts_at", "closed_at"):
        facts = found[group]
        if closed_at:
            facts.held += 1
        else:
            facts.to_come += 1
            facts.next_at = facts.next_at or timezone.localtime(starts_at)


def _count(found: dict[UUID, Facts]) -> None:
    came = Attendance.objects.present().filter(meeting__group__in=found, meeting__closed_at__isnull=False)
    people = came.order_by().values("meeting__group").annotate(n=Count("membership", distinct=True))
    for group, number in people.values_list("meeting__group", "n"):
        found[group].counts["people"] = number
    actions = Action.objects.kept().filter(group__in=found, state__in=COUNTED).order_by()
    for group, state, number in (
        actions.values("group", "state").annotate(n=Count("pk")).values_list("group", "state", "n")
    ):
        found[group].counts[COUNTED[State(state)]] += number


def _out(kind: str) -> Exists:
    return Exists(Release.objects.standing().filter(kind=kind, about=OuterRef("pk")))


def _small_tests(found: dict[UUID, Facts]) -> "QuerySet[SmallTest]":
    rows = SmallTest.objects.kept().filter(_out("small test"), group__in=found).select_related("usual")
    return rows.order_by("-settled_on", "-starts_on", "pk")


def _changes(found: dict[UUID, Facts]) -> "QuerySet[NoticedChange]":
    rows = NoticedChange.objects.kept().filter(_out(NoticedChange.THING), group__in=found)
    return rows.exclude(STAYS_OWN).order_by("-noticed_on", "-recorded_at")


def _initiatives(found: dict[UUID, Facts]) -> "QuerySet[Initiative]":
    rows = Initiative.objects.kept().filter(_out(Initiative.THING), group__in=found)
    return rows.order_by("first_on", "recorded_at")


def _asks(found: dict[UUID, Facts]) -> "QuerySet[Ask]":
    rows = Ask.objects.kept().filter(group__in=found).order_by("put_on", "recorded_at")
    return rows.prefetch_related("answers")


def _stories(found: dict[UUID, Facts]) -> "QuerySet[Story]":
    rows = Story.objects.kept().filter(_out(OUT_AS), group__in=found)
    return rows.exclude(how_far=Story.HowFar.GROUP).order_by("-told_on", "-recorded_at")


def _quotes(found: dict[UUID, Facts]) -> "QuerySet[Entry]":
    rows = Entry.objects.kept().filter(_out(Release.Kind.QUOTE), meeting__group__in=found)
    quotes = rows.filter(kind=Entry.Kind.QUOTE, may_be_quoted=True)
    return quotes.select_related("meeting").order_by("-meeting__starts_at", "pk")


def published_asks(groups: Iterable[UUID]) -> set[str]:
    """The asks that stand in a published report of their group, which a national body may read; one query."""
    rows = Report.objects.kept().published().filter(group__in=list(groups))
    return {
        ask["key"]
        for frozen in rows.values_list("frozen", flat=True)
        for ask in (frozen or {}).get("asks", [])
    }


# --- nobody by name -----------------------------------------------------------------------------------

People = list[tuple[str, str]]  # each by name, and by how they are greeted


def _names(found: dict[UUID, Facts]) -> dict[UUID, People]:
    """Who is or was in each group."""
    names: dict[UUID, People] = defaultdict(list)
    rows = Membership.objects.filter(group__in=found)
    for group, name, short in rows.values_list("group", "person__name", "person__short_name"):
        names[group].append((name, short))
    return names


def _group_of(row: Any) -> UUID:
    group: UUID = row.meeting.group_id if isinstance(row, Entry) else row.group_id
    return group


def _nameless(
    found: dict[UUID, Facts], names: dict[UUID, People], rows: Iterable[Row], columns: str
) -> Iterable[tuple[Facts, Row]]:
    """Those whose words name nobody of their own group, each with its group's facts; group by group."""
    for row in sorted(rows, key=_group_of):
        group = _group_of(row)
        words = "\n".join(str(getattr(row, column)) for column in columns.split())
        if not spotting.names_one_of(words, names[group]):
            yield found[group], row


def names_in(text: str, members: "QuerySet[Membership]") -> list[str]:
    """Whom of these a text names; one query. Most are of no account at a glance: looking closely at each takes a second."""
    small = fold(text)
    rows = members.values_list("person__name", "person__short_name").distinct()
    likely = [
        (name, short)
        for name, short in rows
        if fold(short) in small or any(part in small for part in fold(name).split()[-1:])
    ]
    return sorted({one[0] for one in likely if spotting.names_one_of(text, [one])})
