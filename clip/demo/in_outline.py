"""Groups of other partnerships in outline: who came, what they do, tried and let out, written many rows at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone

from clip.demo import dates
from clip.demo.outlines import OUTLINES, Outline
from clip.demo.scale import words
from clip.demo.scale.rows import Chance, Rows
from clip.demo.shared import MANDATE
from inquiries.models import Group, Membership, Organisation, Partnership, Programme, Purpose, Spell, User
from inquiries.models.base import fold
from inquiries.roles import Role
from meetings.models import Action, Attendance, Entry, Meeting, Recap, Release
from practices.models import Cycle, NoticedChange, SmallTest

SIX, APART = 6, timedelta(weeks=4)
State, Stage = Action.State, SmallTest.Stage


def write(programme: Programme, at: datetime) -> None:
    """All of them; the same people and words each time."""
    rows = Rows(Chance("in outline"), at)
    taken = set(User.objects.values_list("name", flat=True))
    places = {place.name: place for place in programme.partnerships.all()}
    organisations = {one.name: one for one in Organisation.objects.all()}
    for outline in OUTLINES:
        Written(rows, outline, places[outline.partnership], organisations, taken, at).write()
    rows.write()


@dataclass
class Written:
    """One group as its rows."""

    rows: Rows
    outline: Outline
    place: Partnership
    organisations: dict[str, Organisation]
    taken: set[str]  # names that somebody of the demo bears
    at: datetime

    def write(self) -> None:
        self.began = timezone.localdate(self.at) - timedelta(weeks=26)
        self.group = self.place.groups.filter(name=self.outline.name).first() or self._group()
        self.holder = self.group.memberships.filter(role=Role.FACILITATOR).first() or self._holder()
        self.members = [self._member() for _ in range(self.outline.people - 1)]
        self._purpose()
        self.meetings = [self._meeting(number) for number in range(1, SIX + 1)]
        for meeting in self.meetings[: self.outline.held]:
            self._come(meeting)
        self._act()
        self._try()
        self._notice()

    def _group(self) -> Group:
        return self.rows.add(
            Group,
            partnership=self.place,
            name=self.outline.name,
            slug=fold(self.outline.name).replace(" ", "-"),
            who_for=self.outline.who_for,
            locality=self.place.name,
            **MANDATE,
        )

    # --- who --------------------------------------------------------------------------------------

    def _holder(self) -> Membership:
        name, where, sector = self.outline.holder
        return self._join(name, str(Role.FACILITATOR.label), where, sector, Role.FACILITATOR)

    def _member(self) -> Membership:
        job, where, sector = self.rows.chance.one_of(words.JOBS)
        name = where.format(place=self.place.name, area=self.place.name)
        return self._join(self._name(), job, name, sector, Role.MEMBER)

    def _name(self) -> str:
        while True:
            chance = self.rows.chance
            name = f"{chance.one_of(words.FIRST_NAMES)} {chance.one_of(words.SURNAMES)}"
            if name not in self.taken:
                self.taken.add(name)
                return name

    def _join(self, name: str, job: str, where: str, sector: str, role: Role) -> Membership:
        person = self.rows.add(
            User,
            name=name,
            short_name=name.split()[0],
            name_folded=fold(name),
            email=f"{fold(name).replace(' ', '.')}@{settings.DEMO_DOMAIN}",
            password=UNUSABLE_PASSWORD_PREFIX,
            joined_at=self.at,
        )
        organisation = self._organisation(where, sector)
        is_in = {"organisation": organisation, "joined_on": self.began, "role": role, "job": job}
        member = self.rows.add(Membership, group=self.group, person=person, **is_in)
        self.rows.add(Spell, membership=member, organisation=organisation, starts_on=self.began)
        return member

    def _organisation(self, name: str, sector: str) -> Organisation:
        if name not in self.organisations:
            made = self.rows.add(Organisation, name=name, name_folded=fold(name), sector=sector)
            self.organisations[name] = made
            self.rows.add(Partnership.parties.through, partnership=self.place, organisation=made, pk=None)
        return self.organisations[name]

    def _purpose(self) -> None:
        why = "Agreed at the first meeting by those who were there."
        text = {"text": self.outline.purpose, "why": why, "agreed_on": self.began}
        purpose = self.rows.add(Purpose, group=self.group, **text)
        for member in [self.holder, *self.members]:
            self.rows.add(Purpose.made_by.through, purpose=purpose, membership=member, pk=None)

    # --- when -------------------------------------------------------------------------------------

    def _meeting(self, number: int) -> Meeting:
        starts_at = dates.at(self._day(number), 13, 30)
        told: dict[str, Any] = {"venue": f"{self.place.name} hall", "focus": words.FOCUS[number - 1]}
        if number <= self.outline.held:
            closed_at = starts_at + timedelta(hours=3)
            told |= {"opened_at": starts_at, "closed_at": closed_at, "closed_by": self.holder}
            told |= {"plan_shared_at": starts_at, "invited_at": starts_at - APART}
            told |= {"evening_done_at": closed_at + timedelta(hours=2)}
        return self.rows.add(Meeting, group=self.group, number=number, starts_at=starts_at, **told)

    def _day(self, number: int) -> date:
        """Four weeks apart, never at a weekend; the last one held so many days ago."""
        last = timezone.localdate(self.at) - timedelta(days=self.outline.last_held)
        last -= timedelta(days=max(last.weekday() - 4, 0))
        return last + APART * (number - self.outline.held)

    def _come(self, meeting: Meeting) -> None:
        """Everybody came to the last one; to those before it most."""
        is_last = meeting.number == self.outline.held
        for member in [self.holder, *self.members]:
            if is_last or member == self.holder or self.rows.chance.happens(75):
                came = {"membership": member, "organisation": member.organisation}
                self.rows.add(Attendance, meeting=meeting, **came, **self._entered(meeting.starts_at))
        out = meeting.ends_at + timedelta(days=2)
        told = {"text": "\n\n".join(words.TALKED), "changed_at": out, "changed_by": self.holder}
        self.rows.add(Recap, meeting=meeting, published_at=out, published_by=self.holder, **told)
        if is_last and self.outline.quote:
            said = {"text": self.outline.quote, "speaker": self.members[0], "may_be_quoted": True}
            entry = self.rows.add(Entry, meeting=meeting, kind=Entry.Kind.QUOTE, **said, **self._entered(out))
            self._let_out("quotes", [entry])

    def _entered(self, at: datetime) -> dict[str, Any]:
        return {"client_key": self.rows.chance.key(), "recorded_by": self.holder, "recorded_at": at}

    @property
    def last(self) -> Meeting:
        return self.meetings[self.outline.held - 1]

    # --- what -------------------------------------------------------------------------------------

    def _act(self) -> None:
        """Actions of the last meeting: so many done, on their way, and stuck."""
        states = {
            State.DONE: self.outline.done,
            State.UNDER_WAY: self.outline.going,
            State.STUCK: self.outline.help,
        }
        for state, count in states.items():
            for number in range(count):
                self._action(state, self.members[number % len(self.members)])

    def _action(self, state: str, lead: Membership) -> None:
        agreed_at, chance = self.last.starts_at + timedelta(hours=2), self.rows.chance
        heard_at = min(agreed_at + timedelta(days=3), self.at)
        text = " ".join(chance.one_of(part) for part in (words.DO, words.WITH, words.ABOUT))
        self.rows.add(
            Action,
            group=self.group,
            meeting=self.last,
            text=text,
            lead=lead,
            due_on=self._day(self.outline.held + 1),
            state=state,
            heard_at=heard_at,
            finished_at=heard_at if state == State.DONE else None,
            client_key=chance.key(),
            agreed_at=agreed_at,
            recorded_by=self.holder,
        )

    def _try(self) -> None:
        stages = {Stage.TRYING: self.outline.trying, Stage.ADOPTED: self.outline.adopted}
        for stage, tried in (stages | {Stage.LET_GO: self.outline.let_go}).items():
            self._let_out("small test", [self._small_test(stage, what) for what in tried])

    def _small_test(self, stage: str, what: str) -> SmallTest:
        starts_on, settled_on = self._day(1) + timedelta(days=3), self._day(self.outline.held)
        for_whom = self.outline.who_for[0].lower() + self.outline.who_for[1:]
        is_tried = stage == Stage.TRYING
        test = self.rows.add(
            SmallTest,
            group=self.group,
            lead=self.rows.chance.one_of(self.members),
            what=what,
            for_whom=for_whom,
            starts_on=starts_on,
            look_on=self._day(self.outline.held + 1) if is_tried else settled_on,
            stage=stage,
            settled_on=None if is_tried else settled_on,
            **self._entered(dates.at(starts_on, 12)),
        )
        self.rows.add(Cycle, small_test=test, number=1, plan=what, starts_on=starts_on)
        return test

    def _notice(self) -> None:
        day = self._day(self.outline.held) - timedelta(days=2)
        changes = [
            self.rows.add(
                NoticedChange,
                group=self.group,
                noticed_by=self.members[number % len(self.members)],
                level=level,
                what=what,
                noticed_on=day,
                is_shared=True,
                may_leave=True,
                **self._entered(self.last.starts_at),
            )
            for number, (level, what) in enumerate(self.outline.noticed)
        ]
        self._let_out("noticed change", changes)

    def _let_out(self, kind: str, things: Iterable[Any]) -> None:
        """At the last meeting, before its check-out."""
        out = {"group": self.group, "meeting": self.last, "released_by": self.holder}
        for thing in things:
            self.rows.add(Release, kind=kind, about=thing.pk, released_at=self.last.ends_at, **out)
