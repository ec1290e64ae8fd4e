"""Shelving what tellers share: agreed to by its teller, let out by the group, and gone from the library whenever either ends.

A story comes along in its own words and follows them. Of a small test or a way round a barrier its teller words for others
what they want to say; what else is written of it stays in the group.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries.models import Membership
from meetings import grouping, releasing
from meetings.models import Meeting, Release
from meetings.released import Words
from meetings.releasing import Thing
from practices import indexing
from practices.models import Barrier, LibraryEntry, SmallTest, Story
from practices.models.library import MICROSECONDS, THING, gone

Kind = LibraryEntry.Kind
WORDS = ("title", "for_whom", "text", "learning", "gives", "gains")
OF_STORY = ("title", "text", "learning")
KINDS: dict[type[models.Model], Kind] = {SmallTest: Kind.SMALL_TEST, Barrier: Kind.WAY_ROUND}
ROOM = 10_000  # places, each a microsecond, among which a free one is looked for


# --- agreeing, and taking it out ----------------------------------------------------------------------


def agree(
    row: SmallTest | Barrier, said: dict[str, Any], *, by: Membership, at: datetime, client_key: UUID
) -> LibraryEntry:
    """Keep that its teller shares this, in these words; the same key a second time, or one that is shared, keeps nothing more."""
    words = {name: said.get(name, "") for name in WORDS}
    try:
        with transaction.atomic():
            return LibraryEntry.objects.create(
                programme_id=row.group.partnership.programme_id,
                group=row.group,
                kind=KINDS[type(row)],
                about=row.pk,
                agreed_by=by,
                agreed_at=at,
                client_key=client_key,
                **words,
            )
    except IntegrityError:
        return LibraryEntry.objects.get(about=row.pk, removed_at=None)


@transaction.atomic
def take_out(entry: LibraryEntry, *, by: Membership, at: datetime) -> bool:
    """Take it out of the library and into the bin; says whether it was this call that did it."""
    releasing.take_back(entry.group, THING, entry.pk, by=by, at=at)
    LibraryEntry.objects.filter(pk=entry.pk).update(place=None)
    return entry.remove(by=by.person, at=at)


def put_back(entry: LibraryEntry) -> bool:
    """Agreed to again; in the library once the group lets it out again. False where it is shared anew meanwhile."""
    try:
        with transaction.atomic():
            return entry.put_back()
    except IntegrityError:
        return False


@transaction.atomic
def goes(about: UUID, *, by: Membership, at: datetime) -> None:
    """What is taken out of the group's own list leaves the library with it; nothing where it was never shared."""
    for entry in LibraryEntry.objects.kept().filter(about=about).select_related("group"):
        take_out(entry, by=by, at=at)


def shared(about: UUID) -> LibraryEntry | None:
    """What is shared of a thing, let out or not; one query."""
    return LibraryEntry.objects.kept().filter(about=about).select_related("agreed_by__person").first()


def page_of(entry: LibraryEntry) -> str:
    """The address of what an entry tells of, in its own group."""
    routes = {Kind.SMALL_TEST: "small-test", Kind.WAY_ROUND: "barrier", Kind.STORY: "story"}
    return reverse(f"practices:{routes[Kind(entry.kind)]}", args=[entry.group.slug, entry.about])


# --- stories come along in their own words ------------------------------------------------------------


@transaction.atomic
def follow_story(story: Story, *, by: Membership, at: datetime) -> None:
    """After a story was told, worded anew, withdrawn or put back: its entry has its words, or goes with them for good."""
    now_is = Story.objects.kept().filter(pk=story.pk, how_far=Story.HowFar.LIBRARY).first()
    before = LibraryEntry.objects.filter(about=story.pk, kind=Kind.STORY).first()
    if now_is is None:
        if before:
            releasing.take_back(before.group, THING, before.pk, by=by, at=at)
            before.delete()
        return
    words = _words_of_story(now_is)
    if before:
        LibraryEntry.objects.filter(pk=before.pk).update(**words)
        return
    LibraryEntry.objects.create(
        programme_id=now_is.group.partnership.programme_id,
        group=now_is.group,
        kind=Kind.STORY,
        about=now_is.pk,
        agreed_by=now_is.told_by,
        agreed_at=at,
        client_key=uuid4(),
        **words,
    )


def _words_of_story(story: Story) -> dict[str, Any]:
    return {name: getattr(story, name) for name in OF_STORY} | {"story_version": story.version}


# --- what the group lets out --------------------------------------------------------------------------


def things(meeting: Meeting) -> list[Thing]:
    """Each thing that its teller shares with other groups (settings.RELEASABLE), first what was since the last meeting; one query."""
    rows = LibraryEntry.objects.kept().filter(group=meeting.group_id).order_by("agreed_at", "pk")
    who = _(
        "Members of the programme’s other groups read it too, in the learning library, and may try it themselves."
    )
    before = [one.starts_at for one in grouping.meetings_of(meeting.group) if one.number < meeting.number]
    return [
        Thing(
            THING,
            row.pk,
            _("For other groups: %(title)s") % {"title": row.title},
            _told(row),
            who=who,
            is_new=not before or row.agreed_at >= max(before),
        )
        for row in rows
    ]


def words_of(keys: Iterable[UUID]) -> Words:
    """What stands in the library of what went out, by key (settings.RELEASED_WORDS); one query."""
    rows = LibraryEntry.objects.in_library().filter(pk__in=list(keys))
    return {row.pk: (f"{row.title}\n\n{_told(row)}", "") for row in rows}


def _told(row: LibraryEntry) -> str:
    return "\n\n".join(filter(None, (getattr(row, name) for name in WORDS[1:])))


@transaction.atomic
def follow(kind: str, about: UUID, *, at: datetime) -> None:
    """Give an entry that the group lets out its place, newest first, and take it away with it (settings.RELEASES_FOLLOWED)."""
    if kind != THING:
        return
    rows = LibraryEntry.objects.kept().filter(pk=about)
    if not Release.objects.standing().filter(kind=kind, about=about).exists():
        rows.update(place=None)
        return
    rows.filter(place=None).update(place=_free_place(at))


def _free_place(at: datetime) -> int:
    """The place of this moment, or where something stands there already, the next one that is free."""
    place = int(at.timestamp() * MICROSECONDS)
    taken = set(
        LibraryEntry.objects.filter(place__gte=place, place__lt=place + ROOM).values_list("place", flat=True)
    )
    return next(one for one in range(place, place + ROOM) if one not in taken)


# --- after somebody was erased, or words withdrawn ----------------------------------------------------


def reword(groups: list[UUID], *, at: datetime) -> None:
    """Stories as they stand now, nothing whose words went for good, and neither in any piece of the index (settings.REWORDED)."""
    entries = LibraryEntry.objects.filter(group__in=groups)
    stories = {story.pk: story for story in Story.objects.filter(pk__in=entries.values("about"))}
    for entry in entries.filter(kind=Kind.STORY):
        entries.filter(pk=entry.pk).update(**_words_of_story(stories[entry.about]))
    entries.filter(text=gone()).update(place=None)
    indexing.compact()
