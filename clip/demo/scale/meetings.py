"""The six meetings of a group of the scale data: held ones with all that was recorded, and what stands ahead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from clip.demo import dates
from clip.demo.scale import words
from clip.demo.scale.groups import SENIORS_MEETINGS, Company
from clip.demo.scale.rows import Chance, Rows
from inquiries.models import Link, Membership
from meetings import formats
from meetings.models import AgendaItem, Attendance, Entry, Invitation, Meeting, Recap, SmallGroup

WEEKS_APART = 4
HALF_PAST_ONE = (13, 30)


@dataclass(frozen=True)
class Calendar:
    """When a group meets, how many meetings it has held, and whether the next one is being recorded now."""

    days: list[date]
    held: int
    is_recording: bool = False


def calendar_of(number: int, today: date, chance: Chance) -> Calendar:
    """The first group stands between two meetings as the demo does, the second records, the others are anywhere."""
    if number == 0:
        return Calendar(dates.wester_beston_days(today), held=4)
    if number == 1:
        return Calendar(_around(today, place=5), held=4, is_recording=True)
    held = chance.randrange(3, SENIORS_MEETINGS + 1)
    ahead = today + timedelta(days=chance.randrange(2, WEEKS_APART * 7 - 1))
    return Calendar(_around(ahead, place=held + 1), held=held)


def _around(day: date, place: int) -> list[date]:
    return [
        day + timedelta(weeks=WEEKS_APART * (number - place)) for number in range(1, SENIORS_MEETINGS + 1)
    ]


@dataclass
class Series:
    """The meetings of one group, written one after the other."""

    rows: Rows
    company: Company
    calendar: Calendar
    now: datetime

    @property
    def chance(self) -> Chance:
        return self.rows.chance

    def meet(self) -> list[Meeting]:
        meetings = [self._meeting(number, day) for number, day in enumerate(self.calendar.days, start=1)]
        for meeting in meetings[: self.calendar.held + 1]:
            self._agenda(meeting)
            self._invite(meeting)
        for meeting in meetings[: self.calendar.held]:
            self._record(meeting)
            self._recap(meeting)
        if self.calendar.is_recording:
            self._record(meetings[self.calendar.held])
        return meetings

    def _meeting(self, number: int, day: date) -> Meeting:
        starts_at = dates.at(day, *HALF_PAST_ONE)
        is_held, is_next = number <= self.calendar.held, number == self.calendar.held + 1
        fields: dict[str, Any] = {}
        if is_held or is_next:
            fields = {
                "plan_shared_at": min(starts_at - timedelta(days=7), self.now),
                "invited_at": min(starts_at - timedelta(days=14), self.now),
                "missing": "The night team, and who drives the bus. We ask both before we meet.",
            }
        if is_held:
            closed_at = starts_at + timedelta(hours=3, minutes=10)
            fields |= {
                "opened_at": starts_at - timedelta(minutes=30),
                "closed_at": closed_at,
                "closed_by": self.company.facilitator,
                "evening_done_at": closed_at + timedelta(hours=2),
            }
        elif is_next and self.calendar.is_recording:
            fields["opened_at"] = self.now - timedelta(hours=1)
        return self.rows.add(
            Meeting,
            group=self.company.group,
            number=number,
            starts_at=starts_at,
            venue=f"{self.company.group.name} hall",
            address=f"1 Kirk Wynd, {self.company.group.locality}",
            access_notes="Step-free, with a hearing loop. Two parking places by the door.",
            focus=words.FOCUS[number - 1],
            **fields,
        )

    def _agenda(self, meeting: Meeting) -> None:
        chosen = formats.suggested(meeting.number, SENIORS_MEETINGS)
        for position, (part, minutes) in enumerate(chosen.scaled(meeting.minutes)):
            self.rows.add(
                AgendaItem,
                meeting=meeting,
                position=position,
                kind=part.kind,
                title=str(part.title),
                note=str(part.note),
                minutes=minutes,
            )

    def _invite(self, meeting: Meeting) -> None:
        assert meeting.invited_at  # all that are invited to carry when
        for member in self.company.members:
            said = Invitation.Answer.COMING if self.chance.happens(80) else Invitation.Answer.CANNOT
            answered_at = meeting.invited_at + timedelta(hours=self.chance.randrange(1, 90))
            has_said = answered_at < self.now and not self.chance.happens(12)
            self.rows.add(
                Invitation,
                meeting=meeting,
                membership=member,
                made_at=meeting.invited_at,
                told_starts_at=meeting.starts_at,
                answer=said if has_said else "",
                answered_at=answered_at if has_said else None,
                answered_by=member if has_said else None,
            )
            self.rows.add(
                Link,
                purpose=Link.Purpose.RSVP,
                membership=member,
                about=meeting.pk,
                made_at=meeting.invited_at,
                ends_at=meeting.ends_at,
            )

    def _record(self, meeting: Meeting) -> None:
        at = min(meeting.starts_at, self.now - timedelta(minutes=50))
        for member in self.company.everybody:
            if member.role == "member" and not self.chance.happens(82):
                continue
            self.rows.add(
                Attendance,
                meeting=meeting,
                membership=member,
                organisation=member.organisation,
                **self.entered(at),
            )
        for topic in self.chance.sample(words.TOPICS, 3):
            small = self.rows.add(SmallGroup, meeting=meeting, topic=topic, **self.entered(at))
            for text in self.chance.sample(words.LEARNED, 2):
                self._entry(meeting, Entry.Kind.LEARNED, text, at, small_group=small)
        for text in self.chance.sample(words.AGREED, 2):
            self._entry(meeting, Entry.Kind.AGREED, text, at)
        speaker: Membership = self.chance.one_of(self.company.members)
        text = self.chance.one_of(words.QUOTES)
        self._entry(meeting, Entry.Kind.QUOTE, text, at, speaker=speaker, may_be_quoted=True)
        for text in self.chance.sample(words.CHECK_OUT, 4):
            self._entry(meeting, Entry.Kind.CHECK_OUT, text, at)

    def _entry(self, meeting: Meeting, kind: str, text: str, at: datetime, **more: Any) -> None:
        self.rows.add(Entry, meeting=meeting, kind=kind, text=text, **self.entered(at), **more)

    def entered(self, at: datetime) -> dict[str, Any]:
        """By whom and when something was written down, within three quarters of an hour."""
        at += timedelta(seconds=self.chance.randrange(45 * 60))
        return {
            "client_key": self.chance.key(),
            "recorded_by": self.company.facilitator,
            "recorded_at": at,
        }

    def _recap(self, meeting: Meeting) -> None:
        """Two days after; of a meeting held since then it is still being written."""
        written_at = meeting.ends_at + timedelta(days=2)
        is_out = written_at < self.now
        self.rows.add(
            Recap,
            meeting=meeting,
            text="\n\n".join(words.TALKED),
            changed_at=min(written_at, self.now),
            changed_by=self.company.facilitator,
            published_at=written_at if is_out else None,
            published_by=self.company.facilitator if is_out else None,
        )
