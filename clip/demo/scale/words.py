"""What people in the scale data are called, do and say: parts of sentences, put together by chance. All invented."""


def _words(text: str) -> list[str]:
    return text.split()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", " ").split(";")]


def _lines(text: str) -> list[str]:
    return text.strip().split("\n")


FIRST_NAMES = _words("""
Aileen Ailsa Alasdair Alison Amara Andrew Angus Anil Annie Archie Arjun Babs Beth Bruce Calum Carol Catriona
Ciaran Claire Colin Craig Davina Deepa Donald Dougal Duncan Effie Eilidh Ellen Elspeth Ewan Farah Fergus
Finlay Fiona Flora Fraser Gavin Gillian Gordon Grace Greer Gregor Hamish Hannah Heather Ibrahim Imran Innes
Iona Isla Ivy Jamie Janet Jean Jess Kareem Kenny Kirsty Laura Leila Lewis Lorna Magda Mairi Malcolm Marta
Megan Mhairi Mina Moira Morag Mungo Murdo Nadia Neil Niall Nuala Olga Patrick Peigi Rhona Robbie Rona Ross
Rowan Ruth Sadia Sandra Scott Shona Skye Sorcha Struan Tariq Teresa Una Yasmin Zofia
""")
SURNAMES = _words("""
Abernethy Adair Aitken Arbuckle Auld Baird Balfour Begg Birnie Blackwood Blyth Boag Bremner Brodie Buchan
Cairns Calder Carnegie Chalmers Clunie Cowie Crichton Cumming Dalgleish Dalziel Deas Dewar Drever Dunbar
Duthie Farquhar Fenwick Forsyth Gale Galt Gauld Geddes Gilmour Gow Guthrie Haldane Harkness Heddle Hepburn
Imrie Inkster Jardine Keir Kerr Khalid Kidd Kinnaird Laidlaw Lamont Leask Leckie Lennie Linklater Logan
Lorimer Lyall Mair Manson Mathieson Meikle Melrose Minto Moffat Mowat Mukherjee Nairn Nimmo Noble Ogilvy Orr
Petrie Pirie Rae Rankine Reekie Rendall Roxburgh Sato Selkirk Shearer Skene Sked Sloan Smeaton Spence Strachan
Swan Tait Telfer Tulloch Urquhart Vass Waddell Wark Watt Weir Wishart Yule
""")

# What somebody does, where such people work, and their sector.
JOBS = [
    ("GP", "{place} Practice", "g"),
    ("Practice nurse", "{place} Practice", "g"),
    ("Pharmacist", "{place} Pharmacy", "g"),
    ("District nurse", "NHS community services, {area}", "h"),
    ("Occupational therapist", "NHS community services, {area}", "h"),
    ("Physiotherapist", "NHS community services, {area}", "h"),
    ("Mental health nurse", "Community mental health, {area}", "h"),
    ("Social worker", "Social work, {area}", "c"),
    ("Home care organiser", "Council home care, {area}", "c"),
    ("Librarian", "{place} Library", "c"),
    ("Housing officer", "Council housing, {area}", "c"),
    ("Day centre manager", "{place} day centre", "t"),
    ("Carers’ support worker", "{area} Carers Centre", "t"),
    ("Befriending coordinator", "{place} Befrienders", "t"),
    ("Manager", "{place} Home Care", "i"),
    ("Lives here", "{place} community council", "p"),
]
AREAS = _parts("""
Ardlennan; Corrie and Glens; Dunmore East; Fintry Moss; Invercraig; Kilbrae; Lochend; Strathmuir; Torrie;
Beston and Firth; Carrick Sands; Glenfarg Water; Hollin Braes; Kinlethan; Largo Links; Monkshaven; North Ness;
Pitarrow; Rossie Vale; Southmuir
""")
PLACES = _parts("""
Abbey Park; Braehead; Castle Wynd; Drumbeg; Eastfield; Fernlea; Gallowhill; Harbour Street; Inchmore; Kirk
Road; Larkfield; Mill Lane; Netherton; Old Quay; Priory; Quarry Brae; Rowanbank; Shore Street; Templehill;
Westgate
""")

