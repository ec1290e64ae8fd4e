"""Borrowing from the library: “try this in our group” begins a small test of the group's own, with where it came from."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from inquiries.models import Group, Membership
from meetings.models import Meeting
from practices import trying, tying
from practices.models import LibraryEntry, SmallTest, TakenUp

Kind = LibraryEntry.Kind


class GoneError(Exception):
    """It was taken out of the library meanwhile."""


def take_up(
    entry: LibraryEntry | None,
    group: Group,
    said: dict[str, Any],
    *,
    by: Membership,
    on: date,
    at: datetime,
    client_key: UUID,
    meeting: Meeting | None = None,
) -> SmallTest:
    """Begin a small test from an entry that its reader may read; the same key a second time begins and counts nothing more.

    Whether it stands is asked and noted in one conditional write: what is withdrawn in the same moment is either not copied,
    or was copied before. Raises GoneError where it stands no more, and this key began nothing before.
    """
    try:
        with transaction.atomic():
            row = _noted(entry)
            begun = trying.begin(
                group,
                said,
                by=by,
                on=on,
                at=at,
                client_key=client_key,
                came_of=tying.knot_of(row, group.slug),
                meeting=meeting,
            )
            TakenUp.objects.create(small_test=begun, entry=row, by=by, at=at)
            return begun
    except (IntegrityError, GoneError):
        before = SmallTest.objects.filter(client_key=client_key, group=group, taken_up__isnull=False).first()
        if before is None:
            raise
        return before


def _noted(entry: LibraryEntry | None) -> LibraryEntry:
    """The entry, where it still stands, with one more that took it up."""
    standing = LibraryEntry.objects.in_library()
    if entry is None or not standing.filter(pk=entry.pk).update(tried=F("tried") + 1):
        raise GoneError
    return entry


def begun_with(entry: LibraryEntry) -> dict[str, str]:
    """What stands in the boxes of a small test that begins with this: nothing of a story, which teaches and is not copied."""
    if entry.kind == Kind.SMALL_TEST:
        return {"what": entry.title} | {name: getattr(entry, name) for name in ("for_whom", "gives", "gains")}
    if entry.kind == Kind.WAY_ROUND:
        longest = SmallTest._meta.get_field("what").max_length or 0
        return {"what": " ".join(entry.text.split())[:longest]}
    return {}
