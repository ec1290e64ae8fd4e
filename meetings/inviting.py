"""Inviting members to a meeting in the inviter's own words, and keeping what they answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import composing, linking, messaging
from inquiries.composing import Words
from inquiries.messaging import Letter
from inquiries.models import Link, Membership, Message, asking
from inquiries.roles import Role
from meetings import calendars
from meetings.models import Invitation, Meeting

Answer = Invitation.Answer


@dataclass(frozen=True)
class Counts:
    """How many said what about one meeting."""

    asked: int
    coming: int
    cannot: int

    @property
    def silent(self) -> int:
        return self.asked - self.coming - self.cannot


@dataclass(frozen=True)
class ToAsk:
    """Who has not been invited yet: those who get a mail, and those who must be told in person."""

    by_mail: list[Membership]
    in_person: list[Membership]

    def __bool__(self) -> bool:
        return bool(self.by_mail or self.in_person)


def coming(meeting: Meeting) -> Counts:
    """Coming, can't and silent, among those who still belong; one query."""
    counted = Invitation.objects.filter(meeting=meeting, membership__left_on=None).aggregate(
        asked=Count("pk"),
        coming=Count("pk", filter=Q(answer=Answer.COMING)),
        cannot=Count("pk", filter=Q(answer=Answer.CANNOT)),
    )
    return Counts(**counted)


def said_so_far(meeting: Meeting) -> tuple[Counts, list[str]]:
    """How many said what, and who said that they can't come, for those who plan; one query.

    Why they can't stays where it was written.
    """
    said = asking.values("said so far", _said, meeting.pk)
    answers = [answer for answer, _name in said]
    counts = Counts(len(said), answers.count(Answer.COMING), answers.count(Answer.CANNOT))
    return counts, [name for answer, name in said if answer == Answer.CANNOT]


def _said(meeting: UUID) -> "QuerySet[Any]":
    asked = Invitation.objects.filter(meeting=meeting, membership__left_on=None)
    return asked.order_by("membership__person__name_folded").values_list("answer", "membership__person__name")


def to_ask(meeting: Meeting) -> ToAsk:
    """Every current member without an invitation to this meeting; those named as informed only are not asked.

    The facilitator and the integration manager hold the meeting, and need no invitation to it.
    """
    rest = (
        Membership.objects.current()
        .filter(group=meeting.group_id, role=Role.MEMBER, is_informed_only=False)
        .exclude(invitations__meeting=meeting)
    )
    people = list(rest.for_listing())
    return ToAsk([m for m in people if m.person.address], [m for m in people if not m.person.address])


@transaction.atomic
def invite(meeting: Meeting, words: str, *, by: Membership, at: datetime) -> int:
    """Invite everybody who has not been, and say how many mails that queued; a second call queues none."""
    Meeting.objects.filter(pk=meeting.pk).update(invitation_words=words)
    Meeting.objects.filter(pk=meeting.pk, invited_at=None).update(invited_at=at)
    meeting.invitation_words = words
    asked = to_ask(meeting)
    everybody = [*asked.by_mail, *asked.in_person]
    told = {"made_at": at, "told_sequence": meeting.sequence, "told_starts_at": meeting.starts_at}
    rows = [Invitation(meeting=meeting, membership=membership, **told) for membership in everybody]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)  # somebody else may be inviting right now
    letters = [_letter(meeting, membership, by=by, at=at) for membership in asked.by_mail]
    return sum(messaging.queue(letter, at=at) is not None for letter in letters)


def _letter(meeting: Meeting, membership: Membership, *, by: Membership, at: datetime) -> Letter:
    link = linking.link_for(Link.Purpose.RSVP, membership, about=meeting.pk, ends_at=meeting.ends_at, at=at)
    words = compose(meeting, membership, by=by, answer_url=absolute("meetings:rsvp", link.token))
    return Letter(
        key=f"invitation:{meeting.pk}:{membership.pk}",
        kind=Message.Kind.INVITATION,
        membership=membership,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        calendar=calendars.invitation(meeting, membership, at=at),
        from_name=by.person.name,
        reply_to=by.person.address,
    )


def compose(meeting: Meeting, membership: Membership, *, by: Membership, answer_url: str) -> Words:
    """The words of one person's invitation; the page's preview is made by the same call."""
    plan_url = absolute("meetings:plan", meeting.group.slug, meeting.number)
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "person": membership.person,
        "words": meeting.invitation_words,
        "words_from": by.person.short_name,
        "button": _("Say whether you come"),
        "button_url": answer_url,
        "plan_url": plan_url,
        "is_shared": meeting.plan_shared_at is not None,
    }
    return composing.compose("meetings/emails/invitation", context)


def absolute(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def answer(invitation: Invitation, said: str, *, reason: str = "", by: Membership, at: datetime) -> None:
    """Keep what somebody said; the newest counts, and an earlier reason goes with the answer it belonged to."""
    Invitation.objects.filter(pk=invitation.pk).update(
        answer=said, reason=reason, answered_at=at, answered_by=by
    )
    invitation.refresh_from_db()


def take_back(invitation: Invitation) -> bool:
    """Let an invitation stand unanswered again, and say whether it was this call that did it."""
    answered = Invitation.objects.filter(pk=invitation.pk).exclude(answer="")
    done = answered.update(answer="", reason="", answered_at=None, answered_by=None)
    invitation.refresh_from_db()
    return bool(done)
