"""A mail about a meeting, from one member to another: in the name of who sends it, answered to them."""

from datetime import datetime
from typing import Any

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Membership, Message
from meetings import nudging
from meetings.models import Meeting


def letter(
    template: str,
    to: Membership,
    meeting: Meeting,
    *,
    key: str,
    kind: Message.Kind,
    by: Membership,
    at: datetime,
    **said: Any,
) -> messaging.Letter:
    """The mail of this template, due at once; `said` is what its words read besides the person, the group and the meeting."""
    words = compose(template, {"person": to.person, "group": meeting.group, "meeting": meeting, **said})
    return messaging.Letter(
        key=key,
        kind=kind,
        membership=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        from_name=nudging.from_name(by, meeting.group),
        reply_to=by.person.address,
    )
