"""The whole story of one action: agreed, carried, asked about, told of, handed on; newest first."""

from dataclasses import dataclass
from datetime import datetime

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Message
from meetings import grouping
from meetings.access import can_undo
from meetings.models import Action, ActionUpdate, Meeting, Nudge


@dataclass(frozen=True)
class Chapter:
    """One thing that happened to an action: a word about it, a meeting that carried it, or a note that asked."""

    at: datetime
    update: ActionUpdate | None = None
    carried_at: Meeting | None = None
    note: Nudge | None = None
    can_undo: bool = False


def story_of(action: Action, hat: Hat) -> list[Chapter]:
    """What its reader may know of it; two queries, and one where the meetings of the group are not read yet."""
    told = action.updates.kept().select_related(
        "by__person", "passed_from__person", "passed_to__person", "meeting"
    )
    chapters = [Chapter(row.at, update=row, can_undo=can_undo(hat, row)) for row in told]
    chapters += [Chapter(meeting.starts_at, carried_at=meeting) for meeting in _carried(action)]
    if access.can_read(hat, "nudges"):
        chapters += [Chapter(note.message.sent_at, note=note) for note in _notes(action)]  # type: ignore[union-attr, arg-type]
    return sorted(chapters, key=lambda chapter: chapter.at, reverse=True)


def _carried(action: Action) -> list[Meeting]:
    """The meetings held while it was open, after the one that agreed it."""
    until = action.finished_at
    return [
        meeting
        for meeting in grouping.meetings_of(action.group)
        if meeting.is_held
        and meeting.pk != action.meeting_id
        and meeting.starts_at > action.agreed_at
        and (until is None or meeting.starts_at < until)
    ]


def _notes(action: Action) -> list[Nudge]:
    """The notes to its lead that left while it was theirs to answer about."""
    sent = Nudge.objects.filter(membership=action.lead_id, message__state=Message.State.SENT)
    rows = sent.filter(message__sent_at__gt=action.agreed_at).select_related("message")
    until = action.finished_at
    return [note for note in rows if until is None or note.message.sent_at < until]  # type: ignore[union-attr, operator]
