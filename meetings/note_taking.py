"""A note-taker's link: whoever sits in a small group writes to that small group's page alone, until the meeting closes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from inquiries import linking
from inquiries.models import Link, Membership
from meetings import blanking, photographing, recording
from meetings.models import Entry, SmallGroup
from meetings.photographing import Picture

LASTS = timedelta(hours=12)  # at the longest: the page ends with the record in any case


def link_of(small_group: SmallGroup, *, at: datetime) -> Link | None:
    """The link that is out for a small group, if any."""
    return Link.objects.usable(at).filter(purpose=Link.Purpose.NOTES, about=small_group.pk).first()


def make_link(small_group: SmallGroup, *, by: Membership, at: datetime) -> Link:
    """The link of a small group, in whose notes it stands as written by whoever made it; the same one again while it is out."""
    out = link_of(small_group, at=at)
    return out or linking.link_for(Link.Purpose.NOTES, by, about=small_group.pk, ends_at=at + LASTS, at=at)


def url_of(link: Link) -> str:
    return settings.SITE_URL + reverse("meetings:notes-page", args=[link.token])


def small_group_of(link: Link) -> SmallGroup | None:
    """The small group that a link writes to, while the record of its meeting is open."""
    kept = SmallGroup.objects.kept().filter(
        pk=link.about, meeting__opened_at__isnull=False, meeting__closed_at=None, meeting__cancelled_at=None
    )
    return kept.select_related("meeting__group__partnership").first()


def learned(small_group: SmallGroup) -> list[Entry]:
    """What it has learned and photographed so far, oldest first; one query."""
    kinds = [Entry.Kind.LEARNED, Entry.Kind.PHOTOGRAPH]
    rows = Entry.objects.kept().filter(small_group=small_group, kind__in=kinds)
    return list(rows.order_by("recorded_at"))


def photograph(
    small_group: SmallGroup, picture: Picture, caption: str, *, link: Link, at: datetime, client_key: UUID
) -> Entry:
    """Keep a picture of what the small group wrote on paper; as `write`."""
    blanking.must_go_on(small_group.meeting, at)
    return photographing.add(
        small_group.meeting,
        picture,
        caption,
        small_group=small_group,
        by=link.membership,
        at=at,
        client_key=client_key,
    )


def write(small_group: SmallGroup, text: str, *, link: Link, at: datetime, client_key: UUID) -> Entry:
    """Keep what the note-taker wrote; sent twice it is kept once. ClosedError and PausedError as while recording."""
    blanking.must_go_on(small_group.meeting, at)
    return recording.add_entry(
        small_group.meeting,
        kind=Entry.Kind.LEARNED,
        text=text,
        small_group=small_group,
        by=link.membership,
        at=at,
        client_key=client_key,
    )
