"""Seeds scale data: at 1 one partnership with two groups and forty people, at 100 twenty with two hundred and 4,000."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from clip.demo.scale import words
from clip.demo.scale.between import Between
from clip.demo.scale.groups import Company, Pair, Place
from clip.demo.scale.learning import Learning
from clip.demo.scale.meetings import Series, calendar_of
from clip.demo.scale.rows import Chance, Rows
from inquiries.models import NationalBody, Partnership, Programme, User

PAIRS_A_PARTNERSHIP = 5


class NotEmptyError(Exception):
    """The database holds people already, and scale data never stands beside others."""


@dataclass(frozen=True)
class Grown:
    """What a seeding made."""

    partnerships: int
    groups: int
    rows: int


@transaction.atomic
def seed(scale: int, seed: int, at: datetime) -> Grown:
    """Fill an empty database with `scale` pairs of groups, the same ones for the same seed and moment.

    Each pair has its own chance, so that the first pair, and all the work of who holds it, is the same at every size.
    """
    if User.objects.exists():
        raise NotEmptyError
    rows = Rows(Chance(f"{seed}"), at)
    programme = _programme(rows, at)
    written, place = rows.write(), None
    for number in range(scale):
        rows.chance = Chance(f"{seed}:{number}")
        if number % PAIRS_A_PARTNERSHIP == 0:
            place = _place(rows, programme, number // PAIRS_A_PARTNERSHIP)
        assert place
        for which, company in enumerate(
            Pair(rows, programme, place, number, timezone.localdate(at)).gather()
        ):
            _tell(rows, company, number * 2 + which, at)
        written += rows.write()
    return Grown(-(-scale // PAIRS_A_PARTNERSHIP), scale * 2, written)


def _programme(rows: Rows, at: datetime) -> Programme:
    programme = rows.add(
        Programme,
        name="Learning at scale",
        slug="scale",
        starts_on=timezone.localdate(at) - timedelta(days=400),
    )
    for name in ("A national body", "Another national body"):
        rows.add(NationalBody, programme=programme, name=name)
    return programme


def _place(rows: Rows, programme: Programme, number: int) -> Place:
    name = words.AREAS[number % len(words.AREAS)]
    if number >= len(words.AREAS):
        name = f"{name} {number // len(words.AREAS) + 1}"
    outline = "An area of towns and farms. Carers and the hospital want to hear of each other sooner."
    partnership = rows.add(Partnership, programme=programme, name=name, slug=slugify(name), outline=outline)
    return Place(partnership, name)


def _tell(rows: Rows, company: Company, number: int, at: datetime) -> None:
    calendar = calendar_of(number, timezone.localdate(at), rows.chance)
    meetings = Series(rows, company, calendar, at).meet()
    Between(rows, company, meetings, calendar.held, at, calendar.is_recording).follow()
    Learning(rows, company, meetings, at).learn()
