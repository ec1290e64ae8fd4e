"""Who came to which meeting: the picture that a group has of itself (B10), and who was away twice running."""

from dataclasses import dataclass
from uuid import UUID

from inquiries import gathering
from inquiries.models import Group, Membership
from inquiries.roles import Role
from meetings import grouping
from meetings.models import Attendance, Meeting

CAME, AWAY, NOT_HERE_YET = "came", "away", ""
RUNNING = 2  # meetings away one after the other, after which a call helps more than a message


@dataclass(frozen=True)
class Row:
    """One member: a mark for each meeting held, empty where they were not in the group."""

    member: Membership
    marks: list[str]

    @property
    def came(self) -> int:
        return self.marks.count(CAME)

    @property
    def needs_call(self) -> bool:
        """Away from the last two meetings held: from those who are asked to come, and hold no role that brings them."""
        is_asked = self.member.left_on is None and self.member.role == Role.MEMBER
        return is_asked and self.marks[-RUNNING:] == [AWAY] * RUNNING


@dataclass(frozen=True)
class Picture:
    """The members of a group by organisation, and the meetings held, each with how many came."""

    held: list[tuple[Meeting, int]]
    here: list[Row]
    gone: list[Row]

    @property
    def to_call(self) -> list[Row]:
        return [row for row in self.here if row.needs_call]


def picture(group: Group) -> Picture:
    """The meetings held and everybody who was ever asked to come; three queries, however many."""
    held = [meeting for meeting in grouping.meetings_of(group) if meeting.is_held]
    present = Attendance.objects.present().filter(meeting__in=held)
    came = set(present.values_list("meeting_id", "membership_id"))
    rows = [Row(member, _marks(member, held, came)) for member in gathering.everybody_in(group).values()]
    rows = sorted((row for row in rows if _belongs(row)), key=lambda row: row.member.organisation.name_folded)
    return Picture(
        held=[(meeting, sum(key == meeting.pk for key, _member in came)) for meeting in held],
        here=[row for row in rows if row.member.left_on is None],
        gone=[row for row in rows if row.member.left_on is not None],
    )


def _belongs(row: Row) -> bool:
    """Who gets the recap only is asked to no meeting, and stands here once they came all the same."""
    return bool(row.came) or (not row.member.is_informed_only and row.member.person.is_active)


def _marks(member: Membership, held: list[Meeting], came: set[tuple[UUID, UUID]]) -> list[str]:
    return [_mark(member, meeting, (meeting.pk, member.pk) in came) for meeting in held]


def _mark(member: Membership, meeting: Meeting, is_present: bool) -> str:
    on = meeting.starts_local.date()
    if is_present:
        return CAME
    if on < member.joined_on or (member.left_on and on > member.left_on):
        return NOT_HERE_YET
    return AWAY
