"""Taking on an action in a meeting: for who is there it is agreed, for who is not it is offered."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inquiries.models import Membership
from inquiries.saving import StaleError
from meetings import one_line
from meetings.models import Action, Attendance, Meeting
from meetings.models.actions import ActionQuerySet
from meetings.opening import must_be_open

A_MONTH = timedelta(days=28)


def next_day(meeting: Meeting, among: Iterable[Meeting] | None = None) -> date:
    """The day of the meeting after this one, `among` those of its group where they are read; else four weeks on."""
    if among is None:
        among = Meeting.objects.on().filter(group=meeting.group_id).order_by("number")
    after = next((later for later in among if later.number > meeting.number), None)
    return timezone.localdate(after.starts_at if after else meeting.starts_at + A_MONTH)


def read(meeting: Meeting, line: str) -> one_line.Line:
    """The action of one line, among the people of this group; raises one_line.LineError."""
    members = list(Membership.objects.current().filter(group=meeting.group_id).for_listing())
    held_on = timezone.localdate(meeting.starts_at)
    return one_line.read(line, members, today=held_on, next_meeting=next_day(meeting))


def line_of(action: Action) -> str:
    """An action as one would type it."""
    is_question = action.kind == Action.Kind.QUESTION
    return one_line.say(action.text, action.people, action.due_on, is_question=is_question)


@transaction.atomic
def take_on(
    meeting: Meeting, line: one_line.Line, *, by: Membership, at: datetime, client_key: UUID
) -> Action:
    """Keep an action; the same `client_key` again returns the first one and changes nothing."""
    before = Action.objects.filter(client_key=client_key).first()
    if before:
        return before
    must_be_open(meeting)
    action, is_new = Action.objects.get_or_create(
        client_key=client_key,
        defaults=_said_by(line)
        | {
            "group": meeting.group,
            "meeting": meeting,
            "state": _state_for(meeting, line.lead),
            "heard_at": at,
            "agreed_at": at,
            "recorded_by": by,
        },
    )
    if is_new:
        action.helpers.set(line.helpers)
    return action


def _said_by(line: one_line.Line) -> dict[str, object]:
    kind = Action.Kind.QUESTION if line.is_question else Action.Kind.ACTION
    return {"text": line.text, "kind": kind, "lead": line.lead, "due_on": line.due_on}


def _state_for(meeting: Meeting, lead: Membership) -> str:
    is_here = Attendance.objects.present().filter(meeting=meeting, membership=lead).exists()
    return Action.State.OPEN if is_here else Action.State.OFFERED


@transaction.atomic
def change(meeting: Meeting, action: Action, line: one_line.Line, *, was: str) -> None:
    """Say an action otherwise; raises StaleError where somebody else did since its line was `was`."""
    must_be_open(meeting)
    stands = Action.objects.select_for_update().get(pk=action.pk)
    if line_of(stands) != was:
        raise StaleError(line_of(stands))
    Action.objects.filter(pk=action.pk).update(**_said_by(line))
    _untouched(meeting).filter(pk=action.pk).update(state=_state_for(meeting, line.lead))
    action.helpers.set(line.helpers)


def settle(meeting: Meeting, member: Membership, *, is_here: bool) -> bool:
    """What a member was given here is theirs once they are here, and an offer where they are not after all."""
    before, after = Action.State.OFFERED, Action.State.OPEN
    if not is_here:
        before, after = after, before
    return bool(_untouched(meeting).filter(lead=member, state=before).update(state=after))


def _untouched(meeting: Meeting) -> ActionQuerySet:
    """What was agreed here and not spoken of since."""
    return Action.objects.kept().filter(meeting=meeting, heard_at=F("agreed_at"))
