"""The meeting ahead of each of a person's groups, with what was answered to its invitations and the notes that wait before it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast

from inquiries.models import Group, Membership
from inquiries.roles import Role
from meetings.models import Invitation, Meeting, Nudge


def of(group: Group) -> Meeting | None:
    """The first meeting of a group whose record is not closed."""
    return next((meeting for meeting in group.on_meetings if not meeting.is_held), None)  # type: ignore[attr-defined]


class Asked(NamedTuple):
    """What one member answered to the invitation to one meeting."""

    meeting: UUID
    membership: UUID
    organisation: UUID | None
    answer: str


class Waiting(NamedTuple):
    """A note that waits for one member before one meeting."""

    meeting: UUID
    key: UUID
    membership: UUID
    due_at: datetime
    held_at: datetime | None
    words: str


@dataclass
class Next:
    """The meeting ahead of one group, as its reader stands to it."""

    meeting: Meeting
    membership: Membership
    counts: dict[str, int]
    own: Asked | None
    notes: dict[str, int]
    note_of: dict[Any, Any]  # which note waits for a member, by membership
    notes_at: datetime | None

    @property
    def looks_after(self) -> bool:
        return self.membership.role != Role.MEMBER


def stands(groups: list[Group]) -> list[Next]:
    """The meetings ahead of the groups that the reader is in, the nearest first; one query."""
    ahead: list[tuple[Membership, Meeting]] = []
    for group in groups:
        upcoming = of(group)
        if upcoming and group.place:  # type: ignore[attr-defined]
            upcoming.group = group
            ahead.append((group.place, upcoming))  # type: ignore[attr-defined]
    keys = [meeting.pk for _place, meeting in ahead]
    asked, notes = defaultdict(list), defaultdict(list)
    for kind, meeting_key, membership, key, words, due_at, held_at in _asked_and_waiting(keys):
        if kind == "asked":
            asked[meeting_key].append(Asked(meeting_key, membership, key, words))
        else:
            notes[meeting_key].append(Waiting(meeting_key, key, membership, due_at, held_at, words))
    return [
        _stand(place, meeting, asked[meeting.pk], notes[meeting.pk])
        for place, meeting in sorted(ahead, key=lambda pair: pair[1].starts_at)
    ]


def _asked_and_waiting(meetings: list[UUID]) -> QuerySet[Any]:
    """What was answered to the invitations to these meetings, and the notes that wait before them; one query."""
    nothing = Cast(Value(None), DateTimeField())
    asked = Invitation.objects.filter(meeting__in=meetings).order_by()
    notes = Nudge.objects.waiting().filter(meeting__in=meetings).order_by()
    kinds = [Value(name, output_field=CharField()) for name in ("asked", "waits")]
    answers = asked.values_list(
        kinds[0], "meeting", "membership", "membership__organisation", "answer", nothing, nothing
    )
    waiting = notes.values_list(kinds[1], "meeting", "membership", "pk", "words", "due_at", "held_at")
    rows: QuerySet[Any] = answers.union(waiting, all=True)
    return rows


def _stand(place: Membership, meeting: Meeting, asked: list[Asked], notes: list[Waiting]) -> Next:
    answers = [row.answer for row in asked]
    coming_from = {row.organisation for row in asked if row.answer == "coming"}
    return Next(
        meeting=meeting,
        membership=place,
        counts={
            "coming": answers.count("coming"),
            "organisations": len(coming_from),
            "cannot": answers.count("cannot"),
            "silent": answers.count(""),
        },
        own=next((row for row in asked if row.membership == place.pk), None),
        notes={
            "ready": sum(1 for note in notes if not note.held_at),
            "worded": sum(1 for note in notes if note.words and not note.held_at),
            "held": sum(1 for note in notes if note.held_at),
        },
        note_of={note.membership: note.key for note in notes},
        notes_at=min((note.due_at for note in notes), default=None),
    )
