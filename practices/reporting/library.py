"""The learning library as it is read: twenty entries at a time, newest first, with what was looked for marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from inquiries import spotting
from inquiries.models import Membership, Programme, User
from practices import excerpting, indexing
from practices.indexing import Query
from practices.learning import Link
from practices.models import LibraryEntry
from practices.models.library import LibraryEntryQuerySet, programmes_open_to

A_PAGE = 20
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Found:
    """One entry in the list: its title and a few of its words, in pieces, each with whether it was looked for."""

    entry: LibraryEntry
    title: Pieces
    excerpt: Pieces
    learning: str = ""  # where nothing was looked for

    def meta(self, group: UUID | None) -> list[str]:
        """What the line under it says: for whom, since when, and whether it is the reader's own group's."""
        whom, day = self.entry.for_whom, self.entry.came_on
        said = [_("for %(whom)s") % {"whom": whom}] if whom else []
        said += [_("shared in %(month)s") % {"month": date_format(day, "F Y")}] if day else []
        return said + ([_("from your group")] if group == self.entry.group_id else [])


@dataclass(frozen=True)
class Page:
    """Up to twenty entries, and from where the older ones go on, where there are any."""

    found: list[Found] = field(default_factory=list)
    older: str = ""


def page(user: User, query: Query) -> Page:
    """A page of the library; three queries at most, whatever it holds."""
    marked: dict[int, frozenset[str]] = {}
    if query.words:
        marked = {hit.place: hit.found for hit in indexing.find(query, at_most=A_PAGE + 1)}
        rows = LibraryEntry.objects.at_places(user, marked).newest_first()
    else:
        seen = LibraryEntry.objects.visible_to(user).filter(programme=query.programme)
        rows = _narrowed(seen, query).newest_first()[: A_PAGE + 1]
    entries = list(rows)
    places = list(marked) or [entry.place for entry in entries if entry.place is not None]
    shown = [entry for entry in nameless(entries) if entry.place in places[:A_PAGE]]
    older = cursor_of(places[A_PAGE - 1]) if len(places) > A_PAGE else ""
    return Page([_found(entry, marked.get(entry.place or 0, frozenset())) for entry in shown], older)


def _narrowed(seen: LibraryEntryQuerySet, query: Query) -> LibraryEntryQuerySet:
    if query.kind:
        seen = seen.filter(kind=query.kind)
    return seen if query.below is None else seen.filter(place__lt=query.below)


def _found(entry: LibraryEntry, words: frozenset[str]) -> Found:
    texts = (entry.text, entry.learning, entry.gains, entry.gives, entry.for_whom)
    learning = "" if words else Truncator(entry.learning).words(30)
    return Found(entry, excerpting.marks(entry.title, words), excerpting.excerpt(texts, words), learning)


def entry_of(user: User, programme: UUID, key: UUID) -> LibraryEntry | None:
    """An entry that this person reads; two queries."""
    entry = LibraryEntry.objects.visible_to(user).filter(programme=programme, pk=key).first()
    return entry if entry and nameless([entry]) else None


def nameless(entries: Iterable[LibraryEntry]) -> list[LibraryEntry]:
    """Those whose words name nobody who is or was in the group that they come from; one query."""
    found = list(entries)
    people: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    places = Membership.objects.filter(group__in={entry.group_id for entry in found})
    for group, *names in places.values_list("group", "person__name", "person__short_name") if found else []:
        people[group].add((names[0], names[1]))
    return [entry for entry in found if not spotting.names_one_of(_all_words(entry), people[entry.group_id])]


def _all_words(entry: LibraryEntry) -> str:
    words = (entry.title, entry.for_whom, entry.text, entry.learning, entry.gives, entry.gains)
    return "\n".join(words)


# --- where a page goes on -----------------------------------------------------------------------------


def cursor_of(place: int) -> str:
    """A place as an address has it: short, and no count of anything."""
    digits = ""
    while place:
        place, digit = divmod(place, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def place_of(cursor: str) -> int | None:
    """The place that an address names; None where it names none."""
    if not cursor.isascii() or not cursor.isalnum() or len(cursor) > 12:
        return None
    return int(cursor, len(DIGITS))


# --- the way there ------------------------------------------------------------------------------------


def beside_groups(user: User) -> list[Link]:
    """The library of each programme that this person reads (settings.BESIDE_GROUPS); one query."""
    return [
        Link(_words(programme), reverse("practices:programme-library", args=[programme.slug]))
        for programme in programmes_open_to(user).order_by("name")
    ]


def _words(programme: Programme) -> str:
    return _("Learning library: what groups of %(name)s share") % {"name": programme.name}
