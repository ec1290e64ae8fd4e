"""A meeting to record, what is typed into it, and whether the database holds exactly that."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bench.recording import PERSON, Outcome
from inquiries.models import Organisation, User
from inquiries.roles import Role
from meetings.models import Action, ActionUpdate, Attendance, Entry, SmallGroup
from tests.builders import (
    make_action,
    make_entry,
    make_group,
    make_meeting,
    make_membership,
    make_organisation,
    make_user,
)

NAMES = ("Moira Keane", "Ross Kerr", "Isla Ferrie", "Sadia Malik")
WORDS = (
    "we", "ask", "carers", "“what", "helps?”", "naïve", "Ùna", "<b>&amp;", "half", "the", "morning", "🧡", "lunch", "10 %",
    "hours", "it’s", "waiting", "–", "never", "twice", "Gàidhlig", "ﬁne", "e\u0301", "promise", "\\o/", "100°",
)  # fmt: skip


@dataclass
class Input:
    """One thing that is typed or pressed: where, what, and how many of it the database holds."""

    kind: str
    text: str
    count: Callable[[], int]
    more: str = ""


@dataclass
class Meeting:
    """One group with an open record, of which nothing else in the database knows."""

    seed: int
    typed: list[Input] = field(default_factory=list)

    def __post_init__(self) -> None:
        group = make_group(name=f"Hall {self.seed}", slug=f"hall-{self.seed}")
        now = timezone.now()
        self.meeting = make_meeting(group=group, opened_at=now, starts_at=now - timedelta(minutes=30))
        self.jo = make_membership(group=group, role=Role.FACILITATOR, person=make_user(name=PERSON))
        self.members = [make_membership(group=group, person=make_user(name=name)) for name in NAMES]
        self.organisation = make_organisation(name=f"Home care {self.seed}")
        for member in self.members:
            make_action(lead=member, heard_at=now - timedelta(days=20), agreed_at=now - timedelta(days=20))
        self.said_before = make_entry(self.meeting, text="Said before.", recorded_by=self.jo)

    @property
    def path(self) -> str:
        return f"/groups/{self.meeting.group.slug}/meetings/{self.meeting.number}/record/"

    def inputs(self, chance: random.Random, count: int) -> list[Input]:
        """So many things, each of another kind as far as there are kinds."""
        kinds = [
            self.agreed,
            self.check_out,
            self.quote,
            self.action,
            self.small_group,
            self.tap,
            self.walk_in,
        ]
        kinds += [self.update, self.removal]
        chosen = chance.sample(kinds, min(count, len(kinds)))
        self.typed = [kind(chance) for kind in chosen]
        return self.typed

    # --- what is typed ---

    def agreed(self, chance: random.Random) -> Input:
        return self._entry("agreed", text_of(chance))

    def check_out(self, chance: random.Random) -> Input:
        return self._entry("check_out", text_of(chance))

    def quote(self, chance: random.Random) -> Input:
        one = self._entry("quote", text_of(chance))
        one.more = chance.choice(NAMES)
        return one

    def _entry(self, kind: str, text: str) -> Input:
        rows = Entry.objects.kept().filter(meeting=self.meeting, kind=kind)
        return Input(kind, text, lambda: same(rows.all(), "text", text))

    def action(self, chance: random.Random) -> Input:
        text = text_of(chance, at_most=200).replace(",", "")
        rows = Action.objects.kept().filter(meeting=self.meeting)
        line = f"{text}, {chance.choice(NAMES)}, by next meeting"
        return Input("action", line, lambda: same(rows.all(), "text", text))

    def small_group(self, chance: random.Random) -> Input:
        topic = text_of(chance, at_most=100)
        rows = SmallGroup.objects.kept().filter(meeting=self.meeting)
        return Input("small_group", topic, lambda: same(rows.all(), "topic", topic))

    def tap(self, chance: random.Random) -> Input:
        member = chance.choice(self.members)
        rows = Attendance.objects.present().filter(meeting=self.meeting, membership=member)
        return Input("tap", member.person.short_name, lambda: rows.count())

    def walk_in(self, chance: random.Random) -> Input:
        name = f"Iona {chance.choice(['Bell', 'Çelik', 'O’Hara'])} {self.seed}"
        people = User.objects.filter(memberships__group=self.meeting.group)
        line = f"{name}, {Organisation.objects.get(pk=self.organisation.pk).name}"
        return Input("walk_in", line, lambda: same(people.all(), "name", name))

    def update(self, chance: random.Random) -> Input:
        words = "\n".join(text_of(chance, at_most=300) for _ in range(chance.randint(1, 3)))
        rows = ActionUpdate.objects.kept().filter(meeting=self.meeting)
        return Input("update", words, lambda: same(rows.all(), "words", words))

    def removal(self, chance: random.Random) -> Input:
        rows = Entry.objects.removed().filter(pk=self.said_before.pk)
        return Input("removal", self.said_before.text, lambda: rows.count())

    # --- what is there at the end ---

    def compare(self, outcome: Outcome) -> None:
        for one in self.typed:
            found = one.count()
            outcome.lost += found == 0
            outcome.duplicated += max(found - 1, 0)
            if found != 1:
                outcome.notes.append(f"{one.kind} is there {found} times: {one.text[:60]!r}")
        extra = self._others()
        outcome.duplicated += extra
        if extra:
            outcome.notes.append(f"{extra} rows that nobody typed")

    def _others(self) -> int:
        """Rows beyond those that were typed: halves and doubles with other words."""
        of = {"meeting": self.meeting}
        rows = Entry.objects.filter(**of).count() + Action.objects.filter(**of).count()
        rows += SmallGroup.objects.filter(**of).count() + ActionUpdate.objects.filter(**of).count()
        kept = {"agreed", "check_out", "quote", "action", "small_group", "update"}
        return max(0, rows - 1 - sum(one.kind in kept for one in self.typed))


def text_of(chance: random.Random, at_most: int = 1800) -> str:
    """Words as people type them, from one to a screenful."""
    length = min(at_most, chance.choice([12, 60, 60, 200, 900, 1800]))
    text = chance.choice(WORDS)
    while len(text) < length:
        text += " " + chance.choice(WORDS)
    return text[:at_most].strip()


def same(rows: Any, name: str, text: str) -> int:
    """How many rows hold this, byte for byte."""
    return sum(value.encode() == text.encode() for value in rows.values_list(name, flat=True))
