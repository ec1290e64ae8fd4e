"""How rows say what was said of an action, to those who may read it."""

from django import template

from inquiries.http import Hat
from meetings import access
from meetings.models import Action, ActionUpdate

register = template.Library()


@register.simple_tag
def words_of(update: ActionUpdate | None, hat: Hat | None) -> str:
    """Their words, where this reader may read them; without a hat, the page has asked already."""
    if not update or not update.words:
        return ""
    return update.words if hat is None or access.can_read_words(hat, update) else ""


@register.filter
def needs_somebody(action: Action, at: object) -> bool:
    """Whether a row of the desk stands above the rest: stuck, handed back, or quiet."""
    return action.state in (Action.State.STUCK, Action.State.BACK) or is_quiet(action, at)


@register.filter
def is_quiet(action: Action, at: object) -> bool:
    """Whether a row says *quiet* rather than its state: nothing heard for a fortnight, and nobody is asked for help."""
    waits = action.state in (Action.State.OPEN, Action.State.UNDER_WAY)
    return waits and action.is_quiet(at)  # type: ignore[arg-type]
