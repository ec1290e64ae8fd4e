"""What happens between the meetings of the scale data: a hundred actions a group, what was said of them, notes, mails."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from clip.demo.scale import words
from clip.demo.scale.groups import Company
from clip.demo.scale.rows import Chance, Rows
from inquiries.models import Membership, Message
from meetings import occasions
from meetings.models import Action, ActionUpdate, Meeting, Nudge

ACTIONS = 100  # a group
KEPT_FOR = timedelta(days=30)  # the words of a mail, as messaging.purge has it
State = Action.State

# In a hundred actions of the newest meeting, of the one before it, and of those before that: how many are where.
STATES = [
    {"done": 30, "let_go": 6, "open": 24, "under_way": 20, "stuck": 8, "back": 4, "offered": 8},
    {"done": 66, "let_go": 10, "open": 8, "under_way": 8, "stuck": 5, "back": 3},
    {"done": 88, "let_go": 8, "open": 1, "under_way": 2, "stuck": 1},
]


@dataclass
class Between:
    """All that follows from the meetings of one group."""

    rows: Rows
    company: Company
    meetings: list[Meeting]
    held: int
    now: datetime
    is_recording: bool = False

    @property
    def chance(self) -> Chance:
        return self.rows.chance

    def follow(self) -> None:
        sources = self.meetings[: self.held + 1] if self.is_recording else self.meetings[: self.held]
        leads_open: set[Membership] = set()
        for place, meeting in enumerate(sources):
            share = ACTIONS // len(sources) + (place < ACTIONS % len(sources))
            for _ in range(share):
                action = self._action(meeting, age=len(sources) - 1 - place)
                if not action.is_finished and action.state not in (State.OFFERED, State.BACK):
                    leads_open.add(action.lead)
        for meeting in sources:
            self._mails(meeting)
        self._notes(leads_open)

    def _action(self, meeting: Meeting, age: int) -> Action:
        states = STATES[min(age, len(STATES) - 1)]
        state = self.chance.choices([*states], [*states.values()])[0]
        if meeting.closed_at is None:
            state = State.OFFERED if self.chance.happens(10) else State.OPEN
        agreed_at = min(meeting.starts_at + timedelta(hours=2), self.now - timedelta(minutes=20))
        heard_at = self._heard_at(agreed_at, state)
        is_question = self.chance.happens(12)
        lead = self._lead()
        action = self.rows.add(
            Action,
            group=self.company.group,
            meeting=meeting,
            text=self._text(is_question=is_question),
            kind=Action.Kind.QUESTION if is_question else Action.Kind.ACTION,
            is_quick_win=self.chance.happens(15),
            lead=lead,
            due_on=timezone.localdate(self._due(meeting, is_finished=state in ("done", "let_go"))),
            state=state,
            first_state=state if heard_at == agreed_at else State.OPEN,
            heard_at=heard_at,
            finished_at=heard_at if state in ("done", "let_go") else None,
            client_key=self.chance.key(),
            agreed_at=agreed_at,
            recorded_by=self.company.facilitator,
        )
        self._helpers(action)
        self._told(action, agreed_at)
        return action

    def _lead(self) -> Membership:
        """A member mostly; now and then somebody who holds the group."""
        if self.chance.happens(6):
            return self.company.manager if self.chance.happens(50) else self.company.facilitator
        return self.chance.one_of(self.company.members)

    def _heard_at(self, agreed_at: datetime, state: str) -> datetime:
        """Never in the future; a quarter of what is open was not heard of since it was agreed."""
        if state == State.OFFERED or (state in (State.OPEN, State.UNDER_WAY) and self.chance.happens(25)):
            return agreed_at
        room = max((self.now - agreed_at) // timedelta(hours=1), 1)
        later = agreed_at + timedelta(hours=self.chance.randrange(room))
        return max(later, self.now - timedelta(days=12)) if state in (State.OPEN, State.UNDER_WAY) else later

    def _text(self, *, is_question: bool) -> str:
        if is_question:
            return self.chance.one_of(words.QUESTIONS).format(thing=self.chance.one_of(words.THINGS))
        parts = (
            self.chance.one_of(words.DO),
            self.chance.one_of(words.WITH),
            self.chance.one_of(words.ABOUT),
        )
        return " ".join(parts)

    def _due(self, meeting: Meeting, *, is_finished: bool) -> datetime:
        """The meeting after; what is still open was carried to the one ahead."""
        ahead = min(self.held, len(self.meetings) - 1)
        after = min(meeting.number, len(self.meetings) - 1)
        return self.meetings[after if is_finished else max(ahead, after)].starts_at

    def _helpers(self, action: Action) -> None:
        if self.chance.happens(30):
            helper = self.chance.one_of(self.company.members)
            if helper != action.lead:
                self.rows.add(Action.helpers.through, action=action, membership=helper, pk=None)

    def _told(self, action: Action, agreed_at: datetime) -> None:
        """What was said on the way, the newest last: it says where the action is, and when we heard."""
        if action.heard_at == agreed_at:
            return
        said = [action.state]
        if self.chance.happens(60):
            said = [State.UNDER_WAY, *said]
        for place, state in enumerate(said):
            is_last = place == len(said) - 1
            at = action.heard_at if is_last else agreed_at + (action.heard_at - agreed_at) / 2
            self.rows.add(
                ActionUpdate,
                action=action,
                state=state,
                words=self.chance.one_of(words.SAID[state]),
                through=self.chance.one_of(["answer", "page", "meeting"]),
                by=action.lead,
                capacity=action.lead.role,
                client_key=self.chance.key(),
                at=at,
            )

    def _mails(self, meeting: Meeting) -> None:
        if meeting.invited_at:
            for member in self.company.members:
                self._mail(member, meeting, Message.Kind.INVITATION, words.INVITATION, meeting.invited_at)
        if meeting.closed_at:
            for member in self.company.members:
                sent_at = min(meeting.closed_at + timedelta(days=2), self.now)
                self._mail(member, meeting, Message.Kind.RECAP, "\n\n".join(words.TALKED), sent_at)

    def _mail(self, member: Membership, meeting: Meeting, kind: str, text: str, at: datetime) -> Message:
        """One that was sent; its words are gone after thirty days."""
        is_kept = at > self.now - KEPT_FOR
        html = f"<!doctype html><html lang='en-GB'><body><h1>{meeting.focus}</h1><p>{text}</p></body></html>"
        return self.rows.add(
            Message,
            key=f"{kind}:{meeting.pk}:{member.pk}",
            kind=kind,
            person=member.person,
            membership=member,
            group=self.company.group,
            from_name=self.company.manager.person.name,
            reply_to=self.company.manager.person.address,
            subject=f"{self.company.group}: {meeting.focus}",
            text=text if is_kept else "",
            html=html if is_kept else "",
            state=Message.State.SENT if member.person.address else Message.State.SUPPRESSED,
            made_at=at,
            due_at=at,
            attempts=1,
            sent_at=at if member.person.address else None,
            failed_because="" if member.person.address else "They have no email address.",
            purged_at=None if is_kept else self.now,
        )

    def _notes(self, leads_open: set[Membership]) -> None:
        """Each member's note before each meeting: those of meetings held are out, those of the one ahead wait."""
        for meeting in self.meetings[1 : self.held]:
            sent_at = meeting.starts_at - timedelta(days=7)
            for member in self.company.members:
                if self.chance.happens(60):
                    note = self._mail(member, meeting, Message.Kind.NOTE, words.NOTE, sent_at)
                    self._note(meeting, member, sent_at, decided_at=sent_at, message=note)
        if self.held < len(self.meetings) and not self.is_recording:
            ahead = self.meetings[self.held]
            due_at = occasions.due_for(ahead)
            is_past = due_at <= self.now
            for member in sorted(leads_open, key=lambda m: m.pk):
                silence = {"decided_at": due_at, "not_sent_because": Nudge.Silence.HEARD} if is_past else {}
                self._note(ahead, member, due_at, **silence)

    def _note(self, meeting: Meeting, member: Membership, due_at: datetime, **fields: object) -> None:
        self.rows.add(Nudge, meeting=meeting, membership=member, due_at=due_at, **fields)
