"""Taking in an old log of actions that was looked over: all of it in one transaction, and the same again changes nothing."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from inquiries.models import Group, Membership
from meetings.checking_logs import FINISHED, Log, State, Taken
from meetings.models import Action, ActionUpdate

NOON = time(12)
A_BATCH = 500


@transaction.atomic
def write(group: Group, log: Log, *, by: Membership, at: datetime) -> list[UUID]:
    """The actions of a clean log, with what was heard of them last; no message leaves. Their keys.

    What is here already stays as it is, and what is in the bin comes out of it. Raises IntegrityError where somebody else
    took the same rows in meanwhile: then nothing is written.
    """
    back = [one.here.pk for one in log.planned("back") if one.here]
    Action.objects.removed().filter(pk__in=back).update(removed_at=None, removed_by=None)
    new = [(one, _action(group, one, by, at)) for one in log.planned("new")]
    Action.objects.bulk_create([action for _one, action in new], batch_size=A_BATCH)
    helping = Action.helpers.through
    pairs = [helping(action=action, membership=helper) for one, action in new for helper in one.helpers]
    helping.objects.bulk_create(pairs, batch_size=A_BATCH)
    heard = [_update(action, by) for _one, action in new if action.state not in (State.OPEN, State.OFFERED)]
    ActionUpdate.objects.bulk_create(heard, batch_size=A_BATCH)
    return [*back, *(action.pk for _one, action in new)]


def _action(group: Group, one: Taken, by: Membership, at: datetime) -> Action:
    said = one.said
    assert one.lead is not None  # of a clean log
    first = said["state"] if said["state"] == State.OFFERED else State.OPEN
    return Action(
        group=group,
        meeting=said["meeting"],
        text=said["text"],
        kind=said["kind"],
        is_quick_win=bool(said["is_quick_win"]),
        lead=one.lead,
        due_on=said["due_on"],
        state=said["state"],
        first_state=first,
        agreed_at=_noon(said["agreed_on"], at),
        heard_at=_noon(said["heard_at"], at),
        finished_at=_noon(said["finished_on"], at) if said["state"] in FINISHED else None,
        client_key=one.key,
        recorded_by=by,
    )


def _update(action: Action, by: Membership) -> ActionUpdate:
    """What was heard of it last, entered on behalf of whoever leads it."""
    return ActionUpdate(
        action=action,
        state=action.state,
        through=ActionUpdate.Through.BEHALF,
        by=by,
        capacity=by.capacity,
        client_key=_of_the_log(action.client_key),
        at=action.heard_at,
    )


def _noon(day: date, at: datetime) -> datetime:
    """The middle of a day, or now where that is still to come."""
    return min(timezone.make_aware(datetime.combine(day, NOON)), at)


def _of_the_log(key: UUID) -> UUID:
    """The key of what the log itself said of an action last."""
    return uuid5(key, "last heard")


def take_out(group: Group, keys: Iterable[UUID], *, by: Membership, at: datetime) -> int:
    """Put what was taken in into the bin again, but for what somebody has spoken of since; how many went."""
    rows = Action.objects.kept().filter(group=group, pk__in=list(keys), recorded_by=by)
    of_the_log = [_of_the_log(key) for key in rows.values_list("client_key", flat=True)]
    spoken = ActionUpdate.objects.kept().filter(action__in=rows).exclude(client_key__in=of_the_log)
    free = rows.exclude(pk__in=list(spoken.values_list("action", flat=True)))
    return free.update(removed_at=at, removed_by=by.person)
