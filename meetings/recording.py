"""Recording a meeting: each entry is kept as it is made, and a replay of it changes nothing."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from inquiries import convening, setting_up
from inquiries.models import Membership, Organisation, User
from inquiries.models.base import fold
from inquiries.saving import StaleError
from meetings import taking_on, updating
from meetings.models import Action, ActionUpdate, Attendance, Entry, Meeting, SmallGroup
from meetings.opening import must_be_open

Row = Entry | SmallGroup | Action | ActionUpdate
T = TypeVar("T", Entry, SmallGroup)


class RemovedError(Exception):
    """It was taken out of the record meanwhile; `row` is in the bin."""

    def __init__(self, row: "Row") -> None:
        super().__init__()
        self.row = row


@transaction.atomic
def mark(
    meeting: Meeting,
    member: Membership,
    *,
    is_present: bool,
    by: Membership,
    at: datetime,
    client_key: UUID | None = None,
) -> bool:
    """Mark a member as here, or as not here after all, with the organisation of that day.

    What they were asked to take on here becomes theirs, or is only offered again. Says whether it did.
    """
    must_be_open(meeting)
    attendance, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        membership=member,
        defaults={
            "organisation": member.organisation,
            "is_present": is_present,
            "client_key": client_key or uuid5(meeting.pk, str(member.pk)),
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if not is_new and attendance.is_present != is_present:
        rows = Attendance.objects.filter(pk=attendance.pk)
        rows.update(is_present=is_present, recorded_by=by, recorded_at=at)
    return taking_on.settle(meeting, member, is_here=is_present)


def walk_in(
    meeting: Meeting,
    name: str,
    organisation_name: str,
    sector: str,
    *,
    by: Membership,
    at: datetime,
    client_key: UUID,
) -> Attendance:
    """Let somebody in whom nobody invited: a person, a member from today, and here. A replay changes nothing.

    Somebody of the group with that name is marked as here instead.
    """
    try:
        return _walk_in(meeting, name, organisation_name, sector, by=by, at=at, client_key=client_key)
    except IntegrityError:  # the same key at the same time: the first one stands, and made nobody twice
        return Attendance.objects.get(client_key=client_key)


@transaction.atomic
def _walk_in(
    meeting: Meeting,
    name: str,
    organisation_name: str,
    sector: str,
    *,
    by: Membership,
    at: datetime,
    client_key: UUID,
) -> Attendance:
    before = Attendance.objects.filter(client_key=client_key).first()
    if before:
        return before
    must_be_open(meeting)
    known = _member_called(meeting, name)
    organisation = (
        known.organisation if known else setting_up.organisation(organisation_name, sector=sector)[0]
    )
    member = (
        known
        or _back_again(meeting, name, organisation, by=by)
        or convening.join(
            meeting.group,
            User.objects.create_user(name),
            organisation=organisation,
            on=timezone.localdate(meeting.starts_at),
        )
    )
    mark(meeting, member, is_present=True, by=by, at=at, client_key=client_key)
    attendance = Attendance.objects.filter(meeting=meeting, membership=member)
    if not known:
        attendance.update(is_walk_in=True)
    return attendance.get()


def _member_called(meeting: Meeting, name: str) -> Membership | None:
    return (
        Membership.objects.current()
        .filter(group=meeting.group_id, person__name_folded=fold(name))
        .select_related("organisation")
        .first()
    )


def _back_again(
    meeting: Meeting, name: str, organisation: Organisation, *, by: Membership
) -> Membership | None:
    """Who walks in after they had left has their place again, and is nobody new; None where nobody of this name left."""
    gone = Membership.objects.filter(
        group=meeting.group_id, person__name_folded=fold(name), person__is_active=True, left_on__isnull=False
    )
    former = gone.select_related("organisation").first()
    if former is None:
        return None
    day = max(timezone.localdate(meeting.starts_at), former.left_on or former.joined_on)
    convening.come_back(former, organisation=organisation, on=day, by=by.person)
    return former


def organisation_called(name: str) -> Organisation | None:
    return Organisation.objects.filter(name_folded=fold(name)).first()


def add_small_group(
    meeting: Meeting, topic: str, *, by: Membership, at: datetime, client_key: UUID
) -> SmallGroup:
    before = SmallGroup.objects.filter(client_key=client_key).first()
    if before:
        return before
    return _first(
        meeting,
        SmallGroup(client_key=client_key, meeting=meeting, topic=topic, recorded_by=by, recorded_at=at),
    )


def _first(meeting: Meeting, row: T) -> T:
    """Keep a row in an open record, unless one with its key was kept at the same time: then that one stands."""
    try:
        with transaction.atomic():
            must_be_open(meeting)
            row.save(force_insert=True)
    except IntegrityError:
        return type(row).objects.get(client_key=row.client_key)
    return row


def add_entry(
    meeting: Meeting,
    *,
    kind: str,
    text: str,
    by: Membership,
    at: datetime,
    client_key: UUID,
    small_group: SmallGroup | None = None,
    speaker: Membership | None = None,
    may_be_quoted: bool = False,
) -> Entry:
    """Keep one thing that was said; the same `client_key` again returns the first one."""
    before = Entry.objects.filter(client_key=client_key).first()
    if before:
        return before
    return _first(
        meeting,
        Entry(
            client_key=client_key,
            meeting=meeting,
            kind=kind,
            text=text,
            small_group=small_group,
            speaker=speaker,
            may_be_quoted=may_be_quoted,
            recorded_by=by,
            recorded_at=at,
        ),
    )


@transaction.atomic
def tell(
    meeting: Meeting,
    action: Action,
    *,
    state: str,
    words: str,
    by: Membership,
    at: datetime,
    client_key: UUID,
) -> ActionUpdate:
    """Keep how an action goes, as said in this meeting, in place of what was kept of it here before."""
    before = ActionUpdate.objects.filter(client_key=client_key).first()
    if before:
        return before
    must_be_open(meeting)
    for said in ActionUpdate.objects.kept().filter(meeting=meeting, action=action):
        said.remove(by=by.person, at=at)
    through = ActionUpdate.Through.MEETING
    return updating.tell(
        action,
        state=state,
        words=words,
        through=through,
        by=by,
        at=at,
        client_key=client_key,
        meeting=meeting,
    )


@transaction.atomic
def change_entry(entry: Entry, text: str, *, version: int, by: Membership, at: datetime) -> None:
    """Give an entry other words, and keep what it said; raises StaleError where somebody else did meanwhile."""
    must_be_open(entry.meeting)
    stands = Entry.objects.select_related("recorded_by", "changed_by__person").get(pk=entry.pk)
    if stands.removed_at:
        raise RemovedError(stands)
    rows = Entry.objects.kept().filter(pk=entry.pk, version=version)
    if not rows.update(text=text, version=F("version") + 1, changed_by=by, changed_at=at):
        raise StaleError(stands.text, stands.changed_by, stands.changed_at)
    stands.wordings.create(
        version=version,
        text=stands.text,
        by=stands.changed_by or stands.recorded_by,
        at=stands.changed_at or stands.recorded_at,
    )


@transaction.atomic
def change_topic(small_group: SmallGroup, topic: str, *, was: str) -> None:
    """Say otherwise what a small group talks about; raises StaleError where somebody else did meanwhile."""
    must_be_open(small_group.meeting)
    rows = SmallGroup.objects.kept().filter(pk=small_group.pk, topic=was)
    if not rows.update(topic=topic):
        raise StaleError(SmallGroup.objects.get(pk=small_group.pk).topic)


def kept_under(client_key: UUID) -> str:
    """What was kept under this key, as it stands now; nothing where that is in no words of its own."""
    for model in (Entry, SmallGroup, Action, ActionUpdate):
        row = model.objects.filter(client_key=client_key).first()
        if row is not None:
            return _words_of(row)
    return ""


def _words_of(row: Row) -> str:
    if isinstance(row, SmallGroup):
        return row.topic
    if isinstance(row, Action):
        return taking_on.line_of(row)
    return row.words if isinstance(row, ActionUpdate) else row.text


@transaction.atomic
def remove(meeting: Meeting, row: Row, *, by: Membership, at: datetime) -> bool:
    """Put an entry, a small group, an action or an update in the bin, and say whether it was this call that did it."""
    must_be_open(meeting)
    if isinstance(row, ActionUpdate):
        return updating.undo(row, by=by, at=at)
    return row.remove(by=by.person, at=at)


@transaction.atomic
def put_back(meeting: Meeting, row: Row) -> bool:
    """Take it out of the bin again, and say whether it was this call that did it."""
    must_be_open(meeting)
    return updating.put_back(row) if isinstance(row, ActionUpdate) else row.put_back()
