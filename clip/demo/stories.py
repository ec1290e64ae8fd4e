"""What the meetings of the demo agreed, learned and took on, told in our own sentences.

Beston's facts are those of the article (section 5): Kennedy, McKenzie and Thomas 2019, CC BY.
Names of actions' leads are invented; Wester Beston is invented throughout.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Took:
    """An action: what, who leads it, how it stands, what was last said, and days since that was heard."""

    text: str
    lead: str
    state: str = "done"
    words: str = ""
    quiet_days: int = 0
    helper: str = ""
    kind: str = "action"
    due_meeting: int = 0  # by number; the next one unless said
    done_by: int = 0  # the meeting that heard it was done; the next one unless said
    through: str = "page"


@dataclass(frozen=True)
class Told:
    """What one meeting leaves behind."""

    focus: str
    talked: str
    small_groups: dict[str, list[str]]
    agreed: list[str]
    check_out: list[str]
    actions: list[Took]
    quote: tuple[str, str] | None = None  # who, what; agreed to be quoted


BESTON_PURPOSE = (
    "Older people in Beston who cannot leave home are well, with more of the right help at the right time."
)
WESTER_PURPOSE = (
    "Older people in Wester Beston who rarely get out live well at home, "
    "with the right help at the right time from people who know each other."
)

BESTON = [
    Told(
        focus="Who we are, what we want to change, and four people’s stories",
        talked="We said who we are and why we came. The GPs had not met most of the others, and were curious how much "
        "help the third sector gives. We asked what works already, and named what we hope for: more trust, stronger "
        "relationships, more community involvement, better use of technology, and a firmer eye on what matters to each "
        "person.\n\nThen we listened to four stories of people here who use services. One of the nurses said how angry "
        "and worn out the growing work leaves her. The room listened, and she took the lead on a question of her own.",
        small_groups={
            "The first story": ["So many organisations come and go that she no longer knows who is who."],
            "The second story": [
                "He keeps help that he does not need, for fear that it won’t come back when he does."
            ],
            "The third story": ["What one of us writes down, the next of us cannot open."],
            "The fourth story": ["Overwhelmed too: three of our four people are lost in the help they get."],
        },
        agreed=[
            "We come back to our five hopes at the last meeting, and say honestly how far we got.",
            "We bring stories of real people, without their names.",
        ],
        check_out=[
            "Strange to have three hours. Good, though.",
            "I had no idea who was out there.",
            "Tired, and heard.",
        ],
        actions=[
            Took(
                "What is a wellbeing clinic, and how might one work?",
                "Shona",
                "done",
                "Visited one, and told the others.",
                kind="question",
                helper="Hugh",
            ),
            Took(
                "Find out what each of us may share about a person",
                "Iain",
                "done",
                "Two answers, from two lawyers.",
                helper="Catriona",
            ),
            Took(
                "Tell the practices what the third sector offers here",
                "Hugh",
                "done",
                "A page on each noticeboard.",
                helper="Graham",
            ),
        ],
    ),
    Told(
        focus="Lived experience, medicines, and sharing what we know",
        talked="New people joined, and those who were here before told them what this group is: a safe place for trial and "
        "error, with room for enthusiasm and for frustration, where the big things can be said.\n\nWe heard how the "
        "actions went, then worked in three groups.",
        small_groups={
            "What users and carers live with": ["Carers are asked last, and know most."],
            "Medicines": [
                "Four times a day ties a person to the house; twice a day might set them free.",
                "The chemist’s van passes the day centre without stopping.",
            ],
            "Sharing information": [
                "Our own systems do not work well alone; joining them is a long way off."
            ],
        },
        agreed=["Each of us brings one user’s or carer’s words next time."],
        check_out=["I understand the pharmacist’s day now.", "Hopeful."],
        actions=[
            Took(
                "Ask three carers what they would change first",
                "Jean",
                "done",
                "To be asked before a crisis.",
                helper="Iain",
            ),
            Took(
                "Look at who takes medicines four times a day",
                "Elspeth",
                "done",
                "Nine people; five could change.",
                helper="Ali",
            ),
            Took(
                "List which systems hold what about one person",
                "Rory",
                "let_go",
                "Eleven systems. The list helps nobody yet.",
            ),
        ],
    ),
    Told(
        focus="The future we want, where we are, and six priorities",
        talked="We drew the future that we want on the wall, then where we stand today, and between the two the things to "
        "work on. Six priorities came out of it. Some can be fixed; others ask us to change how we think and work, and "
        "we began to tell the two apart. To keep our spirits up we looked for quick wins.",
        small_groups={
            "The future we want": ["One conversation, and help that grows and shrinks with a person."],
            "Where we are now": ["Good people in separate houses."],
        },
        agreed=[
            "Six priorities, which stay on the wall.",
            "Quick wins first, so that the hard ones do not drown us.",
        ],
        check_out=["Plenty of small things that together will matter.", "We have nowhere else to do this."],
        actions=[
            Took(
                "Tell pharmacists who goes to the day centre, so that medicines can be dropped there",
                "Morag",
                "done",
                "With each person’s permission. It saves them a morning in.",
                helper="Ali",
            ),
            Took(
                "Find out how many people on both practice lists cannot leave home",
                "Graham",
                "let_go",
                "We could not agree who counts.",
                helper="Elspeth",
            ),
            Took(
                "Join one home care round",
                "Kirsty",
                "done",
                "I saw what a quarter of an hour is.",
                helper="Sandy",
            ),
        ],
    ),
    Told(
        focus="What holds us back, and small tests at the day centre",
        talked="We asked what holds us back. We still do not know how many housebound people the practices look after, nor "
        "have we joined up the help around them; who is housebound, and what the law lets us share, was slow and tiring "
        "work. We said so.\n\nThat gave us back some energy, and we turned to the day centre: what could statutory "
        "services try there, small enough to begin this month?",
        small_groups={
            "What is underneath": ["Each of us holds something in reserve: a budget, a list, the last word."],
            "The day centre": ["There is room, a kitchen, and people who know everybody."],
        },
        agreed=["We try small things at the day centre, and say what we learn, whether they work or not."],
        check_out=["Lighter for having said it.", "I know more about how the others work."],
        quote=(
            "Graham",
            "These small tests matter. I can pass on what I hear, and ask our nurses to look in at the day centre.",
        ),
        actions=[
            Took(
                "Ask the district nurses to look in at the day centre",
                "Graham",
                "done",
                "They go on Tuesdays.",
                helper="Shona",
            ),
            Took(
                "Hold a falls class at the day centre",
                "Nuala",
                "done",
                "Six came; four stayed for lunch.",
                helper="Morag",
            ),
        ],
    ),
    Told(
        focus="What should become business as usual",
        talked="Two meetings are left. We asked what should stay for good, and worked on two things: care packages that can "
        "flex, so that nobody clings to help out of fear, and ways of sharing information that do not wear us out.",
        small_groups={
            "Care that can flex": ["Hours could be put on hold, with a promise that they come back."],
            "Sharing information": ["A monthly talk about a few people does more than a form."],
        },
        agreed=["Delia and Jo take what we found to the senior managers before the last meeting."],
        check_out=["Nearly there, and it feels early.", "Proud of the small things."],
        actions=[
            Took(
                "Write down how hours on hold would work",
                "Iain",
                "done",
                "One page, tried with two people.",
                helper="Sandy",
            ),
            Took(
                "Invite both practices to one team talk about a few people",
                "Elspeth",
                "done",
                "We begin in spring.",
                helper="Shona",
            ),
        ],
    ),
    Told(
        focus="Four initiatives, and how far we got",
        talked="The senior managers saw a strong base to build on, and thought the time away from the front line well spent. "
        "Four things go on: a monthly team meeting in each practice about particular people; reviews that bend to the "
        "person; more for the day centre to do; and steady work on what stops us sharing information.\n\nWe went back to "
        "our five hopes. We understand each other’s roles, have made new partnerships, and know how to help one another "
        "to give a better service. On the front line, things join up in practical ways.",
        small_groups={"How far did we get?": ["Trust came first; the rest came after it."]},
        agreed=["The four initiatives go on in smaller groups, each with an owner and a first date."],
        check_out=["We have a grip on it now.", "Inspired. Let’s not lose it."],
        actions=[],
    ),
]

WESTER_BESTON = [
    Told(
        focus="Who we are, and two people’s stories",
        talked="We met, and heard two stories of people who rarely get out. What we noticed most was how little each of us "
        "knew about the house next door.",
        small_groups={"A first story": ["Seven services in one house, and nobody sees the whole."]},
        agreed=["Whoever joins spends an hour with another organisation."],
        check_out=["Curious.", "Glad I came, though I nearly did not."],
        actions=[
            Took(
                "Show each other round, an hour each",
                "Fiona",
                "done",
                "Nine of us have done it.",
                helper="Tom",
            ),
            Took(
                "Count the people on both practice lists who cannot leave home",
                "Anil",
                "stuck",
                "Our system cannot search for it. I would need two hours of somebody who knows how.",
                3,
                through="answer",
                helper="Mairi",
            ),
        ],
    ),
    Told(
        focus="Medicines, carers, and what we may share",
        talked="Carers told us when they would have liked to be asked. The pharmacist told us what a morning of deliveries is.",
        small_groups={
            "Medicines": ["People who go to lunch miss the delivery."],
            "Carers": ["Ask early, and ask twice."],
        },
        agreed=["Large print and radios belong where people already come."],
        check_out=["Useful. More of the same.", "A lot to take in."],
        actions=[
            Took(
                "Large print and radios from the library van",
                "Fiona",
                "done",
                "They come to the Tuesday lunch now.",
                done_by=4,
                helper="Tom",
            ),
            Took(
                "Drop medicines at Linden House for those who come to lunch",
                "Priya",
                "done",
                "Every Tuesday, since October.",
                done_by=4,
                helper="Tom",
            ),
            Took(
                "One page that says what each of us may share, and when",
                "Sadia",
                "stuck",
                "Two legal teams, two answers.",
                0,
                "Callum",
            ),
        ],
    ),
    Told(
        focus="The future we want, and six priorities",
        talked="Six priorities came out of an afternoon at the wall: care that can flex, medicines that fit the day, Linden House "
        "as everybody’s place, knowing who we are here for, sharing what we know, and hearing carers early.",
        small_groups={"The future we want": ["Out on a Tuesday, among friends."]},
        agreed=["Six priorities, in the order in which people would notice them."],
        check_out=["We can do some of this on Monday.", "It is bigger than I thought."],
        actions=[
            Took(
                "What is a wellbeing clinic, and who runs one?",
                "Aileen",
                "under_way",
                "I went to see one. I’ll tell it on the day.",
                6,
                kind="question",
                helper="Moira",
            ),
            Took(
                "Find out who runs the falls class at the leisure centre",
                "Niamh",
                "back",
                "I change teams next week. Fiona at the library knows them.",
                4,
                kind="question",
                through="answer",
            ),
            Took(
                "Ask the bus company about the lunch-time stop",
                "Nan",
                "let_go",
                "They changed the route before we asked.",
            ),
        ],
    ),
    Told(
        focus="What holds us back, and what Linden House could do",
        talked="We asked what holds us back. Each of us wants to share what we know, and each of us holds something in reserve: a "
        "budget, a list, the last word. We said so aloud, and nobody left.\n\nThen we turned to what we can do. Linden House "
        "has room, a kitchen and people who know everybody. We looked for small things to try there before Christmas.",
        small_groups={
            "Linden House": ["A nurse at the Tuesday lunch would give people their morning back."],
            "Hours on hold": ["Nobody lets go of an hour without a promise that it comes back."],
        },
        agreed=["We ask for help with the count together, not as one practice."],
        check_out=["Lighter.", "A hard one, and worth it.", "I want to try this."],
        quote=(
            "Mairi",
            "These small things matter more than I thought. I will ask our nurses to look in on a Tuesday.",
        ),
        actions=[
            Took(
                "Bring a second district nurse to the Tuesday lunch",
                "Ross",
                "open",
                "",
                18,
                "Tom",
            ),
            Took(
                "Put hours of care on hold for two people, with a promise",
                "Sadia",
                "under_way",
                "One family said yes.",
                9,
                "Moira",
                due_meeting=6,
            ),
            Took(
                "Ask home carers what makes medicines hard at lunchtime",
                "Karen",
                "open",
                "",
                18,
                helper="Priya",
            ),
            Took(
                "Ask the review team what a ten-minute review needs",
                "Isla",
                "open",
                "They meet on the last Friday.",
                12,
            ),
            Took("Show Lewis and Mona round the surgery", "Mairi", "offered", "", 18),
        ],
    ),
]
