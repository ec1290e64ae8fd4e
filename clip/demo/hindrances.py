"""What stood in the way, named at the fourth meeting, and what was asked of senior managers. Beston's barriers are those that the
article tells of (section 5), in our own words; their quadrants, judgements and asks are invented, and all of Wester Beston's are.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from clip.demo import dates
from inquiries.models import Group, Membership, Stewardship
from inquiries.roles import Role
from meetings.models import Meeting
from practices import asking, facing, tying
from practices.models import Ask


@dataclass(frozen=True)
class Hindrance:
    """One barrier: where it lies, what it was held to be and why, and what was asked because of it."""

    what: str
    quadrant: str
    kind: str = ""
    because: str = ""
    way_round: str = ""
    gone_at: int = 0  # the meeting that said that it is no longer in the way
    ask: str = ""
    says: str = ""
    answer: str = ""
    myself: str = ""


BESTON = [
    Hindrance(
        "Each of our systems keeps its own record, and two of them hardly work by themselves",
        "systems",
        "technical",
        "Somebody knows how to join them; it takes money and time that none of us has.",
        ask="Have IT of health board and council sit with two of our nurses for a day, and see what they can’t see.",
        says="yes",
        answer="A day in the week after next is found.",
        myself="I sit with them for the first hour.",
    ),
    Hindrance(
        "Nobody knows what the law lets us tell each other",
        "systems",
        "both",
        "There is an answer in law; and each of us feels safer with a no.",
        way_round="We ask the person. With their yes, written down once, most of it may be told.",
    ),
    Hindrance(
        "A care package that is given back is not got back in time",
        "systems",
        "adaptive",
        "The rule is short. The fear behind it is not, and it is ours too.",
        ask="Let a care package rest for eight weeks and come back within three days, without a new assessment.",
        says="not yet",
        answer="Finance has to see what it costs. I ask them with the figures of social work.",
        myself="I bring the answer to the last meeting, whatever it is.",
    ),
    Hindrance(
        "Who counts as housebound is another list in each house",
        "systems",
        "technical",
        "We can count by hand until a system can.",
        gone_at=5,
        way_round="Two lists by hand, and one afternoon to lay them side by side.",
    ),
    Hindrance(
        "We come to the meetings and go back to full lists",
        "doing",
        "adaptive",
        "It is easier to agree than to stop doing something else.",
    ),
    Hindrance(
        "We send a referral where a call would do", "doing", "technical", "The telephone is on the desk."
    ),
    Hindrance(
        "In our house, what is not written in our own record did not happen",
        "culture",
        "adaptive",
        "We learned it from what happens after a complaint.",
    ),
]

WESTER_BESTON = [
    Hindrance(
        "Two legal teams give two answers on what may be shared",
        "systems",
        "both",
        "One page would do; who signs it is the question.",
        ask="Name one person who signs for both houses what may be shared, and when.",
    ),
    Hindrance(
        "We hold something in reserve: a budget, a list, the last word",
        "values",
        "adaptive",
        "Each of us said so of ourselves, at the fourth meeting.",
    ),
    Hindrance(
        "The van’s round is older than the people on it", "systems", "technical", "A morning with a map."
    ),
    Hindrance(
        "Whoever asks for help is thought not to cope",
        "culture",
        "adaptive",
        "It was said quietly, and then by everybody.",
    ),
]
NAMED_AT = 4  # the meeting
A_DAY = timedelta(days=1)


def name(
    group: Group, members: dict[str, Membership], hindrances: list[Hindrance], held: list[Meeting]
) -> None:
    """Each at the fourth meeting; asks on the day after, with what senior managers answered a week later."""
    meeting, jo = held[NAMED_AT - 1], members["Jo"]
    at, day = meeting.ends_at, meeting.starts_local.date()
    for one in hindrances:
        said = {
            "what": one.what,
            "quadrant": one.quadrant,
            "way_round": one.way_round,
            "kind": one.kind,
            "because": one.because,
        }
        barrier = facing.add(group, said, by=jo, at=at, client_key=uuid4())
        if one.gone_at and one.gone_at <= len(held):
            facing.settle(barrier, is_gone=True, on=held[one.gone_at - 1].starts_local.date())
        if one.ask:
            asked_on = dates.at(day, 9, 0) + A_DAY
            ask = Ask.objects.create(
                group=group,
                wording=one.ask,
                put_on=asked_on.date(),
                put_by=jo,
                client_key=uuid4(),
                recorded_at=asked_on,
            )
            ends = [tying.knot_of(end, group.slug) for end in (barrier, ask)]
            tying.tie(group, *ends, by=jo, at=asked_on)
            _answer(ask, one)


def _answer(ask: Ask, one: Hindrance) -> None:
    partnership = ask.group.partnership
    held = Stewardship.objects.filter(partnership=partnership, role=Role.SENIOR_MANAGER).first()
    if not one.says or held is None:
        return
    at = ask.recorded_at + 7 * A_DAY
    said: dict[str, Any] = {"says": one.says, "because": one.answer, "myself": one.myself, "answers_by": None}
    if one.says == "not yet":
        said["answers_by"] = (at + 28 * A_DAY).date()
    asking.answer(ask, said, by=held.person, held=held, version=0, at=at)
