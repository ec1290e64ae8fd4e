"""The evening of a meeting: each person hears what they took on, and who was not there is asked."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Membership, Message
from meetings import answering, corresponding, timing
from meetings.models import Action, Meeting

EVENING, BEDTIME, MORNING = time(18), time(21), time(8)
NO_LATER = timedelta(days=3)  # after the record was closed: older meetings are let lie


def due_for(meeting: Meeting) -> datetime:
    """Six in the evening of the day it was held; at once where the record was closed later; never late at night."""
    assert meeting.closed_at  # only meetings held are followed up
    held_on = min(timing.in_the_hall(moment).date() for moment in (meeting.starts_at, meeting.closed_at))
    evening = timing.moment(held_on, EVENING)
    return awake(max(evening, meeting.closed_at))


def awake(at: datetime) -> datetime:
    """This moment, or eight in the morning where it is night."""
    local = timing.in_the_hall(at)
    if MORNING <= local.time() < BEDTIME:
        return at
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return timing.moment(day, MORNING)


def _to_follow_up(at: datetime) -> list[Meeting]:
    held = Meeting.objects.held().filter(evening_done_at=None, closed_at__gt=at - NO_LATER)
    return list(held.select_related("group"))


def send_due(at: datetime) -> None:
    """Follow up each meeting whose evening has come. Twice is once."""
    if awake(at) != at:
        return
    for meeting in _to_follow_up(at):
        if due_for(meeting) <= at:
            follow_up(meeting, at=at)


def next_due(after: datetime) -> datetime | None:
    """When `send_due` has something to do next."""
    moments = [due_for(meeting) for meeting in _to_follow_up(after)]
    return min(
        (max(due_at, awake(after)) for due_at in moments if max(due_at, awake(after)) > after), default=None
    )


@transaction.atomic
def follow_up(meeting: Meeting, *, at: datetime) -> bool:
    """Queue one mail for each person with something agreed there, and say whether it was this call that did it."""
    if not Meeting.objects.filter(pk=meeting.pk, evening_done_at=None).update(evening_done_at=at):
        return False
    agreed = Action.objects.kept().filter(meeting=meeting, lead__left_on=None).open().for_listing()
    by_lead: dict[Membership, list[Action]] = defaultdict(list)
    for action in agreed:
        by_lead[action.lead].append(action)
    for lead, actions in by_lead.items():
        messaging.queue(_letter(meeting, lead, actions, at), at=at)
    return True


def key_of(meeting: Meeting, lead: UUID) -> str:
    """Each lead gets one such mail of a meeting, even where its record was opened and closed again."""
    return f"took-on:{meeting.pk}:{lead}"


def _letter(meeting: Meeting, lead: Membership, actions: list[Action], at: datetime) -> messaging.Letter:
    offered = [action for action in actions if action.state == Action.State.OFFERED]
    took_on = [action for action in actions if action.state != Action.State.OFFERED]
    return letter(key_of(meeting, lead.pk), lead, took_on=took_on, offered=offered, at=at)


def letter(
    key: str,
    lead: Membership,
    *,
    took_on: list[Action],
    offered: list[Action],
    at: datetime,
    by: Membership | None = None,
) -> messaging.Letter:
    """What somebody took on, and what they are asked to take on: one mail, with one link to answer."""
    by = by or corresponding.written_by(lead.group)
    words = compose(
        "meetings/emails/took_on",
        {
            "person": lead.person,
            "group": lead.group,
            "ahead": answering.meeting_ahead(lead.group),
            "took_on": took_on,
            "offered": offered,
            "button_url": answering.url_for(answering.link_for(lead, at=at)),
            "button": _("Say yes or no") if offered else _("Say how it is going"),
        },
    )
    return messaging.Letter(
        key=key,
        kind=Message.Kind.TOOK_ON if took_on else Message.Kind.ASKED,
        membership=lead,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        from_name=corresponding.from_name(by, lead.group),
        reply_to=by.person.address if by else "",
    )
