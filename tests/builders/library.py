"""Builders of the learning library: each makes one valid thing with no arguments."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from meetings.models import Release
from practices.models import Barrier, LibraryEntry, SmallTest, Story, TakenUp
from practices.models.library import THING
from tests.builders.inquiries import numbers
from tests.builders.practices import make_small_test, make_story

KINDS = {SmallTest: "small test", Story: "story", Barrier: "way round"}


def make_library_entry(about: SmallTest | Story | Barrier | None = None, **fields: Any) -> LibraryEntry:
    """What somebody shares of a thing, let out and in the library; with `place=None` it waits for the group."""
    about = about or make_small_test()
    now, number = timezone.now(), next(numbers)
    defaults: dict[str, Any] = {
        "programme": about.group.partnership.programme,
        "group": about.group,
        "kind": KINDS[type(about)],
        "title": f"We asked at the lunch club, {number}",
        "text": "Six people came to the table by the window. None of them had asked at home.",
        "agreed_by": about.recorded_by,
        "agreed_at": now,
        "client_key": uuid4(),
        "place": 1_700_000_000_000_000 + number,
    }
    if isinstance(about, Story):
        words = {name: getattr(about, name) for name in ("title", "text", "learning")}
        defaults |= words | {"agreed_by": about.told_by, "story_version": about.version}
    entry = LibraryEntry.objects.create(about=about.pk, **defaults | fields)
    if entry.place is not None:
        Release.objects.create(
            kind=THING, about=entry.pk, group=entry.group, released_by=entry.agreed_by, released_at=now
        )
    return entry


def make_taken_up(entry: LibraryEntry | None = None, **fields: Any) -> TakenUp:
    """A small test of another group that began with an entry."""
    begun = fields.pop("small_test", None) or make_small_test()
    defaults: dict[str, Any] = {"by": begun.lead, "at": timezone.now()}
    return TakenUp.objects.create(small_test=begun, entry=entry or make_library_entry(), **defaults | fields)


def make_library_story(**fields: Any) -> Story:
    """A story that its teller lets other groups read."""
    return make_story(how_far=Story.HowFar.LIBRARY, **fields)
