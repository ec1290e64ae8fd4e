"""Recording a meeting: each entry is kept as it is made, and a replay of it changes nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from inquiries import convening
from inquiries.models import Membership, Organisation, User
from inquiries.models.base import fold
from meetings import taking_on
from meetings.models import Attendance, Entry, Meeting, SmallGroup


class ClosedError(Exception):
    """The record of this meeting is not open: nothing more is kept in it."""


class StaleError(Exception):
    """Somebody else changed this meanwhile: `theirs` is what stands now."""

    def __init__(self, theirs: Entry) -> None:
        super().__init__()
        self.theirs = theirs


def open_record(meeting: Meeting, *, at: datetime) -> bool:
    """Open the record, and say whether it was this call that did it."""
    return bool(Meeting.objects.on().filter(pk=meeting.pk, opened_at=None).update(opened_at=at))


@transaction.atomic
def close_record(meeting: Meeting, *, by: Membership, at: datetime) -> bool:
    """Close the record: the meeting is held. Says whether it was this call that did it."""
    open_ones = Meeting.objects.on().filter(pk=meeting.pk, opened_at__isnull=False, closed_at=None)
    if not open_ones.update(closed_at=at, closed_by=by):
        return False
    taking_on.agree_for_those_who_came(meeting)
    return True


def reopen(meeting: Meeting) -> bool:
    """Open a closed record again, as long as its recap is not out."""
    closed = Meeting.objects.held().filter(pk=meeting.pk).exclude(recap__published_at__isnull=False)
    return bool(closed.update(closed_at=None, closed_by=None))


def must_be_open(meeting: Meeting) -> None:
    """Raises ClosedError unless the record takes entries."""
    if not Meeting.objects.on().filter(pk=meeting.pk, opened_at__isnull=False, closed_at=None).exists():
        raise ClosedError


@transaction.atomic
def mark(
    meeting: Meeting, member: Membership, *, is_present: bool, by: Membership, at: datetime, client_key: UUID
) -> Attendance:
    """Mark a member as here, or as not here after all, with the organisation of that day."""
    must_be_open(meeting)
    attendance, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        membership=member,
        defaults={
            "organisation": member.organisation,
            "is_present": is_present,
            "client_key": client_key,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if not is_new and attendance.is_present != is_present:
        Attendance.objects.filter(pk=attendance.pk).update(
            is_present=is_present, recorded_by=by, recorded_at=at
        )
        attendance.is_present = is_present
    return attendance


@transaction.atomic
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
    must_be_open(meeting)
    before = Attendance.objects.filter(client_key=client_key).first()
    if before:
        return before
    known = _member_called(meeting, name)
    if known:
        return mark(meeting, known, is_present=True, by=by, at=at, client_key=client_key)
    member = convening.join(
        meeting.group,
        User.objects.create_user(name),
        organisation=_organisation(organisation_name, sector),
        on=timezone.localdate(meeting.starts_at),
    )
    attendance = mark(meeting, member, is_present=True, by=by, at=at, client_key=client_key)
    Attendance.objects.filter(pk=attendance.pk).update(is_walk_in=True)
    return attendance


def _member_called(meeting: Meeting, name: str) -> Membership | None:
    return (
        Membership.objects.current()
        .filter(group=meeting.group_id, person__name_folded=fold(name))
        .select_related("organisation")
        .first()
    )


def organisation_called(name: str) -> Organisation | None:
    return Organisation.objects.filter(name_folded=fold(name)).first()


def _organisation(name: str, sector: str) -> Organisation:
    return organisation_called(name) or Organisation.objects.create(name=name, sector=sector)


@transaction.atomic
def add_small_group(
    meeting: Meeting, topic: str, *, by: Membership, at: datetime, client_key: UUID
) -> SmallGroup:
    must_be_open(meeting)
    small_group, _ = SmallGroup.objects.get_or_create(
        client_key=client_key,
        defaults={"meeting": meeting, "topic": topic, "recorded_by": by, "recorded_at": at},
    )
    return small_group


@transaction.atomic
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
    must_be_open(meeting)
    entry, _ = Entry.objects.get_or_create(
        client_key=client_key,
        defaults={
            "meeting": meeting,
            "kind": kind,
            "text": text,
            "small_group": small_group,
            "speaker": speaker,
            "may_be_quoted": may_be_quoted,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    return entry


def change_entry(entry: Entry, text: str, *, version: int) -> None:
    """Give an entry other words; raises StaleError where somebody else did meanwhile."""
    rows = Entry.objects.kept().filter(pk=entry.pk, version=version)
    if not rows.update(text=text, version=F("version") + 1):
        raise StaleError(Entry.objects.get(pk=entry.pk))


def remove(row: Model, *, by: Membership, at: datetime) -> bool:
    """Put an entry, a small group or an action in the bin."""
    return bool(row.remove(by=by.person, at=at))  # type: ignore[attr-defined]
