"""What two members wrote for those who send them, after a meeting; invented."""

from datetime import timedelta
from typing import NamedTuple

from inquiries.models import Membership
from meetings.models import Meeting
from practices import taking_home

A_WEEK = timedelta(days=7)


class Home(NamedTuple):
    """What one of them says that was given, gained, and changed."""

    who: str
    gave: str
    gained: str
    changed: str


HOMES = [
    Home(
        "Ross",
        "A morning a month that would have been visits, and the clinic room on Tuesdays.",
        "I ring the pharmacy and the day centre by name now. Two calls instead of seven.",
        "On my round three people have their tablets once a day, and one of them is at the lunch club on Thursdays.",
    ),
    Home(
        "Sandy",
        "Rotas that can be moved by an hour, which cost me two evenings.",
        "The surgeries tell us before they change a medicine.",
        "Fewer visits at noon, and nobody waits in for one that does not come.",
    ),
]


def write(members: dict[str, Membership], meeting: Meeting) -> None:
    for home in HOMES:
        if home.who in members:
            said = {"gave": home.gave, "gained": home.gained, "changed": home.changed}
            taking_home.write(members[home.who], meeting, said, version=0, at=meeting.ends_at + A_WEEK)
