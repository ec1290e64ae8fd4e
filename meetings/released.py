"""What went out of a group, as those outside read it now: nothing of what was withdrawn, and nobody by name.

Apps above say by settings.RELEASED_WORDS how each kind of theirs reads outside.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from inquiries import gathering, policy, spotting
from inquiries.http import Hat
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from meetings import grouping
from meetings.models import Entry, Meeting, Recap, Release

Kind = Release.Kind


class Said(NamedTuple):
    """What went out says: its words, who said them, and what it is where its kind does not say that."""

    words: str
    who: str = ""
    label: str = ""
    under: UUID | None = None  # above the group it has a page only where this one is read too


Words = Mapping[UUID, tuple[str, str] | Said]  # by what went out
Keyed = dict[tuple[str, UUID], Said]  # the same by its kind too


@dataclass(frozen=True)
class Told:
    """One thing that went out, as it stands now."""

    kind: str
    label: str
    words: str
    who: str = ""
    meeting: Meeting | None = None
    about: UUID | None = None
    page: str = (
        ""  # the route of the page where it stands among others of its kind, if this reader may open one
    )


def read(group: Group, hat: Hat) -> list[Told]:
    """What went out of a group and this hat may read, newest first: as it stands, and nothing of what was withdrawn.

    Outside a quote goes without its speaker's name, whose yes was for the group, and words that name somebody do not go at
    all. Five queries at most, whatever went out, and one for each source of an app above.
    """
    with_names = isinstance(hat, Membership)
    rows = list(Release.objects.standing().filter(group=group))
    seen = [row for row in rows if policy.reach(row.kind, hat.role) >= Reach.RELEASED]
    words = {**_keyed(Kind.QUOTE, _quotes(seen)), **_keyed(Kind.RECAP, _recaps(seen)), **_of_apps_above(seen)}
    words |= {(row.kind, row.about): Said("") for row in seen if row.kind == Kind.WALL}
    if not with_names:
        words = _without_names(words, group)
    meetings: dict[UUID | None, Meeting] = {one.pk: one for one in grouping.meetings_of(group)}
    return [
        _told(row, said, meetings.get(row.meeting_id), stands=with_names or _stands(row, said, words))
        for row in seen
        if (said := words.get((row.kind, row.about)))
    ]


def _stands(row: Release, said: Said, words: Keyed) -> bool:
    return said.under is None or (row.kind, said.under) in words


def _told(row: Release, said: Said, meeting: Meeting | None, *, stands: bool) -> Told:
    label, page = said.label or str(Kind(row.kind).label), settings.RELEASED_PAGES.get(row.kind, "")
    return Told(row.kind, label, said.words, said.who, meeting, row.about, page if stands else "")


def _quotes(rows: list[Release]) -> Words:
    keys = [row.about for row in rows if row.kind == Kind.QUOTE]
    said = Entry.objects.kept().filter(pk__in=keys, kind=Entry.Kind.QUOTE, may_be_quoted=True)
    return {
        entry.pk: (entry.text, entry.speaker.person.name if entry.speaker else "")
        for entry in said.select_related("speaker__person")
    }


def _recaps(rows: list[Release]) -> Words:
    keys = [row.about for row in rows if row.kind == Kind.RECAP]
    out = Recap.objects.published().filter(meeting__in=keys).exclude(text="")
    return {meeting: (text, "") for meeting, text in out.values_list("meeting", "text")}


def _keyed(kind: str, words: Words) -> Keyed:
    """By kind too: a recap and a practice check are both of one meeting."""
    return {(kind, about): Said(*said) for about, said in words.items()}


def _of_apps_above(rows: list[Release]) -> Keyed:
    asked: dict[str, list[Release]] = defaultdict(list)
    for row in rows:
        if path := settings.RELEASED_WORDS.get(row.kind):
            asked[path].append(row)
    words: Keyed = {}
    for path, some in asked.items():
        found = import_string(path)([row.about for row in some])
        words |= {(row.kind, row.about): Said(*found[row.about]) for row in some if row.about in found}
    return words


def _without_names(words: Keyed, group: Group) -> Keyed:
    everybody = list(gathering.everybody_in(group).values())
    return {
        key: said._replace(who="")
        for key, said in words.items()
        if not spotting.named_in(said.words, everybody)
    }
