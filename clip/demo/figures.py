"""What the demo counted, checked and reflected on: a measure with its readings, practice checks, what became usual, and one
reflection meeting over two groups. All of it is invented, after what the article tells of such groups.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from uuid import uuid4

from clip.demo import dates
from inquiries.models import Group, Membership, Programme, Stewardship
from inquiries.roles import Role
from meetings.models import Meeting
from practices import keeping_words, learning, measuring, settling
from practices.models import CheckAnswer, Lesson, Measure, Practice, SmallTest

NOON_CALLS = [31, 28, 33, 30, 29, 32, 30, 34, 29, 31, 27, 24, 22, 21, 23, 19, 20, 18, 19, 17, 18, 16]
CHECKS = {
    3: {
        "disbelief": "22223333444",
        "purpose": "33444444555",
        "accountability": "11222333344",
        "diversity": "22333344555",
        "structure": "11112222333",
        "leadership": "22333344444",
    },
    6: {
        "disbelief": "33444444555",
        "purpose": "44444455555",
        "accountability": "22333344444",
        "diversity": "11233444555",
        "structure": "11222233344",
        "leadership": "22344444555",
    },
}
LINES = {
    "accountability": "We say now when something has not moved.",
    "diversity": "About money we still say nothing.",
    "purpose": "I read it aloud at our own team meeting.",
}
USUAL = {
    "Prescribe tablets": (
        "Mill Lane Practice, with the pharmacist",
        "Half an hour a month of three people.",
        "Calls at noon go up again.",
    ),
    "Drop medicines off": (
        "Shore Street Pharmacy",
        "A round by van on Mondays.",
        "Somebody stays in for a parcel.",
    ),
    "The nurses look in": (
        "The district nurses of Beston",
        "Visits in people’s own rooms, which were quieter.",
        "An empty chair by the screen on a Tuesday.",
    ),
}


def count(group: Group, held: list[Meeting], jo: Membership) -> None:
    """The calls at noon beside the small test that meant to lessen them, a reading a week."""
    small_test = SmallTest.objects.filter(group=group, what__startswith="Prescribe tablets").first()
    if small_test is None:
        return
    first = held[0].starts_local.date() - timedelta(days=14)
    words = {
        "small_test": small_test,
        "what": "Calls of home care at noon, Mill Lane",
        "unit": "calls a week",
        "baseline": 10,
    }
    at = dates.at(held[2].starts_local.date(), 16, 20)
    measure = keeping_words.keep(Measure, group, words, by=jo, at=at, client_key=uuid4())
    weeks = ((first + timedelta(weeks=n), Decimal(calls)) for n, calls in enumerate(NOON_CALLS))
    measuring.keep(measure, weeks)


def check(held: list[Meeting]) -> None:
    """Eleven phones at the third and at the sixth meeting; nobody knows any more whose they were."""
    for number, answers in CHECKS.items():
        if number > len(held):
            continue
        meeting = held[number - 1]
        day = meeting.starts_local.date()
        CheckAnswer.objects.bulk_create(
            CheckAnswer(
                meeting=meeting,
                practice=practice,
                score=int(score),
                line=LINES.get(practice, "") if place == len(scores) - 1 else "",
                said_on=day,
            )
            for practice, scores in answers.items()
            for place, score in enumerate(scores)
        )


def settle(group: Group, today: date) -> None:
    """What became usual, and when somebody looks again: one of them was due last week."""
    days = cycle([today - timedelta(days=6), today + timedelta(days=40), today + timedelta(days=75)])
    for begins, (who, costs, slips) in USUAL.items():
        small_test = SmallTest.objects.filter(group=group, what__startswith=begins, stage="adopted").first()
        if small_test:
            said = {
                "adopted_by": who,
                "where": "",
                "since": small_test.settled_on,
                "costs": costs,
                "slips": slips,
                "look_again_on": next(days),
            }
            settling.settle(small_test, said, version=0)


def reflect(programme: Programme, groups: list[Group], at: datetime) -> None:
    """One reflection meeting of the learning partner with those who hold the two groups."""
    partner = Stewardship.objects.filter(programme=programme, role=Role.LEARNING_PARTNER).first()
    if partner is None:
        return
    day = at.date() - timedelta(days=9)
    said = {
        "title": "What happens when the nurse says that she is tired",
        "held_on": day,
        "groups": groups,
        "with_bodies": False,
        "stories": "In one place somebody said aloud that she could not go on like this, and the room became quiet, "
        "and then useful. In another nobody has said it yet, and everybody knows.",
        "observed": "Both rooms are polite. The one that was not, for ten minutes, has three small tests running.",
        "reflected": "Being honest about how it is may be what makes it safe, rather than the other way round.",
        "planned": "Ask “what are we not saying?” at the next meeting of each, before the break and not after it.",
        "acts": "Jo asks it in Wester Beston. We meet again in eight weeks.",
    }
    row = learning.hold(programme, said, by=partner.person, at=dates.at(day, 11, 0), client_key=uuid4())
    for practice, words in (
        (Practice.DIVERSITY, "One honest sentence does more than an hour of introductions."),
        (Practice.DISBELIEF, "People try things once their own tiredness has been heard."),
    ):
        Lesson.objects.create(
            reflection=row,
            practice=practice,
            words=words,
            client_key=uuid4(),
            recorded_by=partner.person,
            recorded_at=dates.at(day, 12, 0),
        )
