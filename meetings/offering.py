"""Offering an action to somebody else, who is asked by mail and may decline."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.models import Membership, Message
from meetings import following_up, updating
from meetings.models import Action, ActionUpdate


@transaction.atomic
def offer(
    action: Action, to: Membership, *, by: Membership, at: datetime, client_key: UUID
) -> ActionUpdate | None:
    """Pass an action on and ask its new lead; the same key a second time asks nobody again.

    None, and nobody is asked, where somebody else passed it on since it was read.
    """
    update = updating.pass_on(action, to, by=by, at=at, client_key=client_key)
    if update and to.person.address:
        asked = following_up.letter(f"asked:{update.pk}", to, took_on=[], offered=[action], at=at, by=by)
        messaging.queue(asked, at=at)
    return update


@transaction.atomic
def offer_several(
    offers: Iterable[tuple[Action, Membership, Membership]], *, at: datetime, client_key: UUID
) -> list[ActionUpdate]:
    """Pass each (action, to, by) on, and ask each new lead by one mail for all; the same key again asks nobody.

    What somebody else passed on since it was read stays as it is, and is not among the answer.
    """
    told: list[ActionUpdate] = []
    by_lead: dict[tuple[Membership, Membership], list[Action]] = defaultdict(list)
    for action, to, by in offers:
        update = updating.pass_on(action, to, by=by, at=at, client_key=uuid5(client_key, str(action.pk)))
        if update:
            told.append(update)
            by_lead[to, by].append(action)
    for (to, by), actions in by_lead.items():
        if to.person.address:
            key = f"asked:{uuid5(client_key, str(to.pk))}"
            asked = following_up.letter(key, to, took_on=[], offered=actions, at=at, by=by)
            messaging.queue(asked, at=at)
    return told


def why_not(message: Message) -> str:
    """Why a mail that asks somebody to take things on should not leave: all of it was taken back, or answered."""
    if not message.key.startswith("asked:") or message.membership is None:
        return ""
    if Action.objects.kept().filter(lead=message.membership, state=Action.State.OFFERED).exists():
        return ""
    return _("It was taken back or answered before it left.")
