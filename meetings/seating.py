"""Who sat in which small group: the round of those who came, each in one group or in none."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from meetings import blanking, opening
from meetings.models import Attendance, Meeting, SmallGroup

Seats = dict[UUID, UUID | None]  # a membership → the small group that it sat in


def here(meeting: Meeting) -> list[Attendance]:
    """Those who came, by name; one query."""
    return list(Attendance.objects.present().filter(meeting=meeting).for_listing())


def tables(meeting: Meeting) -> list[SmallGroup]:
    """The small groups of the meeting, in the order in which they began; one query."""
    return list(SmallGroup.objects.kept().filter(meeting=meeting))


def seats(meeting: Meeting) -> Seats:
    """Where each of them sits, as it is kept; one query."""
    through = SmallGroup.members.through.objects.filter(
        smallgroup__meeting=meeting, smallgroup__removed_at=None
    )
    return dict(through.values_list("membership", "smallgroup"))


@transaction.atomic
def seat(meeting: Meeting, changed: Seats, *, at: datetime) -> None:
    """Keep where these sit from now on; the others stay where somebody else may have put them meanwhile.

    Raises ClosedError and PausedError as all that is recorded does.
    """
    blanking.must_go_on(meeting, at)
    opening.must_be_open(meeting)
    through = SmallGroup.members.through
    through.objects.filter(smallgroup__meeting=meeting, membership__in=changed).delete()
    through.objects.bulk_create(
        through(smallgroup_id=table, membership_id=member) for member, table in changed.items() if table
    )
