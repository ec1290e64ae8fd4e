"""Opening and closing the record of a meeting: entries are kept only in between."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from inquiries.models import Membership
from meetings.models import Meeting, RoomDevice


class ClosedError(Exception):
    """The record of this meeting is not open: nothing more is kept in it."""


def open_record(meeting: Meeting, *, at: datetime) -> bool:
    """Open the record, and say whether it was this call that did it."""
    return bool(Meeting.objects.on().filter(pk=meeting.pk, opened_at=None).update(opened_at=at))


@transaction.atomic
def close_record(meeting: Meeting, *, by: Membership, at: datetime) -> bool:
    """Close the record: the meeting is held, and no phone is known any more. Says whether it was this call that did it."""
    open_ones = Meeting.objects.on().filter(pk=meeting.pk, opened_at__isnull=False, closed_at=None)
    done = open_ones.update(
        closed_at=at, closed_by=by, paused_at=None, record_version=F("record_version") + 1
    )
    if done:
        RoomDevice.objects.filter(meeting=meeting).delete()  # from now on nothing ties a word to a phone
    return bool(done)


def reopen(meeting: Meeting) -> bool:
    """Open a closed record again, as long as its recap is not out; who takes something on then hears of it too."""
    closed = Meeting.objects.held().filter(pk=meeting.pk).exclude(recap__published_at__isnull=False)
    return bool(closed.update(closed_at=None, closed_by=None, evening_done_at=None))


def must_be_open(meeting: Meeting) -> None:
    """Raises ClosedError unless the record takes entries; inside a transaction, nobody closes it before its end.

    It counts as a change: whoever else has this record open fetches it once more.
    """
    meetings = Meeting.objects.on().filter(pk=meeting.pk, opened_at__isnull=False, closed_at=None)
    if not meetings.update(record_version=F("record_version") + 1):
        raise ClosedError
