"""What the demo's groups tried on a small scale. Beston's are those of the article (sections 5 and 6.1) in our own words, with the
rounds between them invented; Wester Beston's are invented throughout.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from clip.demo import dates
from inquiries.models import Group, Membership
from meetings.models import Meeting
from practices import trying, tying
from practices.models import Story


@dataclass(frozen=True)
class Round:
    """One look at a small test: at which meeting, what was done, and what comes of it."""

    meeting: int
    did: str
    decision: str
    surprise: str = ""
    learned: str = ""
    as_expected: str = "partly"
    next_plan: str = ""


@dataclass(frozen=True)
class Trial:
    """One small test: who began it at which meeting, for whom, and how its rounds went."""

    what: str
    lead: str
    begun: int
    for_whom: str
    expect: str = ""
    where: str = ""
    gives: str = ""
    gains: str = ""
    story: str = ""
    rounds: list[Round] = field(default_factory=list)


BESTON = [
    Trial(
        "Prescribe tablets for breakfast rather than noon, where they may be",
        "Elspeth",
        2,
        "people who wait in for a carer at noon",
        expect="They can go out by the ten o’clock bus.",
        where="Mill Lane Practice",
        gives="The GPs: an hour to go through the list, and the habit of writing “with lunch”.",
        gains="Home care has fewer calls at noon; the people have their day.",
        story="In, because somebody is coming",
        rounds=[
            Round(
                3,
                "Nine prescriptions looked through, four changed.",
                "adapt",
                surprise="The carers knew which tablets made people dizzy at noon. Nobody had asked them.",
                next_plan="Ask the carers first, then go through the list with the pharmacist",
            ),
            Round(
                5,
                "Carers, pharmacist and GP looked at eleven together.",
                "adopt",
                learned="Half an hour with three people saves four calls a week.",
                as_expected="yes",
            ),
        ],
    ),
    Trial(
        "Drop medicines off at the day centre for those who go there",
        "Ali",
        3,
        "people who go to Harbour House",
        where="Harbour House day centre",
        gives="The pharmacist: a round by van on Mondays.",
        gains="Nobody stays at home to wait for a parcel.",
        rounds=[
            Round(
                4,
                "Six bags on two Mondays, handed out by the staff.",
                "adopt",
                surprise="Two people asked what their tablets were for.",
                as_expected="yes",
            )
        ],
    ),
    Trial(
        "The nurses look in at the day centre",
        "Shona",
        4,
        "people whom the nurses visit at home",
        expect="They are seen, and are not kept in for it.",
        where="Harbour House day centre",
        gives="The nurses: visits in people’s own rooms, which were quieter.",
        gains="People keep their day out; the nurses see five in an hour.",
        story="Seven people before lunch",
        rounds=[
            Round(
                5,
                "Three Tuesdays, from half past twelve.",
                "adopt",
                surprise="There was no room with a door. The library lent a screen.",
                learned="A screen and a chair were all that was missing.",
            )
        ],
    ),
    Trial(
        "One list of who is housebound, by hand",
        "Graham",
        4,
        "people whom nobody counts",
        expect="We know how many there are.",
        gives="Both practices: an afternoon.",
        gains="All who plan care.",
        rounds=[
            Round(
                5,
                "Two lists that count different things.",
                "let go",
                as_expected="no",
                learned="We do not mean the same by “housebound”. That is where to begin.",
            )
        ],
    ),
]

WESTER_BESTON = [
    Trial(
        "A nurse at the Tuesday lunch",
        "Ross",
        2,
        "people who come to Linden House",
        expect="Fewer people stay in for a visit.",
        where="Linden House",
        gives="District nursing: one visit list that no longer fits the van’s round.",
        gains="Those who eat together, and the nurse, who sees them walk.",
        rounds=[
            Round(
                3,
                "Ross sat at table four on two Tuesdays.",
                "adapt",
                surprise="People queued with their questions, the cook among them.",
                next_plan="Two nurses, and a card on each table that says what they can do there",
            )
        ],
    ),
    Trial(
        "A bench half way to the shop",
        "Tom",
        3,
        "people who can walk to the corner and back",
        gives="The library: the bench from its garden.",
        gains="Whoever wants to rest, and the shop.",
        story="The shop is forty steps too far",
    ),
]


def begin(
    group: Group,
    members: dict[str, Membership],
    trials: list[Trial],
    held: list[Meeting],
    told: dict[str, Story],
) -> None:
    """Each at its meeting, with the looks at it at those that followed."""
    for trial in trials:
        meeting, lead = held[trial.begun - 1], members[trial.lead]
        day = meeting.starts_local.date()
        said: dict[str, Any] = {name: getattr(trial, name) for name in trying.WORDS if name != "look_on"}
        small_test = trying.begin(
            group,
            said | {"lead": lead, "look_on": _after(day)},
            by=lead,
            on=day,
            at=dates.at(day, 15, 40),
            client_key=uuid4(),
            came_of=tying.knot_of(told[trial.story], group.slug) if trial.story in told else None,
            meeting=meeting,
        )
        for number, one in enumerate(trial.rounds, start=1):
            on = held[one.meeting - 1].starts_local.date()
            cycle = small_test.cycles.get(number=number)
            looked = {name: getattr(one, name) for name in trying.STUDIED}
            looked |= {"next_plan": one.next_plan, "next_look_on": _after(on)}
            trying.look(small_test, cycle, looked, by=lead, on=on)


def _after(day: date) -> date:
    return day + timedelta(days=21)
