"""Taking on an action in a meeting: for who is there it is agreed, for who is not it is offered."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from inquiries.models import Membership
from meetings import one_line
from meetings.models import Action, Attendance, Meeting

A_MONTH = timedelta(days=28)


def next_day(meeting: Meeting) -> date:
    """The day of the meeting after this one; four weeks on where none is set."""
    after = (
        Meeting.objects.on()
        .filter(group=meeting.group_id, number__gt=meeting.number)
        .order_by("number")
        .first()
    )
    return timezone.localdate(after.starts_at if after else meeting.starts_at + A_MONTH)


def read(meeting: Meeting, line: str) -> one_line.Line:
    """The action of one line, among the people of this group; raises one_line.LineError."""
    members = list(Membership.objects.current().filter(group=meeting.group_id).for_listing())
    held_on = timezone.localdate(meeting.starts_at)
    return one_line.read(line, members, today=held_on, next_meeting=next_day(meeting))


@transaction.atomic
def take_on(
    meeting: Meeting, line: one_line.Line, *, by: Membership, at: datetime, client_key: UUID
) -> Action:
    """Keep an action; the same `client_key` again returns the first one and changes nothing."""
    is_here = Attendance.objects.present().filter(meeting=meeting, membership=line.lead).exists()
    action, is_new = Action.objects.get_or_create(
        client_key=client_key,
        defaults={
            "group": meeting.group,
            "meeting": meeting,
            "text": line.text,
            "kind": Action.Kind.QUESTION if line.is_question else Action.Kind.ACTION,
            "lead": line.lead,
            "due_on": line.due_on,
            "state": Action.State.OPEN if is_here else Action.State.OFFERED,
            "heard_at": at,
            "agreed_at": at,
            "recorded_by": by,
        },
    )
    if is_new:
        action.helpers.set(line.helpers)
    return action


def agree_for_those_who_came(meeting: Meeting) -> int:
    """What was offered to people who turn out to have been there is theirs: they said so in the room."""
    came = Attendance.objects.present().filter(meeting=meeting).values("membership")
    offered = Action.objects.kept().filter(meeting=meeting, lead__in=came, state=Action.State.OFFERED)
    return offered.update(state=Action.State.OPEN)
