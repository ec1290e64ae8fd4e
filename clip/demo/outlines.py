"""What eight groups of other partnerships tried and noticed, in outline. Invented throughout: so many of each that a report over the
programme can tell national numbers of most things, and must hide some.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outline:
    """One group: who it is for, how far it came, what it let out, and how many people and actions it has."""

    partnership: str
    name: str
    who_for: str
    purpose: str
    held: int
    last_held: int  # days ago
    people: int
    done: int
    going: int
    help: int
    trying: tuple[str, ...]
    adopted: tuple[str, ...]
    let_go: tuple[str, ...] = ()
    noticed: tuple[tuple[str, str], ...] = ()  # at a level, what
    quote: str = ""
    holder: tuple[str, str, str] = (
        "",
        "",
        "",
    )  # who facilitates it, from where, and of which sector; where nobody does yet


OUTLINES = (
    Outline(
        "Ardlennan",
        "Coming home from hospital",
        "People who come home from hospital to an empty house",
        "People who come home to an empty house are warm, fed and expected.",
        held=4, last_held=9, people=10, done=6, going=5, help=2,
        trying=("The ferry carries a bag of groceries on discharge days", "A neighbour has the heating on before the ambulance comes"),
        adopted=("The befrienders’ number stands beside the bed", "The ward writes the first appointment on the discharge letter"),
        let_go=("A leaflet in every locker",),
        noticed=(
            ("myself", "I ask who will be in the house before I ask about stairs"),
            ("relationships", "The ward clerk rings the shop, and the shop rings back"),
            ("relationships", "I know the ferry crew by their first names"),
            ("team", "We say “not before two o’clock” to each other, and mean it"),
            ("organisations", "Discharge on a Friday is a decision now, not a habit"),
            ("communities", "Somebody came home to a lit window"),
            ("communities", "A man who used to go back by Friday stayed at home the whole month"),
        ),
        quote="I had never asked what is in the fridge. It was the right question.",
    ),
    Outline(
        "Corrie and Glens",
        "Getting about",
        "People who no longer drive",
        "People who no longer drive get to where their week happens.",
        held=5, last_held=16, people=11, done=7, going=6, help=1,
        trying=(
            "The school minibus runs once more at eleven",
            "Two blood clinics a month in the village hall",
            "A list of who goes to town on which day",
        ),
        adopted=("The practice says which times meet a bus",),
        noticed=(
            ("relationships", "The driver tells me who did not get on"),
            ("team", "We ask how people get here before we give them a time"),
            ("team", "Nobody in our team says “did not attend” without a reason beside it"),
            ("organisations", "The timetable was on the table when the clinic was planned"),
            ("communities", "Three people who had stopped going to the market go again"),
            ("communities", "A widower drives four neighbours on Thursdays"),
        ),
    ),
    Outline(
        "Dunmore East",
        "Before the first fall",
        "People who are unsteady and have not fallen yet",
        "People in Dunmore East are steady on their feet for longer, and not afraid.",
        held=3, last_held=12, people=11, done=5, going=5, help=2,
        trying=("The gardener looks at the path as well as at the hedge", "Slippers are swapped at the flu clinic"),
        adopted=("The pharmacy asks “have you felt unsteady?” with each new box",),
        let_go=("A falls evening in the school",),
        noticed=(
            ("myself", "I look at shoes now"),
            ("relationships", "The gardener has my number"),
            ("relationships", "Fire safety and falls make one visit of two"),
            ("team", "We hand on a worry before it is a referral"),
            ("organisations", "Housing changed a light bulb within a day, without a form"),
            ("organisations", "The exercise class and the falls clinic share a list"),
            ("communities", "Somebody walks to the corner shop again"),
        ),
        holder=("Aileen Torrance", "Dunmore Leisure Trust", "t"),
    ),
    Outline(
        "Fintry Moss",
        "Medicines at home",
        "People who take more than eight medicines",
        "People know what they take and why, and nobody gives out more than is needed.",
        held=3, last_held=19, people=12, done=8, going=5, help=1,
        trying=("The pharmacist sits at the kitchen table once a week", "One colour of box for the whole street"),
        adopted=(
            "Repeat prescriptions are ordered for the same day of the month",
            "Home carers ring the pharmacy themselves",
        ),
        noticed=(
            ("relationships", "The three practices ring one pharmacist, not three"),
            ("team", "We say aloud when a medicine could stop"),
            ("team", "A carer’s question is answered the same morning"),
            ("organisations", "All three practices use one list of who has a box"),
            ("communities", "A drawer with four years of tablets was emptied"),
            ("communities", "Somebody sleeps through, with two tablets fewer"),
        ),
        quote="We had three names for the same box. No wonder nobody found it.",
        holder=("Gregor Innerarity", "Fintry Moss Pharmacy", "g"),
    ),
    Outline(
        "Invercraig",
        "Carers’ lunch",
        "Carers who have stopped going out",
        "Carers in Invercraig are asked early, and have a day that is theirs.",
        held=4, last_held=6, people=10, done=6, going=6, help=1,
        trying=("The ward asks “who will be tired by this?” at each admission",),
        adopted=("A taxi home from the lunch is booked at the door",),
        let_go=("A drop-in at nine in the morning",),
        noticed=(
            ("myself", "I ask the one who opens the door how they slept"),
            ("relationships", "The hospital rings me before the bed is empty"),
            ("team", "Carers are in our handover, by what they do"),
            ("organisations", "A carer sits in the planning meeting, and it ends by three"),
            ("organisations", "Respite is asked for on one page instead of six"),
            ("communities", "Six carers had an afternoon off last month"),
            ("communities", "Two carers who met at the soup share a sitter"),
        ),
    ),
    Outline(
        "Kilbrae",
        "A place to go on Sundays",
        "People who speak to nobody at weekends",
        "Nobody in Kilbrae goes from Friday to Monday without a voice.",
        held=3, last_held=13, people=11, done=7, going=5, help=2,
        trying=("The lift engineer says which bells are never pressed", "Tea on the landing of the ninth floor"),
        adopted=("Two volunteers hold the key of the library",),
        noticed=(
            ("relationships", "The concierge and the nurse have tea together"),
            ("relationships", "Housing tells us who has moved in, before they are lonely"),
            ("team", "We plan Sundays first"),
            ("organisations", "The key of the library hangs in the health centre"),
            ("communities", "Eleven people and a dog come on Sundays"),
        ),
        quote="I knock on the same doors as she does. We had never met.",
    ),
    Outline(
        "Lochend",
        "One front door",
        "People who ask for help with how they feel, and are sent elsewhere",
        "Whoever asks for help with how they feel is asked in, and not sent on.",
        held=2, last_held=8, people=10, done=5, going=7, help=1,
        trying=("A chair and a bell at the library’s desk", "The mart has a nurse on sale days"),
        adopted=("Whoever answers stays with the person until somebody else does",),
        noticed=(
            ("myself", "I stay on the line"),
            ("relationships", "The auctioneer tells me whom he worries about"),
            ("team", "Nobody says “not us” any more; we say “with us, until”"),
            ("team", "We laugh again in our handover"),
            ("organisations", "Three waiting lists became one"),
            ("communities", "A farmer came in, and came again"),
            ("communities", "Two young people run the Wednesday desk"),
        ),
        holder=("Sorcha Blyth", "Lochend Library", "c"),
    ),
    Outline(
        "Strathmuir",
        "Waiting for a rail",
        "Families who wait for aids and adaptations",
        "Families in Strathmuir have the small thing they need in days, not months.",
        held=4, last_held=20, people=12, done=6, going=5, help=2,
        trying=("The joiner’s van carries six rails and a drill", "Families measure the step themselves, by a photograph"),
        adopted=("Anybody of us may order a rail",),
        let_go=("A second form for those in a hurry",),
        noticed=(
            ("relationships", "The joiner rings the therapist from the doorstep"),
            ("team", "We trust each other’s measuring tape"),
            ("organisations", "A rail under forty pounds needs no panel"),
            ("communities", "A grandmother bathes at home again"),
            ("communities", "A boy and his chair get into the garden by themselves"),
        ),
        holder=("Murray Pringle", "Strathmuir Care and Repair", "t"),
    ),
)  # fmt: skip
