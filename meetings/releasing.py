"""“What goes out of here?” before the check-out: the group releases things one by one, and may take each back.

Nothing goes out that is not named here; who reads it then, and who still does not, is said by the access table. Apps above
add what they hold by settings.RELEASABLE, functions of a meeting that give things.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiries import echoing, policy, spotting
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from inquiries.roles import Role
from meetings.models import Entry, Meeting, Recap, Release

Kind = Release.Kind


@dataclass(frozen=True)
class Thing:
    """One thing that may go out: its words as they would be read, and why it can't go yet, if so."""

    kind: str
    about: UUID
    title: str
    words: str = ""
    who: str = ""
    waits: str = ""
    is_no: bool = False  # whoever said it said no
    is_new: bool = False  # of this meeting


@dataclass(frozen=True)
class Offered:
    """A thing beside its release, where it was let out."""

    thing: Thing
    release: Release | None
    readers: str
    names: list[str] = field(default_factory=list)  # whom its words name: outside it is not read


Source = Callable[[Meeting], list[Thing]]


def things(meeting: Meeting) -> list[Offered]:
    """All that this meeting may let out, each with its release; one query for those, and the ones of each source."""
    sources: list[Source] = [import_string(path) for path in settings.RELEASABLE]
    found = [thing for source in sources for thing in source(meeting)]
    standing = Release.objects.standing().filter(group=meeting.group_id).select_related("released_by__person")
    by_key = {(release.kind, release.about): release for release in standing}
    everybody = _everybody(meeting.group)
    return [
        Offered(
            thing,
            by_key.get((thing.kind, thing.about)),
            readers(thing.kind),
            spotting.named_in(f"{thing.title}\n{thing.words}", everybody),
        )
        for thing in found
    ]


@dataclass(frozen=True)
class Shelf:
    """Some of the things under a heading, shown at once or folded."""

    key: str
    heading: str
    offered: list[Offered]
    is_open: bool


def shelves(offered: list[Offered], *, opened: str = "") -> list[Shelf]:
    """What is of this meeting first and open; all else folded: what is out, and the rest by kind. `opened`: the one in use."""
    by_key: dict[str, list[Offered]] = defaultdict(list)
    for one in offered:
        by_key[shelf_of(one)].append(one)
    headings = {"new": _("Of this meeting"), "out": _("Out already")}
    headings |= {kind: str(SEVERAL.get(Kind(kind), Kind(kind).label)) for kind in Kind.values}
    return [
        Shelf(key, heading, by_key[key], is_open=key in ("new", opened))
        for key, heading in headings.items()
        if by_key[key]
    ]


SEVERAL = {
    Kind.STORY: gettext_lazy("Earlier stories"),
    Kind.SMALL_TEST: gettext_lazy("Earlier small tests"),
    Kind.CHANGE: gettext_lazy("Changes noticed earlier"),
    Kind.MEASURE: gettext_lazy("Measures"),
    Kind.OBSERVATION: gettext_lazy("Earlier observations of practices"),
    Kind.STRUCTURE: gettext_lazy("Structural proposals"),
    Kind.INITIATIVE: gettext_lazy("Initiatives"),
}


def shelf_of(one: Offered) -> str:
    """Where a thing stands."""
    if one.thing.is_new:
        return "new"
    return "out" if one.release else one.thing.kind


def readers(kind: str) -> str:
    """Who reads a thing of this kind once it is out, in words from the access table."""
    roles = policy.roles_reaching(kind, Reach.RELEASED)
    above = [Role(role).together for role in roles if role in dict(Role.above_a_group())]
    if len(above) < 2:
        return "".join(above)
    return _("%(some)s and %(last)s") % {"some": ", ".join(above[:-1]), "last": above[-1]}


def quotes(meeting: Meeting) -> list[Thing]:
    """What somebody said and agreed to have told; one query."""
    rows = Entry.objects.kept().filter(meeting=meeting, kind=Entry.Kind.QUOTE)
    return [
        Thing(
            Kind.QUOTE,
            entry.pk,
            _("Quote"),
            entry.text,
            who=entry.speaker.person.name if entry.speaker else "",
            waits=_why_it_stays(entry),
            is_no=bool(entry.answered_at and not entry.may_be_quoted),
            is_new=True,
        )
        for entry in rows.select_related("speaker__person")
    ]


def _why_it_stays(entry: Entry) -> str:
    if entry.may_be_quoted:
        return ""
    if entry.answered_at:
        return _("They said no: it stays here.")
    return _("Ask who said it first: until they say yes it stays here.")


def recap(meeting: Meeting) -> list[Thing]:
    """What was talked about, in the facilitator's words: without attendance, photographs or check-out; two queries.

    It can be decided before it is written. Where it names somebody it is not read outside until those lines change.
    """
    written = Recap.objects.filter(meeting=meeting).first()
    title = _("Recap of meeting %(number)s: what we talked about") % {"number": meeting.number}
    text = written.text if written else ""
    who = _what_is_to_come(meeting, written)
    return [Thing(Kind.RECAP, meeting.pk, title, text, who=who, is_new=True)]


def _what_is_to_come(meeting: Meeting, written: Recap | None) -> str:
    names = spotting.named_in(written.text, _everybody(meeting.group)) if written else []
    if names:
        words = _("It names %(names)s: nobody outside reads it until those lines say it without a name.")
        return words % {"names": ", ".join(names)}
    if written is None or written.published_at is None:
        return _("It can be decided now. It is read outside once the recap is published.")
    return ""


def _everybody(group: Group) -> list[Membership]:
    """Whoever is or was in the group, to find their names; one query."""
    return list(Membership.objects.filter(group=group).select_related("person"))


def wall(meeting: Meeting) -> list[Thing]:
    """The wall as it stands from day to day: no names, no states; no query."""
    words = _("Purpose, the future we want, what is at hand, and the row of meetings: without names.")
    return [Thing(Kind.WALL, meeting.group_id, _("The wall, as it stands from now on"), words)]


def release(meeting: Meeting, thing: Thing, *, by: Membership, at: datetime) -> bool:
    """Let a thing out, and say whether it was this call that did it; what waits for somebody's yes never goes."""
    if thing.waits:
        return False
    row = {"kind": thing.kind, "about": thing.about, "group": meeting.group, "meeting": meeting}
    try:
        with transaction.atomic():
            Release.objects.create(**row, released_by=by, released_at=at)
            _told_of(thing.kind, thing.about, at)
    except IntegrityError:
        return False
    return True


def take_back(group: Group, kind: str, about: UUID, *, by: Membership, at: datetime) -> bool:
    """Let it be read outside no more, and say whether it was this call that did it."""
    standing = Release.objects.standing().filter(group=group, kind=kind, about=about)
    with transaction.atomic():
        is_done = bool(standing.update(taken_back_at=at, taken_back_by=by))
        if is_done:
            _told_of(kind, about, at)
            echoing.taken_back(group.pk, at=at)
    return is_done


def _told_of(kind: str, about: UUID, at: datetime) -> None:
    """Let apps above follow (settings.RELEASES_FOLLOWED): what they keep of it elsewhere goes or comes with it."""
    for path in settings.RELEASES_FOLLOWED:
        import_string(path)(kind, about, at=at)


def is_out(group: Group, kind: str, about: UUID) -> bool:
    """Whether a thing went out and was not taken back; one query."""
    return Release.objects.standing().filter(group=group, kind=kind, about=about).exists()
