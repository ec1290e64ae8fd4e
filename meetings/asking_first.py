"""Asking whoever said it before a quote is told: they see their own line alone, and say yes, other words, or no."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import echoing, linking, messaging
from inquiries.models import Link, Membership, Message, User
from meetings import corresponding, publishing
from meetings.models import Entry
from meetings.models.discussions import EntryQuerySet

LASTS = timedelta(days=60)


@transaction.atomic
def ask(entry: Entry, *, by: Membership, at: datetime) -> bool:
    """Queue one mail to whoever said it, and say whether it was this call that did it. No words of theirs go by mail."""
    speaker = entry.speaker
    if speaker is None or not speaker.person.address:
        return False
    open_ones = Entry.objects.kept().filter(pk=entry.pk, may_be_quoted=False, asked_at=None)
    if not open_ones.update(asked_at=at):
        return False
    return messaging.queue(_letter(entry, speaker, by=by, at=at), at=at) is not None


def _letter(entry: Entry, speaker: Membership, *, by: Membership, at: datetime) -> messaging.Letter:
    link = linking.link_for(Link.Purpose.QUOTE, speaker, about=entry.pk, ends_at=at + LASTS, at=at)
    return corresponding.letter(
        "meetings/emails/quote",
        speaker,
        entry.meeting,
        key=f"quote:{entry.pk}",
        kind=Message.Kind.ASKED,
        by=by,
        at=at,
        asked_by=by.person,
        button=_("See what it is, and say yes or no"),
        button_url=settings.SITE_URL + reverse("meetings:quote-page", args=[link.token]),
    )


def hear_yes(entry: Entry, *, at: datetime) -> bool:
    """Keep that whoever said it said yes in person, and say whether it was this call that did; over their no it stays no."""
    return _heard(entry, may_be_quoted=True, at=at)


def take_back_yes(entry: Entry, *, at: datetime) -> bool:
    """Keep that nobody said yes in person after all, and say whether it was this call that did."""
    return _heard(entry, may_be_quoted=False, at=at)


@transaction.atomic
def _heard(entry: Entry, *, may_be_quoted: bool, at: datetime) -> bool:
    others = Entry.objects.kept().filter(pk=entry.pk, kind=Entry.Kind.QUOTE, answered_at=None)
    if not others.exclude(may_be_quoted=may_be_quoted).update(may_be_quoted=may_be_quoted):
        return False
    _draw_anew(entry, at)
    return True


def _draw_anew(entry: Entry, at: datetime) -> None:
    """Whatever was published with it, in the group and above it."""
    publishing.draw_anew(entry.meeting, at=at)
    echoing.taken_back(entry.meeting.group_id, at=at)


def entry_of(link: Link) -> Entry | None:
    """The quote that a link asks about, where it is its person's own and was not taken out."""
    rows = Entry.objects.kept().filter(pk=link.about, kind=Entry.Kind.QUOTE, speaker=link.membership_id)
    return rows.select_related("meeting__group__partnership").first()


def said_by(user: User) -> EntryQuerySet:
    """The quotes of whoever is signed in, in every group, also those that they left."""
    rows = Entry.objects.kept().filter(kind=Entry.Kind.QUOTE, speaker__person=user)
    return rows.select_related("meeting__group__partnership", "speaker__person")


def own_among(keys: Iterable[UUID | str], user: User) -> set[UUID]:
    """Which of these this person said; one query, none where there are none."""
    asked = list(keys)
    return set(said_by(user).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()


@transaction.atomic
def answer(entry: Entry, *, may_be_quoted: bool, text: str, by: Membership, at: datetime) -> None:
    """Keep what its speaker says, in their own words where they changed them; also once the recap is out.

    A published recap says at once what is so now, and its PDF is drawn anew: the one before is taken away.
    """
    words = text.strip() if may_be_quoted and text.strip() else entry.text
    if words != entry.text:
        mine = Entry.objects.kept().filter(pk=entry.pk, version=entry.version)
        if mine.update(text=words, version=F("version") + 1, changed_by=by, changed_at=at):
            was_by = entry.changed_by or entry.recorded_by
            entry.wordings.create(version=entry.version, text=entry.text, by=was_by, at=at)
    changed = Entry.objects.filter(pk=entry.pk).exclude(
        Q(may_be_quoted=may_be_quoted) & Q(answered_at__isnull=False)
    )
    changed.update(may_be_quoted=may_be_quoted, answered_at=at)
    entry.refresh_from_db(fields=["text", "version", "may_be_quoted", "answered_at"])
    _draw_anew(entry, at)
