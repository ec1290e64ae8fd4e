"""Telling how an action goes: each word is a row of its own, and the newest one counts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from inquiries.models import Membership
from meetings import alerting
from meetings.models import Action, ActionUpdate, Meeting

FINISHED = (Action.State.DONE, Action.State.LET_GO)
CHANGED = {
    "due_before": "due_on",
    "text_before": "text",
}  # what an update keeps of an action, and where it stood


@transaction.atomic
def tell(
    action: Action,
    *,
    state: str,
    words: str,
    through: str,
    by: Membership,
    at: datetime,
    client_key: UUID,
    meeting: Meeting | None = None,
) -> ActionUpdate:
    """Keep what was said, and let it count where nothing newer was heard.

    The same `client_key` a second time, even of an update in the bin, returns the first one and changes nothing.
    """
    update, is_new = _keep(
        action, by, at, client_key, state=state, words=words.strip(), through=through, meeting=meeting
    )
    if is_new and _count(action, state, at) and state == Action.State.STUCK:
        _ask_for_help(update, at)
    return update


def _ask_for_help(update: ActionUpdate, at: datetime) -> None:
    """Nobody is told by mail of what was said in the room, or of what they entered themselves."""
    if update.through in (ActionUpdate.Through.ANSWER, ActionUpdate.Through.PAGE):
        alerting.ask_for_help(update, at=at)


def _keep(
    action: Action, by: Membership, at: datetime, client_key: UUID, **fields: Any
) -> tuple[ActionUpdate, bool]:
    """The row of one update, and whether it is new."""
    said = {
        "action": action,
        "by": by,
        "capacity": by.capacity,
        "at": at,
        "through": ActionUpdate.Through.PAGE,
    }
    return ActionUpdate.objects.get_or_create(client_key=client_key, defaults=said | fields)


def _count(action: Action, state: str, at: datetime) -> bool:
    """Let this state stand, unless something newer was heard already; say whether it does."""
    first = Case(When(first_state="", then=F("state")), default=F("first_state"))
    finished_at = at if state in FINISHED else None
    rows = Action.objects.filter(pk=action.pk, heard_at__lte=at)
    counts = rows.update(state=state, heard_at=at, finished_at=finished_at, first_state=first)
    if counts:
        action.state, action.heard_at, action.finished_at = state, at, finished_at
    return bool(counts)


@transaction.atomic
def undo(update: ActionUpdate, *, by: Membership, at: datetime) -> bool:
    """Put what was said in the bin, let the newest one kept count again, and say whether it was this call that did it."""
    Action.objects.select_for_update().get(pk=update.action_id)  # two of its changes may be undone at once
    if not update.remove(by=by.person, at=at):
        return False
    alerting.call_off(update)
    _put_back_what_stood(update)
    before = update.action.updates.kept().that_tell().order_by("-at").first()
    newest = Action.objects.filter(pk=update.action_id, heard_at=update.at, state=update.state)
    if before:
        finished_at = before.at if before.state in FINISHED else None
        newest.update(state=before.state, heard_at=before.at, finished_at=finished_at)
    else:
        first = Case(When(first_state="", then=Value(Action.State.OPEN)), default=F("first_state"))
        newest.update(state=first, heard_at=F("agreed_at"), finished_at=None)
    update.action.refresh_from_db()
    return True


@transaction.atomic
def put_back(update: ActionUpdate) -> bool:
    """Take what was said in a meeting out of the bin, and let it count unless something newer was heard."""
    if not update.put_back():
        return False
    _count(update.action, update.state, update.at)
    return True


def _put_back_what_stood(update: ActionUpdate) -> None:
    """The lead, the date or the words that this update changed."""
    if update.passed_from_id:
        passed = Action.objects.filter(pk=update.action_id, lead=update.passed_to_id)
        passed.update(lead=update.passed_from_id)
    for before, stands in CHANGED.items():
        if getattr(update, before):
            _take_out(update, before, stands)


def _take_out(update: ActionUpdate, before: str, stands: str) -> None:
    """Let stand what stood before this change; where it was changed again since, that change began from there."""
    value = {before: getattr(update, before)}
    since = ActionUpdate.objects.kept().filter(action=update.action_id, at__gt=update.at).order_by("at")
    later = next((one for one in since if getattr(one, before)), None)
    if later:
        ActionUpdate.objects.filter(pk=later.pk).update(**value)
    else:
        Action.objects.filter(pk=update.action_id).update(**{stands: value[before]})


@transaction.atomic
def pass_on(
    action: Action, to: Membership, *, by: Membership, at: datetime, client_key: UUID
) -> ActionUpdate | None:
    """Offer an action to somebody else: an invitation until they accept, with no note before.

    None where somebody else passed it on since it was read.
    """
    state, before = Action.State.OFFERED, action.lead
    said = {"state": state, "passed_from": before, "passed_to": to}
    update, is_new = _change(action, {"lead": before}, {"lead": to}, by, at, client_key, **said)
    if is_new:
        _count(action, state, at)
        action.helpers.remove(to)
    return update


@transaction.atomic
def put_off(
    action: Action, until: date, *, by: Membership, at: datetime, client_key: UUID
) -> ActionUpdate | None:
    """Give an action another date; None where somebody else did so since it was read.

    How it goes, and when anything was last heard, stay as they were.
    """
    was, said = {"due_on": action.due_on}, {"state": action.state, "due_before": action.due_on}
    return _change(action, was, {"due_on": until}, by, at, client_key, **said)[0]


@transaction.atomic
def word_anew(
    action: Action, text: str, *, was: str, by: Membership, at: datetime, client_key: UUID
) -> ActionUpdate | None:
    """Say what an action is in other words; None where somebody else did so since it was `was`. How it goes stays."""
    said = {"state": action.state, "text_before": was}
    return _change(action, {"text": was}, {"text": text}, by, at, client_key, **said)[0]


def _change(
    action: Action,
    was: dict[str, Any],
    now: dict[str, Any],
    by: Membership,
    at: datetime,
    key: UUID,
    **said: Any,
) -> tuple[ActionUpdate | None, bool]:
    """Change what stands as it was read, keep that as a row, and whether it was this call; no row where somebody was first.

    The same key a second time, even of an update in the bin, returns the first one and changes nothing.
    """
    told = ActionUpdate.objects.filter(client_key=key)
    if (before := told.first()) or not Action.objects.filter(pk=action.pk, **was).update(**now):
        return before or told.first(), False
    for name, value in now.items():
        setattr(action, name, value)
    return _keep(action, by, at, key, **said)


@transaction.atomic
def settle_details(action: Action, *, kind: str, is_quick_win: bool, helpers: list[Membership]) -> None:
    """Whether it is an action or a question, a quick win, and who helps its lead."""
    Action.objects.filter(pk=action.pk).update(kind=kind, is_quick_win=is_quick_win)
    action.helpers.set([member for member in helpers if member.pk != action.lead_id])
