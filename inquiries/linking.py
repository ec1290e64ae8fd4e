"""Making and opening signed links: one purpose, one person, an end date."""

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
