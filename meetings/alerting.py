"""Somebody is stuck: those who look after the actions hear of it the same working day, by their digest or at once."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Membership, Message
from meetings import digesting, timing
from meetings.models import ActionUpdate


def ask_for_help(update: ActionUpdate, *, at: datetime) -> None:
    """Queue one mail for each integration manager whose digest does not tell it today: who, which action, and a link.

    None of the person's words are in it. Nobody is disturbed at night or at the weekend.
    """
    action = update.action
    managers = Membership.objects.current().integrating().filter(group=action.group).exclude(pk=update.by_id)
    for manager in managers.select_related("person"):
        if not digesting.hears_at_once(manager, at):
            continue
        words = compose(
            "meetings/emails/alert",
            {
                "person": manager.person,
                "group": action.group,
                "who": update.by.person,
                "action": action,
                "url": settings.SITE_URL + action.get_absolute_url(),
                "desk_url": settings.SITE_URL + reverse("meetings:desk"),
            },
        )
        letter = messaging.Letter(
            key=f"alert:{update.pk}:{manager.pk}",
            kind=Message.Kind.ALERT,
            membership=manager,
            subject=words.subject,
            text=words.text,
            html=words.html,
            due_at=timing.next_open(at),
        )
        messaging.queue(letter, at=at)


def call_off(update: ActionUpdate) -> None:
    """Stop an alert that has not left yet: what it told of was taken back."""
    waiting = Message.objects.filter(key__startswith=f"alert:{update.pk}:", state=Message.State.QUEUED)
    waiting.update(state=Message.State.SUPPRESSED, failed_because="taken back before it left")
