"""Names to tell a story under: none that anybody in the group has, and none that a story of the group has already."""

from inquiries import gathering
from inquiries.models import Group
from inquiries.models.base import fold
from practices.models import Story

NAMES = (
    "Elsie", "Wilma", "Nettie", "Archie", "Dougal", "Minnie", "Hector", "Effie", "Rab", "Jessie", "Sandy", "Netta",
    "Ina", "Walter", "Greta", "Chic", "Morag", "Alec", "Bunty", "Isa", "Wullie", "Hetty", "Tam", "Senga",
)  # fmt: skip


def suggest(group: Group) -> str:
    """The first that is free; one query, and one for who is in the group where the page has not read that yet."""
    taken = {fold(name) for name in Story.objects.filter(group=group).values_list("pseudonym", flat=True)}
    taken |= {fold(part) for member in gathering.members_of(group) for part in member.person.name.split()}
    return next((name for name in NAMES if fold(name) not in taken), "")