WHO_FOR = _lines("""
Older people who rarely get out
People who come home from hospital
Families who care for somebody
People who are lonely
Adults with more than three services
People who fall
""")
PURPOSES = _lines("""
{who} live well at home, with the right help at the right time.
{who} have one person to turn to, and help that bends to them.
{who} are known by name to those who help them, and say what matters most.
""")
FOCUS = _lines("""
Who we are, and what we want to change
Medicines, carers, and what we may share
The future we want, and our priorities
What holds us back, and what we could try
What should stay for good
How far we got, and what goes on
""")

DO = _parts("""
Ask; Visit; Write to; Sit down with; Show round; Ring; Invite; Walk a round with; Learn from; Set up a talk
with
""")
WITH = _parts("""
two families; the night nurses; the library; the bus company; three carers; the review team; the practices;
the discharge lounge; the lunch club; home carers; the pharmacy van; the housing office; the falls clinic; the
day centre
""")
ABOUT = _parts("""
about the first week at home; about who holds which list; so that nobody tells their story twice; about hours
that could be put on hold; before the next bank holiday; about large print and radios; about medicines at
lunchtime; so that carers are asked early; about what may be shared, and when; for people who live alone;
about lifts on a Tuesday; and bring back what they say
""")
QUESTIONS = _lines("""
Who decides {thing}?
What would it take to change {thing}?
Who already looks after {thing}?
What did the last people learn who tried {thing}?
""")
THINGS = _parts("""
the ten-minute review; transport to the lunch club; a shared list of names; respite at short notice; the form
for equipment; the Friday discharge; keys and key safes; a visit before the crisis
""")
SAID = {
    "open": _lines("""
Rang them, and waiting to hear back.
In the diary for next week.
"""),
    "under_way": _lines("""
Began with one family. They like it.
Half of them asked; the rest on Thursday.
A first visit is done. I’ll tell it on the day.
We try it with two people until the month is out.
"""),
    "stuck": _lines("""
Two teams, two answers. I would need somebody who can decide.
Our system cannot search for it.
Nobody answers. Does one of you know them?
"""),
    "back": _lines("""
I change teams next week. Somebody from the library might know them.
Beyond what I can do alone.
"""),
    "done": _lines("""
Done. It took one telephone call.
They come every Tuesday now.
A page on each noticeboard, and two people have rung.
Nine people asked; five would change something.
"""),
    "let_go": _lines("""
The question answered itself.
Not ours to change, so we leave it.
"""),
}
TOPICS = _lines("""
A first story
Medicines
Carers
Sharing what we know
Getting about
The first week at home
""")
LEARNED = _lines("""
Seven services in one house, and nobody sees the whole.
Carers are asked last, and know most.
People keep help that they do not need, for fear that it won’t come back.
A monthly talk about a few people does more than a form.
Those who go to lunch miss the delivery.
There is room, a kitchen, and people who know everybody.
""")
AGREED = _lines("""
Each of us brings one person’s words next time.
We try small things, and say what we learn, whether they work or not.
Whoever joins spends an hour with another organisation.
Quick wins first, so that the hard ones do not drown us.
""")
CHECK_OUT = _lines("""
Lighter.
Curious.
Tired, and heard.
Useful. More of the same.
A hard one, and worth it.
Glad I came, though I nearly did not.
We can do some of this on Monday.
It is bigger than I thought.
""")
QUOTES = _lines("""
I can pass on what I hear, and ask our nurses to look in.
I did not know who was out there. Now I ring them.
These small things matter more than I thought.
""")
TALKED = _lines("""
We heard how the actions went, then worked in small groups. What one of us takes for granted was news to another.
A carer told us when she would have liked to be asked. We were quiet for a while, and then talked about what each of us could do before we meet again.
The wall is filling up. Some of it can be fixed; the rest asks us to work in another way, and we began to tell the two apart.
""")
INVITATION = (
    "We meet again, and would be glad of your company. Lunch is from 1 pm, and the hall is step-free."
)
NOTE = "You took something on. How is it going? A word is enough, and a single press will do."
