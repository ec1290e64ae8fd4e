"""Regaining an account whose second step is lost: two named people confirm, and it is taken off."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from inquiries import messaging, telling, vouching
from inquiries.composing import compose
from inquiries.models import Confirmation, LostStep, Message, User
from inquiries.telling import Change

WAITS_FOR = timedelta(days=7)
Outcome = LostStep.Outcome


@transaction.atomic
def ask(person: User, *, at: datetime) -> LostStep:
    """Ask those who are named to confirm that this person's second step is lost; one that waits already stays."""
    waiting = LostStep.objects.waiting(at).filter(person=person).first()
    if waiting:
        return waiting
    LostStep.objects.filter(person=person, settled_at=None).update(settled_at=at, outcome=Outcome.ENDED)
    try:
        with transaction.atomic():
            lost = LostStep.objects.create(person=person, asked_at=at, ends_at=at + WAITS_FOR)
    except IntegrityError:  # pressed twice at once: the first has written to everybody
        return LostStep.objects.filter(person=person).latest("asked_at")
    for voucher in vouching.vouchers_of(person):
        messaging.queue(_request(lost, voucher, at), at=at)
    telling.tell(person, Change.LOST_ASKED, at=at)
    return lost


def _request(lost: LostStep, voucher: User, at: datetime) -> messaging.Letter:
    url = settings.SITE_URL + reverse("inquiries:lost-step", args=[lost.pk])
    context = {"person": voucher, "who": lost.person, "link": url, "ends_at": lost.ends_at}
    words = compose("inquiries/emails/lost_step", context)
    return messaging.Letter(
        key=f"lost:{lost.pk}:{voucher.pk}",
        kind=Message.Kind.SECURITY,
        membership=None,
        person=voucher,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
    )


@transaction.atomic
def confirm(lost: LostStep, *, by: User, how: str, at: datetime) -> bool:
    """Give one's word; the second of two takes the second step off. False where there is nothing to give any more."""
    if not LostStep.objects.waiting(at).filter(pk=lost.pk).exists():
        return False
    for place in (1, vouching.NEEDED):
        if _give(lost, place, by=by, how=how, at=at):
            if place == vouching.NEEDED:
                _take_off(lost, at=at)
            return True
    return False


def _give(lost: LostStep, place: int, *, by: User, how: str, at: datetime) -> bool:
    """Take a place among the two; the constraints refuse a place that is taken, and a person who has one."""
    try:
        with transaction.atomic():
            Confirmation.objects.create(lost=lost, place=place, by=by, how=how, confirmed_at=at)
    except IntegrityError:
        return False
    return True


def _take_off(lost: LostStep, *, at: datetime) -> None:
    """Remove every second step, and end every session: whoever has the old phone has nothing."""
    if not lost.settle(Outcome.RESET, at=at):
        return
    Authenticator.objects.filter(user=lost.person).delete()
    lost.person.forget_sessions()
    telling.tell(lost.person, Change.LOST_RESET, at=at)


@transaction.atomic
def refuse(lost: LostStep, *, at: datetime) -> bool:
    """Say that it is not they who ask; nothing changes, and they are told."""
    if not lost.settle(Outcome.REFUSED, at=at):
        return False
    telling.tell(lost.person, Change.LOST_REFUSED, at=at)
    return True


def call_off(person: User, *, at: datetime) -> None:
    """Somebody signed in with their second step: nothing is lost."""
    LostStep.objects.filter(person=person, settled_at=None).update(settled_at=at, outcome=Outcome.FOUND)
