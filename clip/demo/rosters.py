"""The people of the demo. All names are invented; the roles in Beston are those that the article lists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """One line of a roster: who, from where, and at which of the six meetings ("x" came, "." did not)."""

    name: str
    short: str
    job: str
    organisation: str
    sector: str
    came: str
    role: str = "member"

    @property
    def email(self) -> str:
        return self.name.removeprefix("Dr ").lower().replace(" ", ".") + "@example.scot"


JO = ("Jo Lennox", "Jo", "Facilitator", "Tidewater Facilitation", "i")
DELIA = ("Delia Fraser", "Delia", "Integration manager", "Health and Social Care Partnership", "c")

# Nobody but Jo was at all six; most were at four or more; fifteen to twenty people came each time.
BESTON = [
    Person(*JO, "xxxxxx", "facilitator"),
    Person(*DELIA, "xxxx.x", "integration_manager"),
    Person("Dr Elspeth Noble", "Elspeth", "GP", "Mill Lane Practice", "g", "xxxx.x"),
    Person("Dr Graham Tait", "Graham", "GP", "Old Quay Surgery", "g", "x.xxxx"),
    Person("Shona Macrae", "Shona", "District nurse", "NHS community services", "h", "xxx.xx"),
    Person("Lorna Petrie", "Lorna", "District nurse", "NHS community services", "h", "xx.xxx"),
    Person("Iain Geddes", "Iain", "Social worker", "Social work", "c", "xxxxx."),
    Person("Morag Sutherland", "Morag", "Day centre manager", "Harbour House day centre", "t", ".xxxxx"),
    Person("Stuart Lyle", "Stuart", "Mental health specialist", "NHS community services", "h", "xx.xxx"),
    Person("Beth Crawford", "Beth", "Community librarian", "Beston Library", "c", "xxx.xx"),
    Person("Ali Hussain", "Ali", "Pharmacist", "Shore Street Pharmacy", "g", ".xxx.x"),
    Person("Kirsty Dunn", "Kirsty", "Occupational therapist", "NHS community services", "h", "x.xxxx"),
    Person("Rory Blair", "Rory", "IT specialist", "Health board IT", "h", "xx.xx."),
    Person("Jean Paterson", "Jean", "Carers’ support worker", "Beston Carers Centre", "t", "xxxx.x"),
    Person("Hugh Mercer", "Hugh", "Community development worker", "Beston Together", "t", "xx.xxx"),
    Person("Wilma Gray", "Wilma", "Befriending coordinator", "Doorstep Friends", "t", "xxx.x."),
    Person("Angus Reilly", "Angus", "Volunteer driver coordinator", "Lift Shared", "t", "..xxxx"),
    Person(
        "Catriona Muir", "Catriona", "Service manager", "Health and Social Care Partnership", "c", "xxxx.x"
    ),
    Person(
        "Hamish Boyd",
        "Hamish",
        "Head of community services",
        "Health and Social Care Partnership",
        "c",
        "x.x..x",
    ),
    Person("Nuala Keir", "Nuala", "Physiotherapist", "NHS community services", "h", ".xxxx."),
    Person("Sandy Weir", "Sandy", "Home care organiser", "Council home care", "c", "xx.xxx"),
    Person("Peigi Morrison", "Peigi", "Practice nurse", "Mill Lane Practice", "g", "xx...."),
]

WESTER_BESTON = [
    Person(*JO, "xxxx", "facilitator"),
    Person(*DELIA, "xxxx", "integration_manager"),
    Person("Aileen Burns", "Aileen", "District nurse", "District nursing", "h", "xxxx"),
    Person("Ross Kerr", "Ross", "District nurse", "District nursing", "h", ".xxx"),
    Person("Isla Ferrie", "Isla", "Occupational therapist", "Occupational therapy", "h", "xx.x"),
    Person("Callum Reid", "Callum", "IT specialist", "Health board IT", "h", "x.xx"),
    Person("Niamh Doran", "Niamh", "Mental health nurse", "Community mental health", "h", "xxx."),
    Person("Sadia Malik", "Sadia", "Social worker", "Social work", "c", "xxxx"),
    Person("Fiona Wylie", "Fiona", "Librarian", "Wester Beston Library", "c", "xxxx"),
    Person("Mona Petrie", "Mona", "Home care organiser", "Council home care", "c", "...."),
    Person("Dr Mairi Sinclair", "Mairi", "GP", "Harbour Street Practice", "g", "xx.x"),
    Person("Dr Anil Rao", "Anil", "GP", "Castle Wynd Surgery", "g", "x.xx"),
    Person("Priya Nair", "Priya", "Pharmacist", "Mercat Pharmacy", "g", ".xxx"),
    Person("Tom Baird", "Tom", "Day centre manager", "Linden House day centre", "t", "xxxx"),
    Person("Moira Keane", "Moira", "Carers’ support worker", "Carers Together", "t", "xx.x"),
    Person("Ewan Grant", "Ewan", "Befriending coordinator", "Beston Befrienders", "t", "xx.."),
    Person("Karen Ogilvie", "Karen", "Manager", "Brightside Home Care", "i", ".xxx"),
    Person("Nan Duthie", "Nan", "Lives here", "Wester Beston community council", "p", "x.xx"),
    Person("Lewis Orr", "Lewis", "Lives here", "Wester Beston community council", "p", "...."),
]

# (name, how we greet them, role, what they do, where the role is held)
STEWARDS = [
    ("George Allan", "George", "senior_manager", "Strategic programme manager", "partnership"),
    ("Ruth Calder", "Ruth", "learning_partner", "Learning partner", "programme"),
    ("Fraser Innes", "Fraser", "national_body", "Leadership programmes, a national body", "programme"),
    ("Ishbel Ross", "Ishbel", "administrator", "Programme administrator", "programme"),
    ("Norman Gray", "Norman", "administrator", "Deputises for Ishbel", "programme"),
]

NATIONAL_BODIES = [
    "NHS Education for Scotland",
    "Scottish Social Services Council",
    "Royal College of General Practitioners Scotland",
]

# Nine other partnerships in outline: all invented, all with the same squeeze of more to do and less to do it with.
PARTNERSHIPS = [
    ("Ardlennan", "Two islands and a shore. The practices and home care look at discharge on a Friday."),
    ("Corrie and Glens", "Long roads, small teams. They ask who does the weekly shop, and who notices."),
    ("Dunmore East", "A new town grown old together. Falls, and what comes before the first one."),
    ("Fintry Moss", "Three practices share one pharmacist. They begin with medicines at home."),
    ("Invercraig", "A harbour town. Carers and the hospital want to hear of each other sooner."),
    ("Kilbrae", "City edge, high flats. Loneliness, and who already knocks on which door."),
    ("Lochend", "Market town and farms. Mental health and the library try one front door."),
    ("Strathmuir", "Widely scattered. Families wait for aids and adaptations; they look at why."),
    ("Torrie", "The youngest partnership. Still finding out who should be in the room."),
]
