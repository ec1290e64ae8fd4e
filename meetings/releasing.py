"""“What goes out of here?” before the check-out: the group releases things one by one, and may take each back.

Nothing goes out that is not named here; who reads it then, and who still does not, is said by the access table. Apps above
add what they hold by settings.RELEASABLE: functions of a meeting that give things.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from inquiries import policy
from inquiries.http import Hat
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from inquiries.roles import Role
from meetings import grouping
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


@dataclass(frozen=True)
class Offered:
    """A thing beside its release, where it was let out."""

    thing: Thing
    release: Release | None
    readers: str


Source = Callable[[Meeting], list[Thing]]


def things(meeting: Meeting) -> list[Offered]:
    """All that this meeting may let out, each with its release; one query for those, and the ones of each source."""
    sources: list[Source] = [import_string(path) for path in settings.RELEASABLE]
    found = [thing for source in sources for thing in source(meeting)]
    standing = Release.objects.standing().filter(group=meeting.group_id).select_related("released_by__person")
    by_key = {(release.kind, release.about): release for release in standing}
    return [Offered(thing, by_key.get((thing.kind, thing.about)), readers(thing.kind)) for thing in found]


def readers(kind: str) -> str:
    """Who reads a thing of this kind once it is out, in words from the access table."""
    roles = policy.roles_reaching(kind, Reach.RELEASED)
    above = [str(Role(role).label).lower() for role in roles if role in dict(Role.above_a_group())]
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
            waits=""
            if entry.may_be_quoted
            else _("Ask who said it first: until they say yes it stays here."),
        )
        for entry in rows.select_related("speaker__person")
    ]


def recap(meeting: Meeting) -> list[Thing]:
    """What was talked about, in the facilitator's words: without names, attendance, photographs or check-out; one query."""
    written = Recap.objects.filter(meeting=meeting).first()
    is_out = bool(written and written.published_at)
    later = "" if is_out else _("It can be decided now. It is read outside once the recap is published.")
    title = _("Recap of meeting %(number)s: what we talked about") % {"number": meeting.number}
    return [Thing(Kind.RECAP, meeting.pk, title, written.text if written else "", who=later)]


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
    except IntegrityError:
        return False
    return True


def take_back(group: Group, kind: str, about: UUID, *, by: Membership, at: datetime) -> bool:
    """Let it be read outside no more, and say whether it was this call that did it."""
    standing = Release.objects.standing().filter(group=group, kind=kind, about=about)
    return bool(standing.update(taken_back_at=at, taken_back_by=by))


# --- what is read outside -------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """One thing that went out, as it stands now."""

    kind: str
    label: str
    words: str
    who: str = ""
    meeting: Meeting | None = None


def released(group: Group, hat: Hat) -> list[Told]:
    """What went out of a group and this hat may read, newest first: as it stands, and nothing of what was withdrawn.

    Three queries whatever went out.
    """
    rows = list(Release.objects.standing().filter(group=group))
    seen = [row for row in rows if policy.reach(row.kind, hat.role) >= Reach.RELEASED]
    told = _quotes(seen) | _recaps(seen) | {row.about: ("", "") for row in seen if row.kind == Kind.WALL}
    meetings = {meeting.pk: meeting for meeting in grouping.meetings_of(group)}
    found = [(row, told[row.about]) for row in seen if row.about in told]
    return [
        Told(
            row.kind,
            str(Kind(row.kind).label),
            words,
            who,
            meetings.get(row.meeting_id) if row.meeting_id else None,
        )
        for row, (words, who) in found
    ]


def _quotes(rows: list[Release]) -> dict[UUID, tuple[str, str]]:
    keys = [row.about for row in rows if row.kind == Kind.QUOTE]
    said = Entry.objects.kept().filter(pk__in=keys, kind=Entry.Kind.QUOTE, may_be_quoted=True)
    return {
        entry.pk: (entry.text, entry.speaker.person.name if entry.speaker else "")
        for entry in said.select_related("speaker__person")
    }


def _recaps(rows: list[Release]) -> dict[UUID, tuple[str, str]]:
    keys = [row.about for row in rows if row.kind == Kind.RECAP]
    out = Recap.objects.published().filter(meeting__in=keys).exclude(text="")
    return {meeting: (text, "") for meeting, text in out.values_list("meeting", "text")}


def is_out(group: Group, kind: str, about: UUID) -> bool:
    """Whether a thing went out and was not taken back; one query."""
    return Release.objects.standing().filter(group=group, kind=kind, about=about).exists()
