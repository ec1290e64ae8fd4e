"""Who may do what to one action, one word about it, and one note."""

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Membership
from inquiries.policy import Reach
from meetings.models import Action, ActionUpdate


def looks_after_actions(hat: Hat) -> bool:
    return access.can_write(hat, "actions")


def is_own(hat: Hat, action: Action) -> bool:
    """Whether its holder leads this action or helps with it."""
    return isinstance(hat, Membership) and (hat.pk == action.lead_id or hat in action.helping)


def can_tell(hat: Hat, action: Action) -> bool:
    """A member tells of their own; those who look after the actions, of all, and then it says so."""
    return looks_after_actions(hat) or (is_own(hat, action) and access.can(hat, "actions", Reach.CONTRIBUTE))


def can_undo(hat: Hat, update: ActionUpdate) -> bool:
    """What one said oneself, outside a meeting's record."""
    return (
        isinstance(hat, Membership)
        and update.by_id == hat.pk
        and update.through != ActionUpdate.Through.MEETING
    )


def can_read_words(hat: Hat, update: ActionUpdate) -> bool:
    """What was said in answer to a note stays between its writer and those who look after the notes (access.md)."""
    if update.through != ActionUpdate.Through.ANSWER:
        return True
    return access.can_read(hat, "nudges") or (isinstance(hat, Membership) and update.by_id == hat.pk)
