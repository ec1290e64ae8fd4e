"""Noticing small differences: shared or one's own, and where they stand on the picture of how change spreads (A2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from inquiries.http import Hat
from inquiries.models import Group
from practices import sharing
from practices.models import NoticedChange


@dataclass(frozen=True)
class Mark:
    """One change on the picture, and where its evidence is."""

    words: str
    url: str


def on_the_map(hat: Hat, group: Group) -> Iterator[tuple[str, Mark]]:
    """What was noticed at each level, as this hat may read it (settings.CHANGES_NOTICED); one query."""
    found = NoticedChange.objects.visible_to(hat.person).filter(group=group)
    for row in sharing.readable(found, group, hat):
        row.group = group
        yield row.level, Mark(row.what, row.get_absolute_url())


def share(change: NoticedChange) -> bool:
    """Let the group read what was one's own; whether it was this call that did it."""
    return bool(NoticedChange.objects.kept().filter(pk=change.pk, is_shared=False).update(is_shared=True))
