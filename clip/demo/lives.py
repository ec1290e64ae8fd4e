"""The stories that the demo's groups began with. The article says that there were four and what they taught; the lives in
them are invented here, and each says so.
"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from clip.demo import dates
from inquiries.models import Group, Membership
from meetings.models import Meeting, Release
from practices import telling
from practices.models import Story
from practices.models.stories import OUT_AS


@dataclass(frozen=True)
class Life:
    """One story: who brought it to the first meeting, and what was different at a later one, by its number."""

    title: str
    pseudonym: str
    by: str
    text: str
    learning: str
    again: tuple[tuple[int, str], ...] = ()
    is_out: bool = False


BESTON = [
    Life(
        "Seven people before lunch",
        "Elsie",
        "Wilma",
        "Elsie lives on the second floor and has not been down the stairs since last winter. On a Tuesday the carer comes at eight, "
        "then the nurse about her leg, then somebody to ask how she gets on with the carer. A volunteer rings at eleven. Each of "
        "them writes in a folder of their own.\n\nShe likes them all. She could not say who sends which, and when one of them did "
        "not come she did not know whom to ring. “I am busy being looked after,” she says.",
        "So many organisations come and go that she no longer knows who is who. Being helped by many is work, and it is her work.",
        (
            (
                3,
                "Three folders have become one, on top of the fridge. She shows it to everybody who comes in.",
            ),
            (
                6,
                "Fewer people come, and she knows them by name. On Tuesdays the nurse sees her at the lunch club instead.",
            ),
        ),
        is_out=True,
    ),
    Life(
        "Better keep it than need it",
        "Walter",
        "Iain",
        "Walter’s wife was ill for a long time, and the house filled with help. She died in the spring before last. The morning visit "
        "stayed. He is up, dressed and reading the paper when the carer comes; they have tea.\n\nAsked whether he still needs the visit "
        "he says no at once, and then: “But if I give it back and have a fall, how long until I get it again?” Nobody in the room could tell.",
        "He keeps help that he does not need, for fear that it won’t come back when he does. Care that can flex would be smaller.",
        (
            (
                5,
                "He has swapped two mornings for a promise in writing: if he asks, they are back within three days.",
            ),
        ),
    ),
    Life(
        "It is all written down",
        "Nettie",
        "Lorna",
        "Nettie came home from hospital on a Friday with a new tablet. The letter was on one computer, the old list on another, and the "
        "carer had a sheet from the month before. By Monday she had taken the old and the new one together and was too dizzy to stand.\n\n"
        "Everybody had written down the right thing. Nobody could read what the others had written.",
        "What one of us writes down, the next of us cannot open.",
    ),
    Life(
        "In, because somebody is coming",
        "Archie",
        "Jean",
        "Archie used to go to the day centre on two days and play dominoes. Then his tablets had to be given at noon, by a carer, at "
        "home. So at noon he is at home; and since the bus goes at ten and comes back at three, he is at home all day.\n\nHe says he "
        "doesn’t mind. His daughter says that he has stopped shaving.",
        "The help that keeps him well keeps him in. Could the tablets be taken at another hour, or somewhere else?",
        (
            (
                4,
                "His tablets are given with his breakfast now. He has been to the day centre five times, and won twice.",
            ),
        ),
        is_out=True,
    ),
]

WESTER_BESTON = [
    Life(
        "The shop is forty steps too far",
        "Effie",
        "Tom",
        "Effie can walk to the corner and back. The shop is at the next corner. She has her shopping brought, which is kind, and it "
        "means that she speaks to nobody between Friday and Tuesday.\n\nShe would rather have a bench.",
        "We bring people things. She wants to go and get them.",
        ((3, "There is a bench, lent by the library. She sits on it each morning, and so do others."),),
    ),
    Life(
        "Asked for the fourth time",
        "Hector",
        "Isla",
        "Hector has told it to the ward, the social worker, the occupational therapist and the carers’ centre: what he can lift, how he "
        "sleeps, who has the key. The fifth person who came began with “So, tell me about yourself”.\n\nHe told her about the war film "
        "that he had seen the night before.",
        "Telling it again is not being listened to.",
    ),
]


def tell(
    group: Group, members: dict[str, Membership], lives: list[Life], held: list[Meeting]
) -> dict[str, Story]:
    """Each at the first meeting, and again at those later ones that were held; by their titles."""
    first, jo = held[0], members["Jo"]
    told: dict[str, Story] = {}
    for life in lives:
        said = {
            "title": life.title,
            "pseudonym": life.pseudonym,
            "text": life.text,
            "learning": life.learning,
            "whose": Story.Whose.INVENTED,
            "permission": "",
            "how_far": Story.HowFar.LIBRARY if life.is_out else Story.HowFar.ABOVE,
            "sure_because": "",
            "distilled_by": "",
        }
        by, day = members.get(life.by, jo), first.starts_local.date()
        story = telling.tell(group, said, by=by, on=day, at=first.ends_at, client_key=uuid4(), meeting=first)
        told[life.title] = story
        for number, text in life.again:
            if number <= len(held):
                _again(story, text, by, held[number - 1].starts_local.date())
        if life.is_out:
            Release.objects.create(
                kind=OUT_AS,
                about=story.pk,
                group=group,
                meeting=first,
                released_by=jo,
                released_at=first.ends_at,
            )
    return told


def _again(story: Story, text: str, by: Membership, day: date) -> None:
    telling.tell_again(story, text, by=by, on=day, at=dates.at(day, 15, 30), client_key=uuid4())
