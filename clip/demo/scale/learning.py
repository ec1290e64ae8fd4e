"""What a group of the scale data tried, told, counted and noticed: a hundred small tests and five hundred readings each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clip.demo.scale.groups import Company
from clip.demo.scale.rows import Chance, Rows
from meetings.models import Meeting, Release
from practices.models import (
    Ask,
    Barrier,
    Cycle,
    Measure,
    NoticedChange,
    Priority,
    Reading,
    ScenarioLine,
    SmallTest,
    Story,
    Strand,
)

SMALL_TESTS, MEASURES, READINGS, ASKS = 100, 5, 100, 3
FOR = (
    "people who live on their own",
    "carers",
    "people who come home from hospital",
    "whoever comes for lunch",
)
DID = ("Look in at the lunch club", "Ring before the visit", "One list for both", "A card on the table")
LEVELS = ("team", "organisations", "communities")


@dataclass
class Learning:
    """Everything of the practices for one group."""

    rows: Rows
    company: Company
    meetings: list[Meeting]
    at: datetime

    @property
    def chance(self) -> Chance:
        return self.rows.chance

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def learn(self) -> None:
        tests = [self._small_test(number) for number in range(SMALL_TESTS)]
        stories = [self._story(number) for number in range(6)]
        priorities = [
            self._kept(Priority, what=f"Priority {number + 1}: {self._did()}") for number in range(6)
        ]
        for part in ScenarioLine.Part.values:
            for number in range(4):
                self._kept(ScenarioLine, part=part, what=f"{self._did()}, {number}", is_ours=number < 3)
        changes = [self._change() for _ in range(20)]
        for number in range(12):
            quadrant = Barrier.Quadrant.values[number % 4]
            self._kept(Barrier, what=f"{self._did()} is not done, {number}", quadrant=quadrant)
        for test in tests[:20]:
            self._tie("story", self.chance.one_of(stories), "small test", test)
            self._tie("priority", self.chance.one_of(priorities), "small test", test)
            self._tie("small test", test, "change", self.chance.one_of(changes))
        for test in tests[:MEASURES]:
            self._measure(test)
        self._let_out("small test", [test for test in tests if test.settled_on])
        self._let_out("noticed change", changes)
        for number in range(ASKS):
            self._ask(number)

    def _let_out(self, kind: str, things: list[Any]) -> None:
        """What the group lets out of its room: what became usual, and what it noticed."""
        by, meeting = self.company.facilitator, self.meetings[0]
        for thing in things:
            out = {"kind": kind, "about": thing.pk, "group": self.company.group, "meeting": meeting}
            self.rows.add(Release, **out, released_by=by, released_at=self.at)

    def _ask(self, number: int) -> None:
        wording = f"Two hours a month of somebody who can say which of us may know what, {number}"
        put_on = self.today - timedelta(days=self.chance.randrange(5, 120))
        who = {"put_by": self.company.facilitator, "recorded_at": self.at}
        self.rows.add(
            Ask,
            group=self.company.group,
            wording=wording,
            put_on=put_on,
            client_key=self.chance.key(),
            **who,
        )

    def _did(self) -> str:
        return self.chance.one_of(DID)

    def _kept(self, model: type[Any], **words: Any) -> Any:
        by = words.pop("by", None) or self.company.facilitator
        shared = {"group": self.company.group, "recorded_by": by, "recorded_at": self.at}
        return self.rows.add(model, client_key=self.chance.key(), **shared, **words)

    def _small_test(self, number: int) -> SmallTest:
        lead = self.chance.one_of(self.company.members)
        starts_on = self.today - timedelta(days=self.chance.randrange(10, 150))
        is_settled = number % 3 == 0
        test: SmallTest = self._kept(
            SmallTest,
            by=lead,
            lead=lead,
            what=f"{self._did()}, {number}",
            for_whom=self.chance.one_of(FOR),
            gives="An hour a week" if number % 4 == 0 else "",
            starts_on=starts_on,
            look_on=self.today + timedelta(days=self.chance.randrange(-5, 90)),  # a few are due
            stage=SmallTest.Stage.ADOPTED if is_settled else SmallTest.Stage.TRYING,
            settled_on=self.today if is_settled else None,
        )
        self.rows.add(Cycle, small_test=test, number=1, plan=test.what, starts_on=starts_on)
        return test

    def _story(self, number: int) -> Story:
        teller = self.chance.one_of(self.company.members)
        story: Story = self._kept(
            Story,
            by=teller,
            told_by=teller,
            title=f"An ordinary Tuesday, {number}",
            pseudonym="Wilma",
            text="Three people come before noon, and none of them knows of the others. " * 4,
            learning="Being helped is work.",
            whose=Story.Whose.INVENTED,
            told_on=self.today,
        )
        return story

    def _change(self) -> NoticedChange:
        by = self.chance.one_of(self.company.members)
        words = {"noticed_by": by, "level": self.chance.one_of(LEVELS), "noticed_on": self.today}
        change: NoticedChange = self._kept(NoticedChange, by=by, what=f"{self._did()} is usual", **words)
        return change

    def _measure(self, test: SmallTest) -> None:
        measure = self._kept(Measure, small_test=test, what=f"Visits at noon, {test.what}", baseline=20)
        for number in range(READINGS):
            self.rows.add(
                Reading,
                measure=measure,
                on=self.today - timedelta(weeks=READINGS - number),
                value=Decimal(self.chance.randrange(10, 40)),
            )

    def _tie(self, source_kind: str, source: Any, result_kind: str, result: Any) -> None:
        ends = {
            "source_kind": source_kind,
            "source": source.pk,
            "result_kind": result_kind,
            "result": result.pk,
        }
        tied = {"tied_by": self.company.facilitator, "tied_at": self.at}
        self.rows.add(Strand, group=self.company.group, **ends, **tied)
