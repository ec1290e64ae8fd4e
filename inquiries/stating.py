"""Stating what the site says to everybody: the privacy notice and the accessibility statement, by who administers."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from simple_history.utils import get_history_manager_for_model

from inquiries.models import AccessibilityStatement, PrivacyNotice, Programme, User
from inquiries.models.statements import THE_ONE, Statement
from inquiries.saving import StaleError

S = TypeVar("S", PrivacyNotice, AccessibilityStatement)


def standing(kind: type[S]) -> S:
    """What stands; an empty one where nobody has written it yet."""
    return kind._default_manager.filter(pk=THE_ONE).first() or kind()


def statements() -> list[tuple[str, Statement]]:
    """Both, each with the name of its page."""
    return [("privacy", standing(PrivacyNotice)), ("accessibility", standing(AccessibilityStatement))]


def may_write(person: User) -> bool:
    """Whoever administers a programme here."""
    return person.is_authenticated and Programme.objects.set_up_by(person).exists()


@transaction.atomic
def state(kind: type[S], said: dict[str, Any], *, version: int, by: User, at: datetime) -> S:
    """Let this stand, and keep what stood. Raises StaleError where somebody else wrote since that version."""
    kind._default_manager.get_or_create(pk=THE_ONE)
    rows = kind._default_manager.filter(pk=THE_ONE, version=version)
    changed = rows.update(**said, version=F("version") + 1, changed_at=at, changed_by=by)
    now = standing(kind)
    if not changed:
        raise StaleError(now)
    get_history_manager_for_model(kind).bulk_history_create([now], update=True, default_user=by)
    return now
