"""What the demo's groups share with each other in the learning library. Beston's come of the article's small tests (sections 5 and
6.1) in our own words; those of the four other groups in outline are invented throughout.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from clip.demo import dates
from inquiries import convening, setting_up
from inquiries.models import Group, Membership, Partnership, Programme, User
from inquiries.roles import Role
from meetings import releasing
from meetings.models import Release
from practices import facing, shelving, telling, trying
from practices.models import Barrier, LibraryEntry, SmallTest, Story
from practices.models.library import THING

LOOKED_AFTER, SHARED_AFTER = timedelta(days=21), timedelta(days=40)


@dataclass(frozen=True)
class Shared:
    """One thing that a group shares: what kind of thing, and the words for others."""

    kind: str
    title: str
    text: str
    learning: str = ""
    for_whom: str = ""
    gives: str = ""
    gains: str = ""
    weeks_ago: int = 10


@dataclass(frozen=True)
class Elsewhere:
    """A group in outline: where, for whom, who tells, and what it shares."""

    partnership: str
    name: str
    who_for: str
    teller: str
    organisation: str
    sector: str
    shared: tuple[Shared, ...]


BESTON = (
    Shared(
        "small test",
        "The nurses look in at the day centre",
        "Three Tuesdays, from half past twelve. There was no room with a door, so the library lent a screen. People kept their day out, "
        "and the nurses saw five in an hour.",
        learning="A screen and a chair were all that was missing. Nobody needed leave from anybody.",
        for_whom="people whom the nurses visit at home",
        gives="The nurses: visits in people’s own rooms, which were quieter.",
        gains="People who would have waited in for them.",
        weeks_ago=6,
    ),
    Shared(
        "small test",
        "Prescribe tablets for breakfast rather than noon, where they may be",
        "We asked the carers first, then went through eleven lists with the pharmacist. Half were at noon because somebody had once "
        "written “with lunch”.",
        learning="Half an hour with three people saves four calls a week.",
        for_whom="people who wait in for a carer at noon",
        gives="The GPs: an hour, and a habit.",
        gains="Home care has fewer calls at noon; the people have their day.",
        weeks_ago=5,
    ),
)
MANDATE = {
    "asked_for": "Find out together what would help, and try it, so that others can learn from it.",
    "given": "Six half days for each practitioner, lunch, and somebody to invite.",
}
ELSEWHERE = (
    Elsewhere(
        "Ardlennan",
        "Coming home from hospital",
        "People who come home from hospital to an empty house",
        "Morven Baird",
        "Ardlennan Community Hospital",
        "h",
        (
            Shared(
                "small test",
                "Ring on the second morning, not the first",
                "The ward rang everybody on their second morning at home. On the first they said “fine”. On the second they said that the "
                "kettle was too heavy.",
                learning="The second morning is when it shows. One question was enough: what was the hardest thing yesterday?",
                for_whom="people who come home to an empty house",
                gives="The ward: ten minutes at eleven o’clock.",
                gains="Those who would have gone back by Friday.",
                weeks_ago=3,
            ),
            Shared(
                "way round",
                "Nobody may tell the befrienders when somebody goes home",
                "The person tells them. A card at the bedside with a number on it, and somebody who says: shall we ring it together?",
                learning="We had looked for an agreement between organisations. What was missing was a telephone beside the bed.",
                weeks_ago=12,
            ),
        ),
    ),
    Elsewhere(
        "Corrie and Glens",
        "Getting about",
        "People who no longer drive",
        "Effie MacAskill",
        "Glens Community Transport",
        "t",
        (
            Shared(
                "small test",
                "Appointments when the bus comes in",
                "One practice kept the four slots after the ten o’clock bus for people who come by it. They filled by themselves.",
                learning="The receptionist had known for years. We had never asked her to the table.",
                for_whom="people who come by bus",
                gives="The practice: four slots that anybody could book before.",
                gains="People who sat in the waiting room for three hours, and their neighbours who drove them.",
                weeks_ago=8,
            ),
            Shared(
                "story",
                "Three buses and a hearing aid",
                "Murdo’s hearing aid was broken for eleven weeks. The clinic is three buses away, and opens at nine. He stopped "
                "answering his phone, so everybody thought that he wanted to be left alone.\n\nA new battery holder came in the post in a "
                "padded envelope.",
                learning="What looked like wishing to be alone was a battery holder. We ask about hearing first now.",
                weeks_ago=9,
            ),
        ),
    ),
    Elsewhere(
        "Invercraig",
        "Carers’ lunch",
        "Carers who have stopped going out",
        "Una Petrie",
        "Invercraig Carers’ Centre",
        "t",
        (
            Shared(
                "small test",
                "Lunch that a carer may leave in the middle of",
                "Soup from twelve until three, no beginning and no end, and somebody at the door who rings a taxi. Nine came, and six came "
                "again.",
                learning="Nothing that starts at a time is any good to somebody who can’t know when they get away.",
                for_whom="carers who have stopped going out",
                gives="The church hall: its kitchen, for three hours rather than one.",
                gains="Carers, and the two who cook.",
                weeks_ago=2,
            ),
            Shared(
                "way round",
                "Respite has to be booked six weeks ahead",
                "Two neighbours on a rota, trained by the carers’ centre on one Saturday, and one telephone between them. It covers an "
                "afternoon, not a week.",
                weeks_ago=4,
            ),
        ),
    ),
    Elsewhere(
        "Kilbrae",
        "A place to go on Sundays",
        "People who speak to nobody at weekends",
        "Catriona Baillie",
        "Kilbrae Libraries",
        "c",
        (
            Shared(
                "small test",
                "The library’s back door is open on Sundays",
                "A key, a kettle, and two volunteers. The nurse on call has her tea there. In the fourth week somebody brought a dog, and "
                "then there were eleven of us.",
                learning="It was not company that people lacked, but somewhere to be useful.",
                for_whom="people who speak to nobody from Friday to Monday",
                gives="The library: a rule about keys.",
                gains="Everybody, and the dog.",
                weeks_ago=1,
            ),
            Shared(
                "story",
                "Sunday is the long day",
                "Netta’s carers come four times on weekdays and twice on Sundays. On Sundays she goes to bed at five, because that is when "
                "somebody is there to help. She lies awake until the Monday bus.\n\nAsked what she would like, she said: to be up for the "
                "half past six programme.",
                learning="We had counted visits. She counted hours awake in the dark.",
                weeks_ago=7,
            ),
        ),
    ),
)


def of_beston(group: Group, members: dict[str, Membership]) -> None:
    """What those who led a small test share of it, and the stories whose tellers let them go so far."""
    last = group.meetings.order_by("-number")[0]
    for shared in BESTON:
        tried = SmallTest.objects.get(group=group, what=shared.title)
        _share(tried, shared, by=tried.lead, at=last.ends_at)
    for thing in shelving.things(last):
        releasing.release(last, thing, by=members["Jo"], at=last.ends_at)


def elsewhere(of: Programme, today: date) -> None:
    """Four groups of other partnerships in outline: one who tells, and what they share."""
    for outline in ELSEWHERE:
        _outlined(of.partnerships.get(name=outline.partnership), outline, today)


def _outlined(partnership: Partnership, outline: Elsewhere, today: date) -> None:
    slug = outline.name.lower().replace(" ", "-").replace("’", "")
    group = Group.objects.create(
        partnership=partnership, name=outline.name, slug=slug, who_for=outline.who_for, **MANDATE
    )
    email = outline.teller.lower().replace(" ", ".") + "@example.scot"
    teller = User.objects.create_user(outline.teller, email)
    place, _new = setting_up.add_party(partnership, outline.organisation, sector=outline.sector)
    began = today - timedelta(weeks=30)
    by = convening.join(group, teller, organisation=place, on=began, role=Role.FACILITATOR, job="Facilitator")
    for shared in outline.shared:
        _tell(group, shared, by, today - timedelta(weeks=shared.weeks_ago))


def _tell(group: Group, shared: Shared, by: Membership, day: date) -> None:
    """The thing itself some weeks before, and on the day its words for others, let out: such a group has no meetings here."""
    before, at = dates.at(day - SHARED_AFTER, 15, 0), dates.at(day, 16, 25)
    if shared.kind == "story":
        about = _story(group, shared, by, before).pk
    elif shared.kind == "small test":
        about = _share(_try(group, shared, by, before), shared, by=by, at=at)
    else:
        about = _share(_face(group, shared, by, before), shared, by=by, at=at)
    entry = LibraryEntry.objects.get(about=about)
    Release.objects.create(kind=THING, about=entry.pk, group=group, released_by=by, released_at=at)
    shelving.follow(THING, entry.pk, at=at)


def _try(group: Group, shared: Shared, by: Membership, at: datetime) -> SmallTest:
    said = {name: getattr(shared, name, "") for name in trying.WORDS} | {"what": shared.title, "lead": by}
    said |= {"look_on": at.date() + LOOKED_AFTER}
    return trying.begin(group, said, by=by, on=at.date(), at=at, client_key=uuid4())


def _face(group: Group, shared: Shared, by: Membership, at: datetime) -> Barrier:
    said = {"what": shared.title, "quadrant": Barrier.Quadrant.SYSTEMS, "way_round": shared.text}
    return facing.add(group, said, by=by, at=at, client_key=uuid4())


def _story(group: Group, shared: Shared, by: Membership, at: datetime) -> Story:
    said = dict.fromkeys(telling.WORDS, "") | {
        "title": shared.title,
        "pseudonym": shared.text.split("’")[0].split(" ")[0],
        "text": shared.text,
        "learning": shared.learning,
        "whose": Story.Whose.INVENTED,
        "how_far": Story.HowFar.LIBRARY,
    }
    return telling.tell(group, said, by=by, on=at.date(), at=at, client_key=uuid4())


def _share(row: SmallTest | Barrier, shared: Shared, *, by: Membership, at: datetime) -> UUID:
    """The words for others, agreed to by who told it; gives the key of what they tell of."""
    words = {name: getattr(shared, name) for name in shelving.WORDS}
    shelving.agree(row, words, by=by, at=at, client_key=uuid4())
    return row.pk
