"""Letters to people above a group, or over several: that something is there, never its words, so that a withdrawal reaches them."""

from datetime import datetime
from typing import Any

from django.conf import settings

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Group, Membership, Message, User


def letter(
    kind: Message.Kind,
    about: Any,
    person: User,
    *,
    url: str,
    at: datetime,
    group: Group | None = None,
    by: Membership | None = None,
) -> messaging.Letter:
    """One letter about one thing to one person, once; its words are in templates/practices/emails/<kind>."""
    told = {"person": person, "group": group, "by": by.person if by else None, "url": settings.SITE_URL + url}
    words = compose(f"practices/emails/{kind.value}", told | {"about": about})
    return messaging.Letter(
        key=f"{kind.value}:{about.pk}:{person.pk}",
        kind=kind,
        membership=None,
        person=person,
        group=group,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        reply_to=by.person.address if by else "",
    )
