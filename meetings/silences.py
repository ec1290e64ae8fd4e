"""Why a note says nothing, and why one waits: nobody is asked twice, or about what they have just said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from inquiries.models import Membership, Message, Undeliverable
from inquiries.models.messages import MessageQuerySet
from meetings import mentioning, occasions, timing
from meetings.mentioning import Mentions
from meetings.models import Action, Nudge

HEARD_WITHIN = timedelta(days=3)
A_WEEK = timedelta(days=7)
NOTES_A_WEEK = 3  # to one person, over all their groups
Silence = Nudge.Silence


@dataclass
class Facts:
    """What decides about many notes at once, read in a fixed number of queries."""

    actions: dict[UUID, list[Action]]  # what each member would be asked about
    notes: dict[UUID, list[datetime]]  # when each person had notes in the last week, over all their groups
    had: dict[UUID, datetime]  # when each member last had one
    closed: dict[UUID, datetime] = field(default_factory=dict)  # when a group last closed a record
    came_back: dict[UUID, Undeliverable] = field(default_factory=dict)  # by person
    mentions: Mentions = field(default_factory=dict)  # what else each member's note says


def read(nudges: Iterable[Nudge], *, at: datetime) -> Facts:
    """All that decides about these; five queries and those that name the actions' people."""
    rows = list(nudges)
    members = {nudge.membership_id for nudge in rows}
    persons = {nudge.membership.person_id for nudge in rows}
    groups = {nudge.meeting.group_id for nudge in rows}
    between = occasions.between_meetings(groups, at) if groups else []
    return Facts(
        actions=asked_about(members),
        notes=_notes_of_persons(persons, at),
        had=last_notes(members),
        came_back={row.person_id: row for row in Undeliverable.objects.filter(person__in=persons)},
        mentions=mentioning.mentions(rows),
        closed={one.ahead.group_id: one.closed_at for one in between if one.closed_at},
    )


def asked_about(members: Iterable[UUID]) -> dict[UUID, list[Action]]:
    """What each of these would be asked about: what they lead, accepted and have not finished or handed back."""
    rows = Action.objects.kept().filter(lead__in=list(members)).open().accepted()
    by_member: dict[UUID, list[Action]] = defaultdict(list)
    for action in rows.exclude(state=Action.State.BACK).order_by("due_on", "agreed_at"):
        by_member[action.lead_id].append(action)
    return by_member


def last_notes(members: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these last had a note, by membership; in a message with other groups' too."""
    had = _that_left(Message.objects.filter(nudges__membership__in=list(members)))
    alone = _that_left(Message.objects.filter(membership__in=list(members), kind=Message.Kind.NOTE))
    rows = [*had.values_list("nudges__membership", "made_at"), *alone.values_list("membership", "made_at")]
    return dict(sorted(rows, key=lambda row: row[1]))


def _notes_of_persons(persons: Iterable[UUID], at: datetime) -> dict[UUID, list[datetime]]:
    lately = Message.objects.filter(person__in=list(persons), kind=Message.Kind.NOTE, made_at__gt=at - A_WEEK)
    notes: dict[UUID, list[datetime]] = defaultdict(list)
    for person, made_at in _that_left(lately).values_list("person", "made_at"):
        notes[person].append(made_at)
    return notes


def _that_left(messages: MessageQuerySet) -> MessageQuerySet:
    return messages.exclude(state__in=[Message.State.SUPPRESSED, Message.State.FAILED])


def why_silent(nudge: Nudge, facts: Facts, *, at: datetime) -> str:
    """Why this note would not go out, or nothing."""
    membership, actions = nudge.membership, facts.actions.get(nudge.membership_id, [])
    if membership.left_on or not membership.person.is_active:
        return Silence.LEFT
    mentions = facts.mentions.get(nudge.membership_id, [])
    if not actions and not mentions:
        return Silence.NOTHING_OPEN
    if membership.person.notes_are_paused(at):
        return Silence.PAUSED
    if not membership.person.address:
        return Silence.NO_ADDRESS
    returned = facts.came_back.get(membership.person_id)
    if returned and returned.holds_for(membership.person.address):
        return Silence.CAME_BACK
    if not mentions and _was_heard(nudge, actions, facts.closed.get(nudge.meeting.group_id), at):
        return Silence.HEARD
    last = facts.had.get(nudge.membership_id)
    return Silence.RECENT if last and last > at - occasions.APART else ""


def _was_heard(nudge: Nudge, actions: list[Action], closed_at: datetime | None, at: datetime) -> bool:
    """Whether anything was said lately of what they would be asked about; all agreed just now counts as well.

    The note after the recap follows a meeting where all was said: there only what was said since counts.
    """
    since = at - HEARD_WITHIN
    if nudge.occasion == Nudge.Occasion.AFTER_RECAP:
        return any(action.heard_at > max(since, closed_at or since) for action in actions)
    said = any(action.heard_at >= since and action.heard_at > action.agreed_at for action in actions)
    return said or all(action.heard_at >= since for action in actions)


def waits(membership: Membership, facts: Facts, *, at: datetime) -> bool:
    """Whether this person has had as many notes as anybody gets: one a day, three in seven days."""
    notes = facts.notes.get(membership.person_id, [])
    today = timing.in_the_hall(at).date()
    return len(notes) >= NOTES_A_WEEK or any(timing.in_the_hall(note).date() == today for note in notes)
