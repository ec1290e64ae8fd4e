"""Tying the thread: what came of what, between all things of a group that can be one end of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries.models import Aspiration, Group, Membership, User
from meetings.models import Action
from practices.models import (
    Ask,
    Barrier,
    Holding,
    Initiative,
    LibraryEntry,
    NoticedChange,
    Priority,
    SmallTest,
    Story,
    Strand,
    StructuralProposal,
)

FOUND_AT_MOST = 20


@dataclass(frozen=True)
class Sort:
    """One sort of thing that can be an end of a strand: its rows, the column that says what it is, and its page."""

    label: Promise
    model: type[models.Model]
    words: str
    route: str
    state: str = ""  # the column that says where it stands
    anchor: str = ""  # where its page is a place in a list
    group: str = "group"  # the way to the group on whose thread it lies


SORTS = {
    "story": Sort(_("Story"), Story, "title", "practices:story"),
    "small test": Sort(_("Small test"), SmallTest, "what", "practices:small-test", "stage"),
    "action": Sort(_("Action"), Action, "text", "meetings:action", "state"),
    "priority": Sort(_("Priority"), Priority, "what", "practices:priority"),
    "aspiration": Sort(_("Aspiration"), Aspiration, "text", "inquiries:aspirations", anchor="hope-"),
    "barrier": Sort(_("Barrier"), Barrier, "what", "practices:barrier"),
    "ask": Sort(_("Ask"), Ask, "wording", "practices:asks", anchor="ask-"),
    "change": Sort(_("Noticed change"), NoticedChange, "what", "practices:change-noticed"),
    "assumption": Sort(_("What we take to be true"), Holding, "assumption", "practices:holding"),
    "proposal": Sort(_("Structural proposal"), StructuralProposal, "what", "practices:structure"),
    "initiative": Sort(_("Initiative"), Initiative, "what", "practices:initiative"),
    "library": Sort(
        _("From the learning library"),
        LibraryEntry,
        "title",
        "practices:library-entry",
        group="taken_up__small_test__group",
    ),
}
KINDS = {sort.model: kind for kind, sort in SORTS.items()}


@dataclass(frozen=True)
class Knot:
    """One thing on the thread, as its reader may read it."""

    kind: str
    key: UUID
    words: str
    state: str
    slug: str

    @property
    def label(self) -> str:
        return str(SORTS[self.kind].label)

    @property
    def url(self) -> str:
        sort = SORTS[self.kind]
        if sort.anchor:
            return f"{reverse(sort.route, args=[self.slug])}#{sort.anchor}{self.key}"
        return reverse(sort.route, args=[self.slug, self.key])

    @property
    def thread_url(self) -> str:
        return reverse("practices:thread", args=[self.slug, self.address, self.key])

    @property
    def address(self) -> str:
        return address_of(self.kind)

    @property
    def name(self) -> str:
        """As an address or a form names it."""
        return f"{self.address}:{self.key}"


def address_of(kind: str) -> str:
    return kind.replace(" ", "-")


def kind_of(row: models.Model) -> str:
    return KINDS[type(row)]


def knots(
    user: User, groups: Iterable[Group], *, keys: Iterable[UUID] | None = None, words: str = ""
) -> list[Knot]:
    """The things of groups that this reader may read: those with these keys, or with these words; one query."""
    slugs = {group.pk: group.slug for group in groups}
    parts = [_rows(kind, sort, user, slugs, keys, words) for kind, sort in SORTS.items()]
    found = parts[0].union(*parts[1:], all=True).order_by("said")
    if keys is None:
        found = found[:FOUND_AT_MOST]
    return [Knot(kind, key, said, state, slugs[group]) for kind, key, said, state, group in found]


def _rows(
    kind: str, sort: Sort, user: User, slugs: dict[UUID, str], keys: Iterable[UUID] | None, words: str
) -> "models.QuerySet[Any, Any]":
    seen: Any = sort.model._default_manager
    rows = seen.visible_to(user).filter(**{f"{sort.group}__in": list(slugs)}).exclude(**{sort.words: ""})
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    if words:
        rows = rows.filter(**{f"{sort.words}__icontains": words})
    state = F(sort.state) if sort.state else Value("")
    said = {
        "knot": Value(kind, output_field=models.TextField()),
        "said": Cast(F(sort.words), models.TextField()),
        "stands": Cast(state, models.TextField()),
    }
    found: models.QuerySet[Any, Any] = rows.order_by().annotate(**said)
    return found.values_list("knot", "pk", "said", "stands", sort.group)


def one(user: User, groups: Iterable[Group], name: str) -> Knot | None:
    """The thing that an address or a form names, as kind:key, where this reader may read it; one query."""
    kind, _colon, key = name.partition(":")
    kind = kind.replace("-", " ")
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return next((knot for knot in knots(user, groups, keys=[wanted]) if knot.kind == kind), None)


def tie(group: Group, source: Knot, result: Knot, *, by: Membership, at: datetime) -> bool:
    """Say that one came of the other; False where it was said before, or where the other came of this one."""
    if strand_between(group, source, result):
        return False
    with transaction.atomic():
        made = Strand(
            group=group,
            source_kind=source.kind,
            source=source.key,
            result_kind=result.kind,
            result=result.key,
            tied_by=by,
            tied_at=at,
        )
        return bool(Strand.objects.bulk_create([made], ignore_conflicts=True))


def knot_of(row: Any, slug: str) -> Knot:
    """A thing at hand as a knot, without asking again."""
    kind = kind_of(row)
    sort = SORTS[kind]
    state = getattr(row, sort.state) if sort.state else ""
    return Knot(kind, row.pk, str(getattr(row, sort.words)), state, slug)


def strand_between(group: Group, one: Knot, other: Knot) -> Strand | None:
    """What ties two things, either way round; one query."""
    ends = {one.key, other.key}
    return Strand.objects.filter(group=group, source__in=ends, result__in=ends).first()


def untie(strand: Strand) -> bool:
    """Say it no more; whether it was this call that did it."""
    return bool(Strand.objects.filter(pk=strand.pk).delete()[0])


def ends_of(group: Group, key: UUID) -> tuple[list[UUID], list[UUID]]:
    """The keys of what a thing came of, and of what came of it; one query."""
    found = Strand.objects.filter(Q(source=key) | Q(result=key), group=group).values_list("source", "result")
    strands = list(found)
    return [a for a, b in strands if b == key], [b for a, b in strands if a == key]


@dataclass(frozen=True)
class Beside:
    """What a thing came of, and what came of it, one step each way."""

    came_of: list[Knot]
    led_to: list[Knot]


def beside(user: User, group: Group, row: models.Model) -> Beside:
    """One step each way from a thing, as its reader may read it; two queries at most."""
    before, after = ends_of(group, row.pk)
    found = (
        {knot.key: knot for knot in knots(user, [group], keys=[*before, *after])} if before or after else {}
    )
    return Beside(
        [found[key] for key in before if key in found], [found[key] for key in after if key in found]
    )
