"""Writes one held meeting of the demo into the tables, as if it had been recorded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from clip.demo import debriefs, flip_charts
from clip.demo.stories import Told, Took
from inquiries.models import Membership
from inquiries.roles import Role
from meetings import formats
from meetings.models import (
    Action,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Entry,
    Invitation,
    Meeting,
    Recap,
    Release,
    SmallGroup,
)

PHOTOGRAPHED = (3, 4)  # meetings of which a flip chart was kept


@dataclass
class MeetingStory:
    """One meeting to be told: which, what, by whom, and who came. `now` bounds what was heard of its actions."""

    meetings: list[Meeting]
    number: int
    told: Told
    members: dict[str, Membership]
    came: list[Membership]
    now: datetime

    def __post_init__(self) -> None:
        self.meeting = self.meetings[self.number - 1]
        self.jo = next(m for m in self.members.values() if m.role == Role.FACILITATOR)
        self.delia = next(m for m in self.members.values() if m.role == Role.INTEGRATION_MANAGER)
        self.minute = self.meeting.starts_at

    def record(self) -> None:
        self._plan()
        self._people()
        self._talk()
        for took in self.told.actions:
            self._action(took)
        self._let_out()
        self._close()
        self._recap()
        debriefs.write(self)

    def _plan(self) -> None:
        chosen = formats.FORMATS["first" if self.number == 1 else "standard"]
        for position, (part, minutes) in enumerate(chosen.scaled(self.meeting.minutes), start=1):
            AgendaItem.objects.create(
                meeting=self.meeting,
                position=position,
                kind=part.kind,
                title=str(part.title),
                note=str(part.note),
                minutes=minutes,
            )

    def _people(self) -> None:
        asked_at = self.meeting.starts_at - timedelta(days=14)
        came = {m.pk for m in self.came}
        settled = [
            m for m in self.members.values() if m.joined_on < timezone.localdate(self.meeting.starts_at)
        ]
        for member in settled:
            answer = Invitation.Answer.COMING if member.pk in came else Invitation.Answer.CANNOT
            Invitation.objects.create(
                meeting=self.meeting,
                membership=member,
                made_at=asked_at,
                told_starts_at=self.meeting.starts_at,
                answer=answer,
                answered_at=asked_at + timedelta(days=2),
            )
        for member in self.came:
            Attendance.objects.create(
                meeting=self.meeting, membership=member, organisation=member.organisation, **self._entered()
            )

    def _talk(self) -> None:
        for topic, lessons in self.told.small_groups.items():
            small = SmallGroup.objects.create(meeting=self.meeting, topic=topic, **self._entered())
            for lesson in lessons:
                self._entry(Entry.Kind.LEARNED, lesson, small_group=small)
        if self.number in PHOTOGRAPHED:
            topic, lessons = next(iter(self.told.small_groups.items()))
            caption = _("The flip chart on “%(topic)s”") % {"topic": topic}
            chart = self._entry(Entry.Kind.PHOTOGRAPH, caption)
            flip_charts.pin_up(chart, topic, [*lessons, *self.told.agreed], is_chosen=True)
        for text in self.told.agreed:
            self._entry(Entry.Kind.AGREED, text)
        if self.told.quote:
            who, text = self.told.quote
            self._entry(Entry.Kind.QUOTE, text, speaker=self.members[who], may_be_quoted=True)
        for text in self.told.check_out:
            self._entry(Entry.Kind.CHECK_OUT, text)

    def _entry(self, kind: str, text: str, **more: object) -> Entry:
        return Entry.objects.create(meeting=self.meeting, kind=kind, text=text, **self._entered(), **more)

    def _entered(self) -> dict[str, Any]:
        self.minute += timedelta(minutes=3)
        return {"client_key": uuid4(), "recorded_by": self.jo, "recorded_at": self.minute}

    def _action(self, took: Took) -> None:
        heard_at = self._heard_at(took)
        is_finished = took.state in (Action.State.DONE, Action.State.LET_GO)
        entered = self._entered()
        action = Action.objects.create(
            group=self.meeting.group,
            meeting=self.meeting,
            text=took.text,
            kind=took.kind,
            lead=self.members[took.lead],
            due_on=timezone.localdate(self._due_meeting(took).starts_at),
            state=took.state,
            heard_at=heard_at,
            finished_at=heard_at if is_finished else None,
            client_key=entered["client_key"],
            agreed_at=entered["recorded_at"],
            recorded_by=self.jo,
        )
        if took.helper:
            action.helpers.add(self.members[took.helper])
        if took.words:
            self._update(action, took, heard_at)

    def _due_meeting(self, took: Took) -> Meeting:
        number = took.due_meeting or self.number + 1
        if (
            self.now < self.meetings[-1].starts_at
            and not took.due_meeting
            and took.state not in ("done", "let_go")
        ):
            number = max(number, 5)  # carried forward to the meeting ahead
        return self.meetings[min(number, len(self.meetings)) - 1]

    def _heard_at(self, took: Took) -> datetime:
        """When it was last heard of; what is finished was so by the meeting after."""
        if took.state in (Action.State.DONE, Action.State.LET_GO):
            number = took.done_by or min(self.number + 1, len(self.meetings))
            after = self.meetings[number - 1].starts_at
            return min(after - timedelta(days=2), self.now - timedelta(days=2))
        return max(self.now - timedelta(days=took.quiet_days), self.meeting.ends_at)

    def _update(self, action: Action, took: Took, at: datetime) -> None:
        ActionUpdate.objects.create(
            action=action,
            state=took.state,
            words=took.words,
            through=took.through,
            by=action.lead,
            capacity=action.lead.role,
            client_key=uuid4(),
            at=at,
        )

    def _let_out(self) -> None:
        """What Beston let out before its check-outs: the words of each recap, and what two people said."""
        said = Entry.objects.filter(meeting=self.meeting, kind=Entry.Kind.QUOTE)
        things = [(Release.Kind.RECAP, self.meeting.pk), *((Release.Kind.QUOTE, quote.pk) for quote in said)]
        for kind, about in things:
            Release.objects.create(
                kind=kind,
                about=about,
                group=self.meeting.group,
                meeting=self.meeting,
                released_by=self.jo,
                released_at=self.meeting.ends_at,
            )

    def _close(self) -> None:
        closed_at = self.meeting.ends_at + timedelta(minutes=10)
        Meeting.objects.filter(pk=self.meeting.pk).update(
            plan_shared_at=self.meeting.starts_at - timedelta(days=7),
            invited_at=self.meeting.starts_at - timedelta(days=14),
            opened_at=self.meeting.starts_at - timedelta(minutes=30),
            closed_at=closed_at,
            closed_by=self.jo,
            evening_done_at=closed_at + timedelta(hours=2),
        )

    def _recap(self) -> None:
        written_at = self.meeting.ends_at + timedelta(days=2)
        Recap.objects.create(
            meeting=self.meeting,
            text=self.told.talked,
            changed_at=written_at,
            changed_by=self.jo,
            published_at=written_at,
            published_by=self.jo,
        )
