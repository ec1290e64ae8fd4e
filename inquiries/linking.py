"""Making and opening signed links: one purpose, one person, an end date."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inquiries.models import Link, Membership


def link_for(
    purpose: Link.Purpose, membership: Membership, *, about: UUID, ends_at: datetime, at: datetime
) -> Link:
    """The link of this person for this purpose; the same one again while it is not revoked, with the later end."""
    link, is_new = Link.objects.get_or_create(
        purpose=purpose,
        membership=membership,
        about=about,
        revoked_at=None,
        defaults={"made_at": at, "ends_at": ends_at},
    )
    if not is_new and link.ends_at < ends_at:
        Link.objects.filter(pk=link.pk).update(ends_at=ends_at)
        link.ends_at = ends_at
    return link


@dataclass(frozen=True)
class Wanted:
    """What one of many links is about, and until when it should be good."""

    about: UUID
    ends_at: datetime


def links_for(purpose: Link.Purpose, wanted: dict[UUID, Wanted], *, at: datetime) -> dict[UUID, Link]:
    """As `link_for` for many members at once; three queries, and one more for each end that is later than before."""
    rows = [
        Link(purpose=purpose, membership_id=member, about=one.about, made_at=at, ends_at=one.ends_at)
        for member, one in wanted.items()
    ]
    known = Link.objects.filter(
        purpose=purpose,
        membership__in=wanted,
        about__in={one.about for one in wanted.values()},
        revoked_at=None,
    )
    found = {(link.membership_id, link.about): link for link in known}
    missing = [row for row in rows if (row.membership_id, row.about) not in found]
    if missing:
        Link.objects.bulk_create(missing, ignore_conflicts=True)  # another worker may have been first
        found = {(link.membership_id, link.about): link for link in known.all()}
    links = {member: found[member, one.about] for member, one in wanted.items()}
    for member, link in links.items():
        if link.ends_at < wanted[member].ends_at:
            Link.objects.filter(pk=link.pk).update(ends_at=wanted[member].ends_at)
    return links


def opened(token: str, purpose: Link.Purpose, *, at: datetime) -> Link | None:
    """The usable link that this token names: None where it was altered, revoked, or has ended.

    None also where its person has left, but for a recap (`LinkQuerySet.usable`).
    """
    key = Link.key_in(token, purpose)
    if key is None:
        return None
    usable = Link.objects.usable(at).filter(pk=key, purpose=purpose)
    return usable.select_related(
        "membership__person", "membership__organisation", "membership__group"
    ).first()


def revoke(link: Link, *, at: datetime) -> bool:
    """End a link now, and say whether it was this call that did it."""
    return bool(Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at))
