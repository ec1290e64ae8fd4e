"""Inviting somebody to join a group in one's own words, and what follows from their answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries import composing, convening, messaging
from inquiries.appointing import LastOneError
from inquiries.composing import Words
from inquiries.models import Group, GroupInvitation, Membership, Message, Organisation, User
from inquiries.roles import Role

LASTS = timedelta(days=21)
UNDO_WITHIN = timedelta(days=7)
Answer = GroupInvitation.Answer


class AlreadyInError(Exception):
    """They belong to the group already."""


class AlreadyAskedError(Exception):
    """They have an invitation that waits for an answer."""


@dataclass(frozen=True)
class Asked:
    """Whom to ask, and to what."""

    person: User
    organisation: Organisation
    words: str
    role: str = Role.MEMBER
    job: str = ""


@transaction.atomic
def invite_anybody(
    group: Group,
    person: User | None,
    typed: dict[str, Any],
    organisation: Organisation,
    *,
    by: User,
    at: datetime,
) -> GroupInvitation:
    """Ask whoever a form names: somebody known, or a new person in Clip, who is nowhere a member before they say yes."""
    if person is None:
        own = typed["email"] if not typed["shared"] else ""
        shared = typed["email"] if typed["shared"] else ""
        person = User.objects.create_user(typed["name"], own or None, contact_email=shared)
    asked = Asked(person, organisation, typed["words"], role=typed["role"], job=typed["job"])
    return invite(group, asked, by=by, at=at)


@transaction.atomic
def invite(group: Group, asked: Asked, *, by: User, at: datetime) -> GroupInvitation:
    """Ask somebody to join; where they have an address, the mail is queued.

    Raises AlreadyInError or AlreadyAskedError.
    """
    if Membership.objects.current().filter(group=group, person=asked.person).exists():
        raise AlreadyInError
    made, is_new = GroupInvitation.objects.get_or_create(
        group=group,
        person=asked.person,
        answer="",
        withdrawn_at=None,
        defaults={
            "role": asked.role,
            "organisation": asked.organisation,
            "job": asked.job,
            "words": asked.words,
            "asked_by": by,
            "asked_at": at,
            "ends_at": at + LASTS,
        },
    )
    if not is_new:
        raise AlreadyAskedError
    _send(made, at=at)
    return made


@transaction.atomic
def ask_again(invitation: GroupInvitation, *, at: datetime) -> bool:
    """Send the same words once more, with a link that lasts anew; False where they have answered meanwhile."""
    waiting = GroupInvitation.objects.waiting().filter(pk=invitation.pk, times=invitation.times)
    if not waiting.update(times=F("times") + 1, ends_at=at + LASTS):
        return False
    invitation.refresh_from_db(fields=["times", "ends_at"])
    _send(invitation, at=at)
    return True


def withdraw(invitation: GroupInvitation, *, by: User, at: datetime) -> bool:
    """Take an unanswered invitation back: its link opens nothing, and a mail that has not left stays here."""
    waiting = GroupInvitation.objects.waiting().filter(pk=invitation.pk)
    return bool(waiting.update(withdrawn_at=at, withdrawn_by=by))


def put_back(invitation: GroupInvitation) -> bool:
    """Let a withdrawn invitation stand again. Its mail, if it was held back, does not leave by that."""
    others = GroupInvitation.objects.waiting().filter(group=invitation.group_id, person=invitation.person_id)
    if others.exists():
        return False
    withdrawn = GroupInvitation.objects.filter(pk=invitation.pk, withdrawn_at__isnull=False)
    return bool(withdrawn.update(withdrawn_at=None, withdrawn_by=None))


def opened(token: str, *, at: datetime) -> GroupInvitation | None:
    """The invitation that this link opens: None where it was altered, withdrawn, has ended, or its person may not sign in."""
    key = GroupInvitation.key_in(token)
    if key is None:
        return None
    standing = GroupInvitation.objects.standing().filter(pk=key, ends_at__gt=at, person__is_active=True)
    return standing.select_related("person", "organisation", "asked_by", "group__partnership").first()


# --- the answer -----------------------------------------------------------------------------------


@transaction.atomic
def accept(invitation: GroupInvitation, *, by: User, at: datetime, reason: str = "") -> bool:
    """Make them a member from today, and say whether it was this call that did it. Who was one before comes back."""
    if not _keep(invitation, Answer.ACCEPTED, reason, by, at):
        return False
    today = timezone.localdate(at)
    as_asked: dict[str, Any] = {
        "organisation": invitation.organisation,
        "role": invitation.role,
        "job": invitation.job,
    }
    before = Membership.objects.filter(group=invitation.group_id, person=invitation.person_id).first()
    if before is None:
        convening.join(invitation.group, invitation.person, on=today, **as_asked)
    elif before.left_on:
        as_asked["job"] = invitation.job or before.job
        convening.come_back(before, on=max(today, before.left_on), by=by, **as_asked)
    _tell(invitation, by=by, at=at)
    return True


@transaction.atomic
def decline(invitation: GroupInvitation, *, by: User, at: datetime, reason: str = "") -> bool:
    """Keep that they do not join, and say whether it was this call that did it."""
    if not _keep(invitation, Answer.DECLINED, reason, by, at):
        return False
    _tell(invitation, by=by, at=at)
    return True


def _keep(invitation: GroupInvitation, answer: str, reason: str, by: User, at: datetime) -> bool:
    waiting = GroupInvitation.objects.waiting().filter(pk=invitation.pk)
    kept = waiting.update(answer=answer, answered_at=at, answered_by=by, reason=reason)
    invitation.refresh_from_db(fields=["answer", "answered_at", "answered_by", "reason"])
    return bool(kept)


def can_take_back(invitation: GroupInvitation, *, at: datetime) -> bool:
    return bool(invitation.answered_at and at < invitation.answered_at + UNDO_WITHIN)


@transaction.atomic
def take_back(invitation: GroupInvitation, *, by: User, at: datetime) -> bool:
    """Let an answer not have been given; False where it is too late, or something was written of a new member."""
    if not can_take_back(invitation, at=at):
        return False
    if invitation.answer == Answer.ACCEPTED and not _unjoin(invitation, by):
        return False
    answered = GroupInvitation.objects.filter(pk=invitation.pk).exclude(answer="")
    done = answered.update(answer="", answered_at=None, answered_by=None, reason="")
    invitation.refresh_from_db(fields=["answer", "answered_at", "answered_by", "reason"])
    return bool(done)


def _unjoin(invitation: GroupInvitation, by: User) -> bool:
    member = (
        Membership.objects.current().filter(group=invitation.group_id, person=invitation.person_id).first()
    )
    if member is None:
        return False
    try:
        convening.keep_a_facilitator(member)
    except LastOneError:
        return False
    if member.spells.count() > 1:
        return convening.take_back_return(member, by=by)
    return convening.take_back_joining(member)


# --- the mails ------------------------------------------------------------------------------------


def _send(invitation: GroupInvitation, *, at: datetime) -> None:
    if not invitation.person.address:
        return
    words = compose(invitation, url=url_of(invitation))
    letter = messaging.Letter(
        key=f"joining:{invitation.pk}:{invitation.times}",
        kind=Message.Kind.JOINING,
        membership=None,
        person=invitation.person,
        group=invitation.group,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
        from_name=invitation.asked_by.name,
        reply_to=invitation.asked_by.address,
    )
    messaging.queue(letter, at=at)


def compose(invitation: GroupInvitation, *, url: str) -> Words:
    """What their mail says; the preview is made by the same call."""
    context = {
        "group": invitation.group,
        "person": invitation.person,
        "invitation": invitation,
        "words": invitation.words,
        "words_from": invitation.asked_by.short_name,
        "button": _("Read what joining means"),
        "button_url": url,
    }
    return composing.compose("inquiries/emails/joining", context)


def url_of(invitation: GroupInvitation) -> str:
    return settings.SITE_URL + reverse("inquiries:join", args=[invitation.token])


def why_not_now(message: Message) -> str:
    """Why an invitation that waits to leave should not: it was withdrawn, answered, or sent anew."""
    if message.kind != Message.Kind.JOINING:
        return ""
    _kind, key, times = message.key.split(":")
    invitation = GroupInvitation.objects.filter(pk=key).first()
    if invitation is None or invitation.withdrawn_at:
        return _("The invitation was withdrawn.")
    if invitation.answer:
        return _("They have answered already.")
    return "" if invitation.times == int(times) else _("A newer one took its place.")


def _tell(invitation: GroupInvitation, *, by: User, at: datetime) -> None:
    """Tell whoever asked what was answered, unless they entered it themselves."""
    asker = invitation.asked_by
    if by == asker or not asker.address or not asker.is_active:
        return
    has_joined = invitation.answer == Answer.ACCEPTED
    words = composing.compose(
        "inquiries/emails/joining_answered",
        {
            "group": invitation.group,
            "person": asker,
            "who": invitation.person,
            "has_joined": has_joined,
            "url": settings.SITE_URL + reverse("inquiries:members", args=[invitation.group.slug]),
        },
    )
    letter = messaging.Letter(
        key=f"joined:{invitation.pk}:{at.timestamp()}",
        kind=Message.Kind.MEMBERS,
        membership=None,
        person=asker,
        group=invitation.group,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
    )
    messaging.queue(letter, at=at)
