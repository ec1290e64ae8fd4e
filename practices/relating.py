"""Which organisations of a group have worked together, and since which meeting: what one small group, one action or one
small test had of both.

It knows of organisations alone, never of who sat where. A meeting counts once its record is closed; for those who don't hold the
record, once its recap is out (access.md has small groups so). What was taken on between two meetings counts with the later one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Group, Organisation, Spell
from meetings import grouping
from meetings.models import Action, Meeting, Release, SmallGroup
from meetings.released import Words
from meetings.releasing import Thing
from practices.models import SmallTest, Story, Strand

KIND = Release.Kind.RELATIONS
SMALL_GROUP, ACTION, SMALL_TEST = "small group", "action", "small test"
WAYS = {
    SMALL_GROUP: _lazy("in a small group"),
    ACTION: _lazy("on an action"),
    SMALL_TEST: _lazy("on a small test"),
}
# Whose a thing is that a small test came of, or that came of it.
LED_BY: dict[str, tuple[Any, str, str]] = {
    "small test": (SmallTest, "lead", "recorded_at"),
    "action": (Action, "lead", "agreed_at"),
    "story": (Story, "told_by", "recorded_at"),
}

Pair = tuple[UUID, UUID]  # of organisations, in the order of their names


class Shared(NamedTuple):
    """One thing that two places of a group had in common: what, at which meeting or else when, and whose places."""

    way: str
    thing: UUID
    meeting: UUID | None
    at: datetime
    one: UUID
    other: UUID


@dataclass(frozen=True)
class Tie:
    """Two organisations that have worked together by a meeting: since when, and over how many things of each sort."""

    one: Organisation
    other: Organisation
    since: Meeting
    ways: tuple[tuple[str, int], ...]
    is_new: bool

    @property
    def often(self) -> int:
        return sum(count for _way, count in self.ways)

    @property
    def words(self) -> str:
        return _("%(one)s with %(other)s") % {"one": self.one, "other": self.other}

    @property
    def how(self) -> str:
        """in a small group, on an action (2)"""
        return ", ".join(str(WAYS[way]) + (f" ({n})" if n > 1 else "") for way, n in self.ways)


@dataclass(frozen=True)
class Relations:
    """All that organisations of a group had in common, over the meetings that count; everything in order of names."""

    meetings: list[Meeting]
    organisations: list[Organisation]
    came: dict[UUID, date]  # since when each organisation has had somebody in the group
    shared: dict[Pair, dict[tuple[str, UUID], int]]  # each thing once, with the number of its meeting

    def after(self, meeting: Meeting) -> list[Tie]:
        """The ties as they stood after one of the meetings."""
        names = {organisation.pk: organisation for organisation in self.organisations}
        numbers = {one.number: one for one in self.meetings}
        found = []
        for (one, other), things in self.shared.items():
            known = {thing: number for thing, number in things.items() if number <= meeting.number}
            if known:
                since, ways = min(known.values()), Counter(way for way, _thing in known)
                counts = tuple((way, ways[way]) for way in WAYS if ways[way])
                is_new = since == meeting.number
                found.append(Tie(names[one], names[other], numbers[since], counts, is_new))
        return found

    def here(self, meeting: Meeting) -> list[Organisation]:
        """The organisations that had somebody in the group by one of the meetings, or did something with another."""
        day, now = meeting.starts_local.date(), meeting.number
        tied = {end for pair, things in self.shared.items() if min(things.values()) <= now for end in pair}
        return [one for one in self.organisations if self.came[one.pk] <= day or one.pk in tied]


def counting(group: Group, hat: Hat) -> list[Meeting]:
    """The meetings that count for this reader; no query once the page has read its meetings."""
    holds_record = access.can_write(hat, "meeting record")
    held = [meeting for meeting in grouping.meetings_of(group) if meeting.is_held]
    return [one for one in held if holds_record or getattr(one, "recap_out_at", None)]


def relations(group: Group, meetings: list[Meeting]) -> Relations:
    """What organisations had in common over these meetings of their group; six queries, one less where meetings are read."""
    everything, spells = grouping.meetings_of(group), _spells(group)
    organisations = {
        spell.organisation_id: spell.organisation for places in spells.values() for spell in places
    }
    names = sorted(organisations.values(), key=lambda one: (one.name_folded, str(one.pk)))
    rank = {organisation.pk: place for place, organisation in enumerate(names)}
    numbers = {meeting.number for meeting in meetings}
    found: dict[Pair, dict[tuple[str, UUID], int]] = defaultdict(dict)
    for shared in _shared(group):
        meeting = _meeting_of(shared, everything)
        if meeting is None or meeting.number not in numbers:
            continue
        ends = {_from(spells.get(place, []), meeting) for place in (shared.one, shared.other)} - {None}
        if len(ends) == 2:
            one, other = sorted((key for key in ends if key), key=rank.__getitem__)
            found[one, other].setdefault((shared.way, shared.thing), meeting.number)
    came = _came(spells)
    in_order = {pair: found[pair] for pair in sorted(found, key=lambda pair: (rank[pair[0]], rank[pair[1]]))}
    return Relations(meetings, names, came, in_order)


def _spells(group: Group) -> dict[UUID, list[Spell]]:
    """From where each place of the group came, oldest first; one query."""
    spells: dict[UUID, list[Spell]] = defaultdict(list)
    for spell in Spell.objects.filter(membership__group=group).select_related("organisation"):
        spells[spell.membership_id].append(spell)
    return spells


def _came(spells: dict[UUID, list[Spell]]) -> dict[UUID, date]:
    came: dict[UUID, date] = {}
    for spell in (spell for places in spells.values() for spell in places):
        came[spell.organisation_id] = min(spell.starts_on, came.get(spell.organisation_id, spell.starts_on))
    return came


def _from(spells: list[Spell], meeting: Meeting) -> UUID | None:
    """The organisation from which somebody came on the day of a meeting; else the one from which they came next, or last."""
    day = meeting.starts_local.date()
    on = [one for one in spells if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)]
    later = [one for one in spells if one.starts_on > day]
    chosen = on[-1:] or later[:1] or spells[-1:]
    return chosen[0].organisation_id if chosen else None


def _meeting_of(shared: Shared, meetings: list[Meeting]) -> Meeting | None:
    """The meeting at which it began, or where it began between two, the next that ends after it."""
    own = next((meeting for meeting in meetings if meeting.pk == shared.meeting), None)
    return own or next((meeting for meeting in meetings if meeting.ends_at >= shared.at), None)


def _shared(group: Group) -> Iterator[Shared]:
    yield from _small_groups(group)
    yield from _actions(group)
    yield from _small_tests(group)


def _small_groups(group: Group) -> Iterator[Shared]:
    """Everybody beside everybody else of a small group; one query."""
    seats = SmallGroup.members.through.objects.filter(
        smallgroup__meeting__group=group, smallgroup__removed_at=None
    )
    tables: dict[tuple[UUID, UUID, datetime], list[UUID]] = defaultdict(list)
    for key, meeting, at, place in seats.values_list(
        "smallgroup", "smallgroup__meeting", "smallgroup__recorded_at", "membership"
    ):
        tables[key, meeting, at].append(place)
    for (key, meeting, at), places in tables.items():
        for one, other in combinations(places, 2):
            yield Shared(SMALL_GROUP, key, meeting, at, one, other)


def _actions(group: Group) -> Iterator[Shared]:
    """Who leads an action beside each who helps; not while it is only offered. One query."""
    helping = Action.helpers.through.objects.filter(action__group=group, action__removed_at=None)
    rows = helping.exclude(action__state=Action.State.OFFERED).values_list(
        "action", "action__meeting", "action__agreed_at", "action__lead", "membership"
    )
    for row in rows:
        yield Shared(ACTION, *row)


def _small_tests(group: Group) -> Iterator[Shared]:
    """Whose a small test is beside whose is what it came of, and what came of it; two queries."""
    trial = "small test"
    tied = Strand.objects.filter(group=group).filter(
        Q(source_kind=trial, result_kind__in=LED_BY) | Q(result_kind=trial, source_kind__in=LED_BY)
    )
    strands = list(tied.values_list("source", "result"))
    ends = _ends(group)
    for source, result in strands:
        one, other = ends.get(source), ends.get(result)
        if one and other:
            begun = max((end for end in (one, other) if end[0] == trial), key=lambda end: end[2])
            key = result if ends[result] is begun else source
            yield Shared(SMALL_TEST, key, begun[1], begun[2], one[3], other[3])


def _ends(group: Group) -> dict[UUID, tuple[str, UUID | None, datetime, UUID]]:
    """What may be an end: its kind, its meeting, when it was written down, and whose it is; one query."""
    parts = []
    for kind, (model, whose, at) in LED_BY.items():
        rows = model.objects.kept().filter(group=group).order_by()
        if model is Action:
            rows = rows.exclude(state=Action.State.OFFERED)
        said = {"kind_": Cast(Value(kind), TextField()), "at_": F(at), "whose_": F(whose)}
        parts.append(rows.annotate(**said).values_list("pk", "kind_", "meeting", "at_", "whose_"))
    return {key: (kind, *rest) for key, kind, *rest in parts[0].union(*parts[1:], all=True)}


# --- what may go out ------------------------------------------------------------------------------


def new_ties(meeting: Meeting) -> list[Thing]:
    """The ties that are new at a meeting, by the names of organisations alone; it may be decided before the record is closed."""
    said = _new_at([meeting]).get(meeting.pk)
    if not said:
        return []
    title = _("New ties of meeting %(number)s") % {"number": meeting.number}
    later = (
        "" if meeting.is_held else _("It can be decided now. It is read outside once the record is closed.")
    )
    return [Thing(KIND, meeting.pk, title, said, who=later, is_new=True)]


def words_of(keys: Iterable[UUID]) -> Words:
    """What the new ties say that went out, by meeting, as they stand now; as many queries a group as `relations`."""
    rows = Meeting.objects.held().filter(pk__in=list(keys)).select_related("group")
    by_group: dict[UUID, list[Meeting]] = defaultdict(list)
    for meeting in rows:
        by_group[meeting.group_id].append(meeting)
    return {key: (said, "") for meetings in by_group.values() for key, said in _new_at(meetings).items()}


def _new_at(meetings: list[Meeting]) -> dict[UUID, str]:
    """The new ties of each of these meetings of one group in a sentence, where there are any."""
    group, asked = meetings[0].group, {meeting.pk for meeting in meetings}
    counted = [one for one in grouping.meetings_of(group) if one.is_held or one.pk in asked]
    found, said = relations(group, counted), {}
    for meeting in (one for one in counted if one.pk in asked):
        both = [tie.words for tie in found.after(meeting) if tie.is_new]
        if both:
            said[meeting.pk] = _("Worked together for the first time: %(ties)s.") % {"ties": "; ".join(both)}
    return said
