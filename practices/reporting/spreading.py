"""How change spreads over a programme: what groups let out, counted by whoever reads it; nationally as published reports told it.

A number that is not published as a version would follow what is let out from day to day, and the next one could be told by
taking away (decision 68): for those who read numbers alone it comes from the ledger of what was told.
"""

from dataclasses import dataclass

from inquiries.models import Level, Programme, User
from practices import sharing
from practices.models import Face, NoticedChange, ToldSoFar, hats_of
from practices.models.overviews import FACES
from practices.reporting.suppressing import Told


@dataclass(frozen=True)
class Spread:
    """How many changes were let out at one level over all groups, and their words for whoever reads those."""

    label: str
    count: int | None  # None where it is too few to say, or nothing
    let_out: list[NoticedChange]
    is_whole: bool = True  # nothing is left out of the number


def is_national(user: User, programme: Programme) -> bool:
    """Whether this person reads numbers alone there; one query."""
    role = hats_of(user).role_over(programme.pk, None)
    return role is None or FACES.get(role) == Face.NATIONAL  # type: ignore[call-overload]


def over(user: User, programme: Programme) -> list[Spread]:
    """The five levels over all groups of a programme, as this reader may know them; five queries at most."""
    return _told(programme) if is_national(user, programme) else _let_out(user, programme)


def _let_out(user: User, programme: Programme) -> list[Spread]:
    """Each level with the words this reader reads: as many are counted, and no more."""
    rows = NoticedChange.objects.visible_to(user).filter(group__partnership__programme=programme)
    found = sharing.nameless(rows.select_related("group").order_by("-noticed_on"))
    by_level = {level: [row for row in found if row.level == level] for level in Level.values}
    return [Spread(str(label), len(by_level[level]), by_level[level]) for level, label in Level.choices]


def _told(programme: Programme) -> list[Spread]:
    """Each level as it was told nationally so far."""
    so_far = ToldSoFar.objects.filter(programme=programme).first()
    kept = so_far.ledger.get(Face.NATIONAL, {}) if so_far else {}
    told = {level: Told.from_json(kept.get(level)) for level in Level.values}
    return [
        Spread(
            str(label),
            told[level].total(told[level].known) or None,
            [],
            told[level].is_whole(told[level].known),
        )
        for level, label in Level.choices
    ]
