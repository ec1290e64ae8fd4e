"""What was learned and tried at a meeting, as its recap tells it and as the recording page lists it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries import keeping
from meetings.adding import Added
from meetings.models import Meeting
from practices import tying
from practices.models import Barrier, Cycle, NoticedChange, Priority, SmallTest, Story
from practices.models.changes import OWN_LEVELS
from practices.tying import Knot

# What a meeting can hold, in the order of the recap: its heading, and the columns that tell of it.
SORTS: dict[str, tuple[Promise, type[Any], tuple[str, str]]] = {
    "stories": (_("Stories told"), Story, ("title", "learning")),
    "tried": (_("What we will try"), SmallTest, ("what", "for_whom")),
    "priorities": (_("What we work on first"), Priority, ("what", "")),
    "barriers": (_("What stands in the way"), Barrier, ("what", "way_round")),
    "different": (_("What is different"), NoticedChange, ("what", "for_whom")),
}


@dataclass(frozen=True)
class Kept:
    """One thing that was kept at a meeting."""

    sort: str
    key: UUID
    what: str
    more: str

    def knot(self, slug: str) -> Knot:
        """The same as a thing on the thread, with its label and page."""
        return Knot(tying.KINDS[SORTS[self.sort][1]], self.key, self.what, "", slug)


def kept_at(meeting: Meeting) -> list[Kept]:
    """All that was kept at a meeting, in the order of the recap and as it came; one query. Nobody's own is among it."""
    parts = [_rows(sort, meeting) for sort in SORTS]
    found = parts[0].union(*parts[1:], all=True).order_by("at")
    rows = [
        Kept(sort, key, what, more)
        for sort, key, what, more, _at in found
        if what not in ("", keeping.withdrawn())
    ]
    return sorted(rows, key=lambda row: list(SORTS).index(row.sort))


def _rows(sort: str, meeting: Meeting) -> Any:
    _heading, model, (what, more) = SORTS[sort]
    rows = model._default_manager.kept().filter(meeting=meeting).order_by()
    if model is NoticedChange:
        rows = rows.exclude(level__in=OWN_LEVELS, is_shared=False)
    said = {
        "sort": Value(sort, output_field=TextField()),
        "said": Cast(F(what), TextField()),
        "besides": Cast(F(more) if more else Value(""), TextField()),
        "at": F("recorded_at"),
    }
    return rows.annotate(**said).values_list("sort", "pk", "said", "besides", "at")


def sections(meeting: Meeting) -> list[Added]:
    """What a recap tells of these (settings.RECAP_SECTIONS), and of the small tests that were looked at; two queries."""
    told: dict[str, dict[UUID, str]] = defaultdict(dict)
    for row in kept_at(meeting):
        told[row.sort][row.key] = _line(row)
    found = [Added(sort, str(SORTS[sort][0]), told[sort]) for sort in SORTS if told[sort]]
    looked = _looked_at(meeting)
    return [*found, Added("looked", _now("What we looked at again"), looked)] if looked else found


def _line(row: Kept) -> str:
    if not row.more:
        return row.what
    return (
        _now("%(what)s, for %(whom)s") % {"what": row.what, "whom": row.more}
        if row.sort
        in (
            "tried",
            "different",
        )
        else f"{row.what}. {row.more}"
    )


def _looked_at(meeting: Meeting) -> dict[UUID, str]:
    rows = Cycle.objects.filter(
        small_test__group=meeting.group_id,
        small_test__removed_at=None,
        looked_on=meeting.starts_local.date(),
    )
    return {
        row.pk: f"{row.small_test.what}: {row.get_decision_display().lower()}"
        for row in rows.select_related("small_test").order_by("small_test__recorded_at")
    }
