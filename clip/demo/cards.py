"""What the demo's people say of themselves: role cards, words and their meanings, working styles. All invented."""

DO, OFFER, CURIOUS, REACH = "do", "offer", "curious", "reach"
GROUP, PARTNER, HOLDERS = "group", "partner", "holders"

CARDS = {
    "Shona": [
        (DO, "I visit people at home who cannot come to the surgery: wounds, insulin, the last weeks.", PARTNER),
        (OFFER, "I can look in on somebody you worry about when I am in the street anyway.", GROUP),
        (CURIOUS, "What befrienders hear that nobody tells a nurse.", GROUP),
        (REACH, "A text after two. Never before nine.", GROUP),
    ],
    "Elspeth": [
        (DO, "GP at Mill Lane, three days. I hold the list of people whom we visit at home.", GROUP),
        (OFFER, "Ten minutes on a Tuesday at one, for any of you, about anybody.", GROUP),
        (REACH, "Ring the practice and say it is about Beston: they put you through.", HOLDERS),
    ],
    "Jean": [
        (DO, "I support people who care for somebody: breaks, benefits, and somebody to talk to.", PARTNER),
        (OFFER, "Emergency cards for carers, and a form for a break that I fill in with them.", GROUP),
        (CURIOUS, "Why carers are the last to hear.", GROUP),
    ],
    "Beth": [
        (DO, "I run the library and its van.", PARTNER),
        (OFFER, "A warm room on Mondays, tablets to borrow, and the van at somebody’s door.", GROUP),
    ],
    "Hugh": [
        (DO, "I know who in Beston does what for nothing.", GROUP),
        (OFFER, "A driver, a choir, a man who mends radios.", GROUP),
    ],
    "Aileen": [
        (DO, "District nurse for the harbour end.", PARTNER),
        (OFFER, "A joint visit on Thursday mornings, for somebody new to you.", GROUP),
        (CURIOUS, "What a good week is for somebody who cannot get down their stairs.", GROUP),
        (REACH, "Text me; I read it between two doors.", GROUP),
    ],
    "Tom": [
        (DO, "I look after Linden House: lunch, company, and a bus that fits two wheelchairs.", PARTNER),
        (OFFER, "Two places a day without a form, for somebody who needs one this week.", GROUP),
    ],
    "Sadia": [
        (DO, "Social worker for older people. I assess, and I look for what is there before I look for what costs.", GROUP),
        (OFFER, "A second look at a plan that does not fit.", GROUP),
        (REACH, "Mornings, by phone. My desk is shared: say that it is for me.", GROUP),
    ],
    "Fiona": [
        (DO, "Wester Beston Library, and the reading group that goes to people’s homes.", PARTNER),
        (OFFER, "A quiet room to meet in, and large print.", GROUP),
    ],
    "Nan": [
        (DO, "I have lived here for seventy-one years, and I look after my brother.", GROUP),
        (OFFER, "I tell you when a letter cannot be understood.", GROUP),
        (CURIOUS, "What you say about us when we are not there.", GROUP),
    ],
}  # fmt: skip

WORDS = [
    (
        "Housebound",
        "Somebody who cannot leave home without another person’s help, this week.",
        [
            ("Elspeth", "On our visiting list: cannot come to the surgery."),
            ("Jean", "Two people: the one who can’t go out, and the one who can’t leave them."),
            ("Morag", "Could come to us, if the bus took the chair."),
        ],
    ),
    (
        "Referral",
        "",
        [
            ("Iain", "A form that starts a clock."),
            ("Shona", "I tell somebody about somebody, and hope."),
            ("Hugh", "What people without an office never get to make."),
        ],
    ),
    (
        "Assessment",
        "A talk about what matters to the person, written down once and used by all of us.",
        [
            ("Sadia", "Two hours, a form, and what somebody is entitled to."),
            ("Isla", "What somebody can do at their own cooker."),
            ("Aileen", "The wound, and the cold flat."),
        ],
    ),
    (
        "Crisis",
        "",
        [
            ("Niamh", "Somebody is not safe tonight."),
            ("Karen", "A carer rings in sick on a Saturday."),
        ],
    ),
]

STYLES = {
    "Jo": {"room": 4, "thread": 2, "window": 2},
    "Delia": {"thread": 5, "room": 2, "pace": 1},
    "Shona": {"pace": 4, "room": 3, "window": 1},
    "Iain": {"thread": 3, "pace": 3, "room": 2},
    "Beth": {"window": 5, "room": 2, "pace": 1},
    "Jean": {"room": 6, "thread": 2},
    "Rory": {"thread": 6, "window": 2},
    "Tom": {"pace": 5, "room": 2, "window": 1},
}
