"""A recap that is not out: its facilitators alone are reminded, after one, three and seven days (product B8)."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Membership, Message
from meetings import timing
from meetings.models import Meeting

AFTER = (1, 3, 7)  # days from the close of the record
AT = time(9)
NO_LATER = timedelta(days=14)  # a clock that stood still for weeks reminds of nothing old


def due_for(meeting: Meeting, days: int) -> datetime:
    """Nine in the morning so many days after the record was closed, or the next moment in which a note may leave."""
    assert meeting.closed_at  # only meetings held have a recap to write
    day = timing.in_the_hall(meeting.closed_at).date() + timedelta(days=days)
    return timing.next_open(timing.moment(day, AT))


def _unwritten(at: datetime) -> list[Meeting]:
    held = Meeting.objects.held().filter(closed_at__gt=at - NO_LATER, recap__published_at=None)
    return list(held.select_related("group"))


def send_due(at: datetime) -> None:
    """Remind of each recap that is not out: of the last day that has come alone, however long the clock stood still."""
    if timing.is_quiet(at):
        return
    for meeting in _unwritten(at):
        come = [days for days in AFTER if due_for(meeting, days) <= at]
        if come:
            _remind(meeting, come[-1], at=at)


def next_due(after: datetime) -> datetime | None:
    """When `send_due` has something to do next."""
    moments = [due_for(meeting, days) for meeting in _unwritten(after) for days in AFTER]
    return min((moment for moment in moments if moment > after), default=None)


def _remind(meeting: Meeting, days: int, *, at: datetime) -> None:
    facilitators = Membership.objects.current().facilitating().filter(group=meeting.group)
    for facilitator in facilitators.select_related("person"):
        messaging.queue(_letter(meeting, facilitator, days, at), at=at)


def _letter(meeting: Meeting, facilitator: Membership, days: int, at: datetime) -> messaging.Letter:
    words = compose(
        "meetings/emails/recap_waits",
        {
            "person": facilitator.person,
            "group": meeting.group,
            "meeting": meeting,
            "is_last": days == AFTER[-1],
            "url": settings.SITE_URL + reverse("meetings:recap", args=[meeting.group.slug, meeting.number]),
        },
    )
    return messaging.Letter(
        key=f"recap-waits:{meeting.pk}:{days}:{facilitator.pk}",
        kind=Message.Kind.REMINDER,
        membership=facilitator,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
    )
