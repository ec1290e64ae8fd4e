"""Nudges: the queue of notes between two meetings, in the integration manager's name; decided once, sent as messages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F

from inquiries.models import Membership, Message, User
from meetings import corresponding, mentioning, occasions, silences, timing
from meetings.models import Action, Meeting, Nudge
from meetings.occasions import Between

MADE_BEFORE = timedelta(days=14)  # how long before it goes a note can be looked over
PERSONS_AT_ONCE = 300  # decided in one transaction


def plan_notes(meeting: Meeting, *, at: datetime) -> None:
    """Give each member of one group with something accepted and open their place in the queue."""
    plan(occasions.between_meetings([meeting.group_id], at), at=at)


class Place(NamedTuple):
    """A place in the queue, as few columns of it as a round needs."""

    key: UUID
    meeting: UUID
    member: UUID
    occasion: str
    due_at: datetime
    decided_at: datetime | None
    hours: str


def plan(between: Iterable[Between], *, at: datetime) -> None:
    """Fill the queues before these meetings, fourteen days before each note goes; those there follow the meeting's time.

    Two queries whatever the number of groups, and one more for each time that has moved.
    """
    near = {one.ahead.pk: one for one in between}
    times = _Times(near)
    columns = ("pk", "meeting", "membership", "occasion", "due_at", "decided_at")
    waiting = Nudge.objects.filter(meeting__in=near).values_list(*columns, "membership__person__note_hours")
    places = [Place(*row) for row in waiting]
    known = {(place.meeting, place.member, place.occasion) for place in places}
    rows = [
        Nudge(meeting=one.ahead, membership_id=lead, occasion=occasion, due_at=due_at)
        for one, lead, hours in _leads(near.values())
        for occasion, due_at in times.coming(one, hours, at)
        if (one.ahead.pk, lead, occasion) not in known
    ]
    Nudge.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    _follow([place for place in places if not place.decided_at], times)


class _Times:
    """When notes go out, reckoned once for each meeting, occasion and hours of the day."""

    def __init__(self, near: dict[UUID, Between]) -> None:
        self._near = near
        self._known: dict[tuple[UUID, str, str], datetime | None] = {}

    def due(self, meeting: UUID, occasion: str, hours: str) -> datetime | None:
        key = (meeting, occasion, hours)
        if key not in self._known:
            window = timing.HOURS[User.NoteHours(hours)]
            self._known[key] = occasions.due(self._near[meeting], occasion, window)
        return self._known[key]

    def coming(self, one: Between, hours: str, at: datetime) -> Iterator[tuple[str, datetime]]:
        """The occasions whose queue somebody belongs in now. Only the last note before a meeting may be late."""
        for occasion in occasions.FIRST_TO_LAST:
            due_at = self.due(one.ahead.pk, occasion, hours)
            is_late = due_at and occasion != Nudge.Occasion.BEFORE and due_at < at - occasions.A_DAY
            if due_at and due_at <= at + MADE_BEFORE and not is_late:
                yield occasion, due_at


def _leads(between: Iterable[Between]) -> list[tuple[Between, UUID, str]]:
    """Who gets a note: those with something open, and those of whom an app above knows something; each once."""
    rows = list(between)
    found = [*_leads_with_something_open(rows), *mentioning.leads(rows)]
    return list({lead: (one, lead, hours) for one, lead, hours in found}.values())


def _leads_with_something_open(between: Iterable[Between]) -> list[tuple[Between, UUID, str]]:
    """Who would be asked in each group, and at what hours notes may reach them; one query."""
    near = {one.ahead.group_id: one for one in between}
    rows = Action.objects.kept().filter(group__in=near, lead__left_on=None).open().accepted()
    leading = rows.exclude(state=Action.State.BACK).order_by()
    found = leading.values_list("group", "lead", "lead__person__note_hours").distinct()
    return [(near[group], lead, hours) for group, lead, hours in found]


def _follow(waiting: list[Place], times: _Times) -> None:
    """Let the notes that wait go out when their occasion is now; most rounds write nothing."""
    moved: dict[datetime, list[UUID]] = defaultdict(list)
    for place in waiting:
        due_at = times.due(place.meeting, place.occasion, place.hours)
        if due_at and due_at != place.due_at:
            moved[due_at].append(place.key)
    for due_at, keys in moved.items():
        Nudge.objects.waiting().filter(pk__in=keys).update(due_at=due_at)


def send_due(at: datetime) -> None:
    """Fill the queues of the meetings ahead, and decide on each note that is due. Twice is once."""
    plan(occasions.between_meetings(None, at), at=at)
    if timing.is_quiet(at):
        return
    due = Nudge.objects.due(at).filter(meeting__starts_at__gt=at).order_by("membership__person")
    by_person: dict[UUID, list[UUID]] = defaultdict(list)
    for person, nudge in due.values_list("membership__person", "pk"):
        by_person[person].append(nudge)
    persons = list(by_person.values())
    for start in range(0, len(persons), PERSONS_AT_ONCE):
        some = persons[start : start + PERSONS_AT_ONCE]
        decide([nudge for nudges in some for nudge in nudges], at=at)


@transaction.atomic
def decide(keys: list[UUID], *, at: datetime, is_asked_for: bool = False) -> int:
    """Decide on these notes, each once: queue one message a person and writer, or keep why there is nothing to say.

    What waits stays undecided: for the hours in which notes may reach its person, or because they had one today.
    `is_asked_for`: somebody sends just these now, whatever the hour. A fixed number of queries; says how many are decided.
    """
    locked = Nudge.objects.waiting().filter(pk__in=keys, held_at=None).order_by("pk")
    mine = list(locked.select_for_update().values_list("pk", flat=True))
    nudges = list(Nudge.objects.filter(pk__in=mine).for_listing().order_by("due_at", "pk"))
    facts = silences.read(nudges, at=at)
    if not is_asked_for:
        nudges = [nudge for nudge in nudges if not _waits(nudge, facts, at)]
    silent: dict[str, list[UUID]] = defaultdict(list)
    spoken = []
    for nudge in nudges:
        if because := silences.why_silent(nudge, facts, at=at):
            silent[because].append(nudge.pk)
        else:
            spoken.append(nudge)
    for because, some in silent.items():
        Nudge.objects.filter(pk__in=some).update(decided_at=at, not_sent_because=because)
    return sum(map(len, silent.values())) + _queue_messages(spoken, at)


def _waits(nudge: Nudge, facts: silences.Facts, at: datetime) -> bool:
    person = nudge.membership.person
    return timing.is_quiet(at, timing.hours_of(person)) or silences.waits(nudge.membership, facts, at=at)


def _queue_messages(nudges: list[Nudge], at: datetime) -> int:
    """One message for all notes that reach one person in one name; they are written as they leave (noting.write).

    Who writes in two names gets the second another day: it stays undecided, and `silences.waits` holds it back.
    """
    writers = corresponding.writers_of({nudge.meeting.group for nudge in nudges})
    by_person: dict[UUID, list[Nudge]] = defaultdict(list)
    for nudge in nudges:
        first = by_person[nudge.membership.person_id][:1]
        if not first or _writer(first[0], writers) == _writer(nudge, writers):
            by_person[nudge.membership.person_id].append(nudge)
    together = list(by_person.values())
    Message.objects.bulk_create([_message(some, at) for some in together], batch_size=300)
    firsts = Nudge.objects.filter(pk__in=[some[0].pk for some in together])
    firsts.update(decided_at=at, message=F("pk"))  # a message has the key of its first note
    for some in together:
        if len(some) > 1:
            others = Nudge.objects.filter(pk__in=[nudge.pk for nudge in some[1:]])
            others.update(decided_at=at, message=some[0].pk)
    return sum(map(len, together))


def _writer(nudge: Nudge, writers: dict[UUID, Membership]) -> UUID | None:
    by = writers.get(nudge.meeting.group_id)
    return by.person_id if by else None


def _message(nudges: list[Nudge], at: datetime) -> Message:
    """The row of one message; its words come when it leaves."""
    first = nudges[0]
    return Message(
        pk=first.pk,
        key=f"note:{first.pk}",
        kind=Message.Kind.NOTE,
        membership=first.membership if len(nudges) == 1 else None,
        person=first.membership.person,
        group=first.meeting.group,
        made_at=at,
        due_at=at,
    )


def next_due(after: datetime) -> datetime | None:
    """When `send_due` has something to do next: a note falls due, or one that is late may leave again."""
    windows = timing.in_use()
    coming = [
        occasions.due(one, occasion, hours)
        for one in occasions.between_meetings(None, after)
        for occasion in one.occasions
        for hours in windows
    ]
    moments = [due_at for due_at in coming if due_at and due_at > after]
    late = Nudge.objects.due(after).filter(meeting__starts_at__gt=after)
    if late.exists():
        moments += [timing.next_open(after, hours) for hours in windows if timing.is_quiet(after, hours)]
    return min(moments, default=None)


def reword(nudge: Nudge, words: str) -> bool:
    """Put one's own words on top of a note that has not gone, and say whether it was in time."""
    return bool(Nudge.objects.waiting().filter(pk=nudge.pk).update(words=words.strip()))


def hold(nudge: Nudge, *, by: Membership, at: datetime) -> bool:
    """Keep a note back until it is let go, and say whether it was this call that did it."""
    return bool(Nudge.objects.waiting().filter(pk=nudge.pk, held_at=None).update(held_at=at, held_by=by))


def let_go(nudge: Nudge) -> bool:
    """Let a held note go out at its time, and say whether it was this call that did it."""
    held = Nudge.objects.waiting().filter(pk=nudge.pk, held_at__isnull=False)
    return bool(held.update(held_at=None, held_by=None))


@transaction.atomic
def send_now(nudge: Nudge, *, at: datetime) -> bool:
    """Send one note before its time, held or not, because somebody asked for just that. False where it had gone."""
    let_go(nudge)
    return bool(decide([nudge.pk], at=at, is_asked_for=True))
