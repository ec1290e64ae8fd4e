"""Offering an action to somebody else, who is asked by mail and may decline."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from inquiries import messaging
from inquiries.models import Membership
from meetings import following_up, updating
from meetings.models import Action, ActionUpdate


@transaction.atomic
def offer(action: Action, to: Membership, *, by: Membership, at: datetime, client_key: UUID) -> ActionUpdate:
    """Pass an action on and ask its new lead; the same key a second time asks nobody again."""
    update = updating.pass_on(action, to, by=by, at=at, client_key=client_key)
    if to.person.address:
        asked = following_up.letter(f"asked:{update.pk}", to, took_on=[], offered=[action], at=at, by=by)
        messaging.queue(asked, at=at)
    return update
