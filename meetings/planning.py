"""Planning a meeting: its agenda from a format, minutes and order, who is missing, and sharing the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When

from inquiries import gathering
from inquiries.models import Membership, asking
from inquiries.roles import Role
from meetings import blanking
from meetings.formats import Format
from meetings.models import AgendaItem, Meeting

CLOSING = [AgendaItem.Kind.RELEASE, AgendaItem.Kind.CHECK_OUT]


@dataclass(frozen=True)
class Slot:
    """An item of the agenda with the time it begins, and from which minute of the meeting."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime
    offset: int
    is_first: bool = False
    is_last: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it ends after the meeting does."""
        return self.offset + self.item.minutes > self.item.meeting.minutes


@dataclass(frozen=True)
class Agenda:
    """The agenda of a meeting as its page shows it: slots in order, and whether they fit."""

    meeting: Meeting
    slots: list[Slot]

    @property
    def planned(self) -> int:
        return sum(slot.item.minutes for slot in self.slots)

    @property
    def over(self) -> int:
        return max(0, self.planned - self.meeting.minutes)

    @property
    def spare(self) -> int:
        return max(0, self.meeting.minutes - self.planned)

    @property
    def for_updates(self) -> int:
        """The minutes of the round of updates."""
        return sum(slot.item.minutes for slot in self.slots if slot.item.kind == AgendaItem.Kind.UPDATES)

    @property
    def span(self) -> int:
        """The width of the minutes bar: the meeting, or more where the items don't fit."""
        return max(self.meeting.minutes, self.planned)


def agenda(meeting: Meeting, *, at: datetime | None = None) -> Agenda:
    """The items in order with the running clock, later by what pauses took; one query.

    `at` is the moment until which a pause that lasts still is counted.
    """
    items = list(asking.rows(AgendaItem, "agenda", _items, meeting.pk))
    pauses = blanking.pauses_of(meeting, at or meeting.paused_at or meeting.starts_at)
    spans = blanking.stretches([item.minutes for item in items], meeting.starts_at, pauses)
    slots, offset = [], 0
    for place, (item, span) in enumerate(zip(items, spans, strict=True)):
        item.meeting = meeting
        slots.append(Slot(item, *span, offset, is_first=place == 0, is_last=place == len(items) - 1))
        offset += item.minutes
    return Agenda(meeting, slots)


def _items(meeting: UUID) -> "QuerySet[Any]":
    return AgendaItem.objects.kept().filter(meeting=meeting).in_order()


@transaction.atomic
def choose_format(meeting: Meeting, chosen: Format, *, by: Membership, at: datetime) -> bool:
    """Start the agenda from a format; what stood there goes to the bin. Says whether anything was replaced."""
    replaced = _empty(meeting, by=by, at=at)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            kind=part.kind,
            title=str(part.title),
            note=str(part.note),
            minutes=minutes,
        )
        for place, (part, minutes) in enumerate(chosen.scaled(meeting.minutes))
    )
    return bool(replaced)


def _empty(meeting: Meeting, *, by: Membership, at: datetime) -> int:
    return AgendaItem.objects.kept().filter(meeting=meeting).update(removed_at=at, removed_by=by.person_id)


@transaction.atomic
def put_back_agenda(meeting: Meeting, removed_at: datetime, *, by: Membership, at: datetime) -> int:
    """Undo a change of format: the agenda that went to the bin at that moment stands again, the other goes there."""
    old = list(AgendaItem.objects.filter(meeting=meeting, removed_at=removed_at).values_list("pk", flat=True))
    if not old:
        return 0
    _empty(meeting, by=by, at=at)
    return AgendaItem.objects.filter(pk__in=old).update(removed_at=None, removed_by=None)


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    title: str,
    minutes: int,
    note: str = "",
    kind: str = AgendaItem.Kind.TALK,
    carries: UUID | None = None,
) -> AgendaItem | None:
    """Put an item in the plan, before those that close the meeting; None where it carries what already stands there."""
    items = list(AgendaItem.objects.kept().filter(meeting=meeting).in_order())
    if carries and any(item.carries == carries for item in items):
        return None
    place = next((n for n, item in enumerate(items) if item.kind in CLOSING), len(items))
    item = AgendaItem.objects.create(
        meeting=meeting,
        title=title,
        minutes=minutes,
        note=note,
        kind=kind,
        carries=carries,
        position=len(items),
    )
    _renumber([*items[:place], item, *items[place:]])
    return item


def move(item: AgendaItem, place: int) -> bool:
    """Let an item stand at a place of the agenda (from 0), and say whether it moved.

    Each step is one conditional update of two rows: where somebody moved them first, the step is not made.
    """
    moved = False
    while True:
        items = _numbered(item.meeting_id)
        here = next((n for n, other in enumerate(items) if other.pk == item.pk), None)
        if here is None or here == min(max(place, 0), len(items) - 1):
            return moved
        neighbour = items[here + 1 if place > here else here - 1]
        if not _swap(items[here], neighbour):
            return moved
        moved = True


def order_of(meeting: Meeting) -> list[UUID]:
    """The keys of the items, in their order."""
    return [item.pk for item in _numbered(meeting.pk)]


def place_of(item: AgendaItem) -> int:
    """Where an item stands, from 0."""
    return order_of(item.meeting).index(item.pk)


@transaction.atomic
def _swap(one: AgendaItem, other: AgendaItem) -> bool:
    both = AgendaItem.objects.kept().filter(
        Q(pk=one.pk, position=one.position) | Q(pk=other.pk, position=other.position)
    )
    swapped = Case(When(pk=one.pk, then=other.position), default=one.position)
    if both.update(position=swapped) == 2:
        return True
    transaction.set_rollback(True)
    return False


def _numbered(meeting_id: UUID) -> list[AgendaItem]:
    """The items in order, with positions that differ: two adding at once may have given the same."""
    items = list(AgendaItem.objects.kept().filter(meeting=meeting_id).in_order())
    if len({item.position for item in items}) < len(items):
        _renumber(items)
    return items


def _renumber(items: Sequence[AgendaItem]) -> None:
    for place, item in enumerate(items):
        item.position = place
    AgendaItem.objects.bulk_update(items, ["position"])


def set_minutes(item: AgendaItem, minutes: int) -> None:
    AgendaItem.objects.kept().filter(pk=item.pk).update(minutes=minutes)
    item.minutes = minutes


def write_missing(meeting: Meeting, text: str, *, version: int) -> bool:
    """Keep who is missing; False where somebody else wrote since this version, and nothing is changed then."""
    mine = Meeting.objects.filter(pk=meeting.pk, plan_version=version)
    return bool(mine.update(missing=text, plan_version=F("plan_version") + 1))


def share(meeting: Meeting, *, at: datetime) -> bool:
    """Let members read the plan from now, and say whether it was this call that did it. No message leaves."""
    return bool(Meeting.objects.filter(pk=meeting.pk, plan_shared_at=None).update(plan_shared_at=at))


def take_back(meeting: Meeting) -> bool:
    """Close the plan to members again, and say whether it was this call that did it."""
    return bool(
        Meeting.objects.filter(pk=meeting.pk, plan_shared_at__isnull=False).update(plan_shared_at=None)
    )


def readers_to_come(meeting: Meeting) -> int:
    """How many members can read the plan once it is shared."""
    return sum(member.role == Role.MEMBER for member in gathering.members_of(meeting.group))
