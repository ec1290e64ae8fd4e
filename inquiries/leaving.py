"""Leaving a group: what was somebody's is handed on, their place stays as it was, and all of it can be taken back.

What is theirs is known to the apps above: settings.HANDING_ON lists modules in reading order, each with the
functions of `HandingOn`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Protocol, cast
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inquiries import composing, convening, messaging
from inquiries.http import Hat
from inquiries.models import Membership, Message, Spell, User

UNDO_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Theirs:
    """One thing that somebody would leave behind."""

    key: UUID
    title: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Kept:
    """One thing that somebody who left may still read."""

    group: UUID
    title: str
    url: str


class HandingOn(Protocol):
    """What an app knows of somebody's things; `occasion` is the key of one leaving."""

    def theirs(self, membership: Membership) -> list[Theirs]:
        """What would be left behind."""

    def hand_on(
        self,
        membership: Membership,
        to: dict[UUID, Membership],
        *,
        occasion: UUID,
        by: Membership,
        at: datetime,
    ) -> None:
        """Ask those named whether they take it; the rest waits where those who look after the group see it."""

    def take_back(self, membership: Membership, *, occasion: UUID, by: Membership, at: datetime) -> None:
        """Give back what nobody has taken up since."""

    def kept(self, person: User) -> list[Kept]:
        """What was published of each group while they belonged to it, which they may still read."""


def _apps() -> Iterator[HandingOn]:
    for path in settings.HANDING_ON:
        yield cast(HandingOn, import_module(path))


def theirs(membership: Membership) -> list[Theirs]:
    return [thing for app in _apps() for thing in app.theirs(membership)]


def kept(person: User) -> list[Kept]:
    return [thing for app in _apps() for thing in app.kept(person)]


@transaction.atomic
def leave(membership: Membership, *, on: date, to: dict[UUID, Membership], by: Hat, at: datetime) -> bool:
    """End this membership, hand on what was theirs, and say whether it was this call that did it.

    Raises LastOneError where nobody else facilitates the group.
    """
    convening.keep_a_facilitator(membership)
    return end(membership, on=on, to=to, by=by, at=at)


@transaction.atomic
def end(membership: Membership, *, on: date, to: dict[UUID, Membership], by: Hat, at: datetime) -> bool:
    """As leaving, and also of the only facilitator: an erasure waits for nobody."""
    if not Membership.objects.filter(pk=membership.pk, left_on=None).update(left_on=on):
        return False
    ended = {"ends_on": on, "ended_because": Spell.End.LEFT, "ended_at": at, "ended_by": by.person}
    membership.spells.filter(ends_on=None).update(**ended)
    convening.noted(membership, by=by.person)
    spell = last_spell(membership)
    for app in _apps():
        app.hand_on(membership, to, occasion=_occasion(spell), by=_hand(membership, by), at=at)
    _tell(membership, by=by, at=at)
    return True


def told_of(membership: Membership, *, by: Hat) -> list[Membership]:
    """Who hears of it by mail: the integration managers, where somebody leaves by themselves."""
    if by.pk != membership.pk:
        return []
    managers = Membership.objects.current().integrating().filter(group=membership.group_id)
    return list(managers.exclude(pk=membership.pk).for_listing())


def _tell(membership: Membership, *, by: Hat, at: datetime) -> None:
    for manager in told_of(membership, by=by):
        words = composing.compose(
            "inquiries/emails/left",
            {
                "group": membership.group,
                "person": manager.person,
                "who": membership.person,
                "url": settings.SITE_URL + reverse("inquiries:members", args=[membership.group.slug]),
            },
        )
        letter = messaging.Letter(
            key=f"left:{membership.pk}:{manager.pk}:{at.timestamp()}",
            kind=Message.Kind.MEMBERS,
            membership=manager,
            subject=words.subject,
            text=words.text,
            html=words.html,
            due_at=at,
        )
        messaging.queue(letter, at=at)


def can_take_back(membership: Membership, *, at: datetime) -> bool:
    spell = last_spell(membership) if membership.left_on else None
    return bool(spell and spell.ended_at and at < spell.ended_at + UNDO_WITHIN)


@transaction.atomic
def take_back(membership: Membership, *, by: Hat, at: datetime) -> bool:
    """Let them not have left, give back what nobody took up since, and say whether it was this call that did it."""
    if not can_take_back(membership, at=at):
        return False
    spell = last_spell(membership)
    if not Membership.objects.filter(pk=membership.pk, left_on__isnull=False).update(left_on=None):
        return False
    convening.reopen(spell)
    convening.noted(membership, by=by.person)
    for app in _apps():
        app.take_back(membership, occasion=_occasion(spell), by=_hand(membership, by), at=at)
    return True


def last_spell(membership: Membership) -> Spell:
    """The newest; no query where the spells are prefetched."""
    return list(membership.spells.all())[-1]


def _occasion(spell: Spell) -> UUID:
    assert spell.ended_at  # it was closed by leaving
    return uuid5(spell.pk, f"left {spell.ended_at.timestamp()}")


def _hand(membership: Membership, by: Hat) -> Membership:
    """In whose place in the group it is written: for somebody who stands above it, that of the person who leaves."""
    return by if isinstance(by, Membership) else membership
