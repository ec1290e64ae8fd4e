"""The scenario plan of meeting three, what holds back, what is different, and what goes on, in both groups.

Beston's priorities, the move of meeting five and its four initiatives follow the article (section 5), in our own words; the lines
of its picture, its maps and small differences are invented after it, and all of Wester Beston's are.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from clip.demo import dates
from inquiries.models import Aspiration, Group, Membership
from meetings.models import Action, Meeting
from practices import keeping_words, tying
from practices.models import (
    Barrier,
    Holding,
    Initiative,
    NoticedChange,
    Observation,
    Priority,
    ScenarioLine,
    SmallTest,
    Story,
    StructuralProposal,
)
from practices.models.base import Worded


@dataclass(frozen=True)
class Pictures:
    """What one group drew, noticed and set going; names are those that its people are greeted with."""

    lines: list[tuple[str, str, str]]  # part, words, which small group ("" once all took it up)
    priorities: list[tuple[str, str, str, str]]  # words, kind, key area, words of what it came of
    holdings: list[tuple[str, dict[str, str]]]  # whose ("" for the group's), its boxes
    changes: list[tuple[str, int, str, dict[str, Any]]]  # who, at which meeting, level, words
    observations: list[tuple[str, str, str, str]]  # practice, which way, words, words of its evidence
    structures: list[dict[str, str]] = field(default_factory=list)
    initiatives: list[tuple[str, str, str]] = field(default_factory=list)  # owner, what, how
    ties: list[tuple[str, str]] = field(
        default_factory=list
    )  # words of what it came of, words of what came of it


BESTON = Pictures(
    lines=[
        ("now", "Three come before noon, and none of them knows of the others", ""),
        ("now", "Nobody can say how many people are housebound", ""),
        ("now", "What one of us writes down, the next one can’t read", ""),
        ("area", "Who is housebound, and who knows them", ""),
        ("area", "Medicines that fit the day", ""),
        ("area", "A place to go: Harbour House", ""),
        ("area", "What we may tell each other", ""),
        ("future", "People go out, and we see them where they are", ""),
        ("future", "One of us knows, and is asked first", ""),
        ("future", "Help can be put down and picked up again", ""),
        ("future", "A van that stops where people stand", "the table by the window"),
        ("now", "Forms that ask the same thing four times", "the table by the door"),
    ],
    priorities=[
        ("Know how many housebound people there are, and who", "both", "Who is housebound, and who knows them", ""),
        ("One of us for each person, whom the others ask first", "adaptive", "Who is housebound, and who knows them", "Seven people before lunch"),
        ("Tablets at times that leave the day free", "technical", "Medicines that fit the day", "In, because somebody is coming"),
        ("Harbour House for all of us, not for its members alone", "adaptive", "A place to go: Harbour House", ""),
        ("Care that can be put down and picked up again", "adaptive", "", ""),
        ("Tell each other what the person said we may", "both", "What we may tell each other", ""),
    ],
    holdings=[
        (
            "",
            {
                "commitment": "We ask people what a good week would be, before we say what they need.",
                "instead": "We begin with the form. It has a box for everything but that.",
                "hidden": "Not being the one who promised something that the service does not have.",
                "assumption": "If we ask, people will want what we can’t give.",
            },
        ),
        (
            "Jo",
            {
                "commitment": "I leave silences, so that somebody else begins.",
                "instead": "I fill them after four seconds.",
                "hidden": "Nobody should think that the time is wasted.",
                "assumption": "Three hours without visible work, and they won’t come back.",
            },
        ),
    ],
    changes=[
        ("Shona", 2, "myself", {"what": "I ring the practice before I drive there", "is_shared": True}),
        ("Iain", 3, "relationships", {"what": "The day centre’s manager has my number, and uses it", "is_shared": True, "may_leave": True}),
        ("Ali", 4, "team", {"what": "Our counter asks how people got here", "evidence": "Two of us do it now, and write it on the bag."}),
        ("Kirsty", 5, "organisations", {"what": "Two services went to see somebody together, without a referral", "evidence": "It was arranged in the corridor at the fourth meeting."}),
        ("Shona", 5, "communities", {"what": "Six people were seen at Harbour House and kept their day out", "for_whom": "people whom the nurses visit at home", "evidence": "Three Tuesdays, from half past twelve."}),
        ("Beth", 6, "communities", {"what": "Somebody took a book home, the first in four years", "for_whom": "people who come for lunch", "evidence": "She chose it herself, from the screen that the library lent."}),
        ("Elspeth", 6, "myself", {"what": "I asked the carer before I changed the dose"}),
    ],
    observations=[
        ("disbelief", "for", "We tried the tablets though half of us thought that the carers would never have time.", "Prescribe tablets for breakfast"),
        ("purpose", "for", "Every small test was held against one story: would her morning be another?", "Seven people before lunch"),
        ("accountability", "against", "Who is housebound was carried over three meetings before we said aloud that it was stuck.", ""),
        ("diversity", "for", "The carers knew what made people dizzy at noon, and were asked.", ""),
        ("structure", "against", "A joint team was drawn on the second day, before we knew what it was for.", "A joint team"),
        ("leadership", "for", "George said what he would do himself, before he said what others should.", ""),
    ],
    structures=[
        {
            "what": "A joint team for housebound people, in one building",
            "serves": "",
            "part_of_it": "Two managers, on the second day.",
            "would_stop": "",
        },
        {
            "what": "One monthly meeting about people in each practice",
            "serves": "One of us knows, and is asked first.",
            "part_of_it": "Both practices, the nurses, home care and the day centre.",
            "would_stop": "Three meetings that speak of the same people apart from each other.",
        },
    ],
    initiatives=[
        ("Elspeth", "A monthly meeting in each practice about particular people", "All who see them, for an hour, with the person’s own words first."),
        ("Kirsty", "Reviews that begin with the person, and bend when life does", "What is put down is kept for a year, and comes back with one call."),
        ("Morag", "Harbour House as a place for all services", "Nurses on Tuesdays, the pharmacist on Mondays, the library’s van once a fortnight."),
        ("Rory", "On with what we may tell each other", "The lawyers of both sides in one room, with one case."),
    ],
    ties=[
        ("Tablets at times that leave", "Prescribe tablets for breakfast"),
        ("Harbour House for all of us", "Drop medicines off"),
        ("Harbour House for all of us", "The nurses look in"),
        ("Know how many housebound", "One list of who is housebound"),
        ("The nurses look in", "Six people were seen"),
        ("The nurses look in", "Harbour House as a place for all"),
        ("Drop medicines off", "Harbour House as a place for all"),
        ("What matters to the person", "One of us for each person"),
        ("One of us for each person", "A monthly meeting in each practice"),
        ("Care that can be put down", "Reviews that begin with the person"),
    ],
)  # fmt: skip

WESTER_BESTON = Pictures(
    lines=[
        ("now", "We meet people at their door, and never at their table", ""),
        ("area", "Places where people are already", ""),
        ("area", "Who hears first, and whom they tell", ""),
        ("future", "A face that one knows, each week", ""),
        ("future", "Families are told on Tuesday, not in a crisis on Friday", ""),
        ("future", "Benches", "Nan’s table"),
    ],
    priorities=[
        ("Be where people eat together", "technical", "Places where people are already", ""),
        ("Somebody to ring on a Tuesday", "adaptive", "Who hears first, and whom they tell", ""),
        ("The way to the shop", "both", "", "The shop is forty steps too far"),
    ],
    holdings=[
        (
            "",
            {
                "commitment": "We tell families early.",
                "instead": "We wait until we are sure.",
                "hidden": "Not to frighten anybody for nothing.",
                "assumption": "Worry is worse for them than surprise.",
            },
        )
    ],
    changes=[
        ("Ross", 3, "communities", {"what": "Three people asked the nurse what they had never asked at home", "for_whom": "people who come to Linden House", "evidence": "At table four, on the second Tuesday."}),
        ("Tom", 3, "team", {"what": "The library’s staff know two names more", "evidence": "They say them when they come in."}),
        ("Aileen", 4, "myself", {"what": "I said aloud whom I worry about", "is_shared": True}),
    ],
    observations=[("diversity", "for", "Nan told us what our visits look like from the sofa.", "")],
    ties=[
        ("Be where people eat", "A nurse at the Tuesday lunch"),
        ("The way to the shop", "A bench half way"),
        ("A nurse at the Tuesday lunch", "Three people asked the nurse"),
    ],
)  # fmt: skip


class Drawing:
    """Keeps the pictures of one group, each thing at its meeting, by whoever held the record."""

    def __init__(self, group: Group, members: dict[str, Membership], held: list[Meeting]) -> None:
        self.group, self.members, self.held = group, members, held
        self.jo = members["Jo"]

    def _at(self, number: int) -> datetime:
        day = self.held[min(number, len(self.held)) - 1].starts_local.date()
        return dates.at(day, 16, 10)

    def _keep(
        self, model: type[Worded], number: int, words: dict[str, Any], by: Membership | None = None
    ) -> Any:
        meeting = self.held[min(number, len(self.held)) - 1]
        said = words | {"meeting": meeting}
        at = self._at(number)
        return keeping_words.keep(model, self.group, said, by=by or self.jo, at=at, client_key=uuid4())

    def draw(self, told: Pictures) -> None:
        """All of it, in the order in which it came about."""
        self._plan(told)
        self._people(told)
        self._goes_on(told)
        for source, result in told.ties:
            self.tie(source, result)
        self._observe(told)

    def _plan(self, told: Pictures) -> None:
        for part, what, drawn_by in told.lines:
            words = {"part": part, "what": what, "drawn_by": drawn_by, "is_ours": not drawn_by}
            self._keep(ScenarioLine, 3, words)
        areas = {row.what: row for row in ScenarioLine.objects.filter(group=self.group, part="area")}
        for what, kind, area, source in told.priorities:
            row = self._keep(Priority, 3, {"what": what, "kind": kind, "area": areas.get(area)})
            if source:
                self.tie(source, row.what)

    def _people(self, told: Pictures) -> None:
        for whose, boxes in told.holdings:
            owner = self.members.get(whose)
            self._keep(Holding, 4, boxes | {"owner": owner}, by=owner)
        for who, number, level, words in told.changes:
            noticed = {"noticed_by": self.members[who], "level": level, "noticed_on": self._at(number).date()}
            self._keep(NoticedChange, number, noticed | words, by=self.members[who])

    def _goes_on(self, told: Pictures) -> None:
        for words in told.structures:
            self._keep(StructuralProposal, 2, words)
        for owner_name, what, how in told.initiatives:
            first_on = (self._at(6) + timedelta(days=35)).date()
            owned = {"owner": self.members[owner_name], "what": what, "how": how, "first_on": first_on}
            self._keep(Initiative, 5, owned)

    def _observe(self, told: Pictures) -> None:
        for practice, speaks, observed, evidence in told.observations:
            said: dict[str, Any] = {"practice": practice, "speaks": speaks, "words": observed}
            if evidence:
                knot = self._knot(evidence)
                said |= {"evidence_kind": knot.kind, "evidence": knot.key}
            self._keep(Observation, 5, said)

    def _knot(self, begins: str) -> tying.Knot:
        """The thing of the group whose words begin so."""
        for model in (
            SmallTest,
            Story,
            Priority,
            NoticedChange,
            Initiative,
            StructuralProposal,
            Aspiration,
            Barrier,
            Action,
        ):
            words = tying.SORTS[tying.KINDS[model]].words
            row = model._default_manager.filter(group=self.group, **{f"{words}__startswith": begins}).first()
            if row:
                return tying.knot_of(row, self.group.slug)
        raise LookupError(begins)

    def tie(self, source: str, result: str) -> None:
        tying.tie(self.group, self._knot(source), self._knot(result), by=self.jo, at=self._at(5))
