"""What somebody takes on between two meetings: they said yes already, or are asked by mail."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from inquiries import messaging
from inquiries.models import Group, Membership
from meetings import answering, following_up, one_line, timing
from meetings.models import Action

A_MONTH = timedelta(days=28)


def read(group: Group, line: str, *, today: date) -> one_line.Line:
    """The action of one line, among the people of this group; raises one_line.LineError."""
    members = list(Membership.objects.current().filter(group=group).for_listing())
    ahead = answering.meeting_ahead(group)
    next_day = timing.in_the_hall(ahead.starts_at).date() if ahead else today + A_MONTH
    return one_line.read(line, members, today=today, next_meeting=max(next_day, today))


@transaction.atomic
def begin(
    group: Group, line: one_line.Line, *, said_yes: bool, by: Membership, at: datetime, client_key: UUID
) -> Action:
    """Keep what somebody took on, or ask them whether they do; the same key again returns the first and asks nobody."""
    has_it = said_yes or line.lead.pk == by.pk
    action, is_new = Action.objects.get_or_create(
        client_key=client_key,
        defaults={
            "group": group,
            "text": line.text,
            "kind": Action.Kind.QUESTION if line.is_question else Action.Kind.ACTION,
            "lead": line.lead,
            "due_on": line.due_on,
            "state": Action.State.OPEN if has_it else Action.State.OFFERED,
            "heard_at": at,
            "agreed_at": at,
            "recorded_by": by,
        },
    )
    if not is_new:
        return action
    action.helpers.set(line.helpers)
    if not has_it and line.lead.person.address:
        asked = following_up.letter(
            f"asked:{action.pk}", line.lead, took_on=[], offered=[action], at=at, by=by
        )
        messaging.queue(asked, at=at)
    return action
