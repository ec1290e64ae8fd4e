"""Role cards: written line by line, looked through for help, and printed as a booklet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from inquiries import rendering
from inquiries.models import CardLine, Document, Group, Membership, User
from inquiries.models.base import fold

NEW_FOR = timedelta(days=42)
WORDS = 6  # of what is looked for; more say nothing more
Kind = CardLine.Kind
RANK = {Kind.OFFER: 0, Kind.DO: 1, Kind.CURIOUS: 2, Kind.REACH: 3}


@dataclass
class Card:
    """One member's card, as far as its reader may read it."""

    membership: Membership
    lines: list[CardLine] = field(default_factory=list)
    is_new: bool = False


def write(
    membership: Membership, kind: str, *, text: str, shared_with: str, version: int, at: datetime
) -> bool:
    """Keep one line; False where it was changed since that version. A line that was never said starts at 0."""
    line = CardLine.objects.filter(membership=membership, kind=kind).first()
    if line:
        return line.reword(text, shared_with, version=version, at=at)
    said = {"text": text, "shared_with": shared_with, "changed_at": at, "version": 1}
    try:
        with transaction.atomic():
            CardLine.objects.create(membership=membership, kind=kind, **said)
    except IntegrityError:  # the same card from another device at once
        return False
    return True


def cards(members: Iterable[Membership], lines: Iterable[CardLine], *, today: date) -> list[Card]:
    """A card for each member, in their order; newcomers say so."""
    by_member: dict[object, list[CardLine]] = defaultdict(list)
    for line in lines:
        by_member[line.membership_id].append(line)
    order = list(Kind)
    return [
        Card(
            member,
            sorted(by_member[member.pk], key=lambda line: order.index(Kind(line.kind))),
            member.joined_on > today - NEW_FOR,
        )
        for member in members
    ]


@dataclass(frozen=True)
class Found:
    """Somebody who may help: the line that says so comes first."""

    membership: Membership
    words: str


def who_can_help(user: User, group: Group, asked: str) -> list[Found]:
    """Members whose work, offer or curiosity holds each word asked for: offers first, then what they do.

    Looks in what this reader may read alone; one query for the lines and one for the members.
    """
    words = fold(asked).split()[:WORDS]
    if not words:
        return []
    lines = CardLine.objects.visible_to(user).filter(membership__group=group).exclude(kind=Kind.REACH)
    members = Membership.objects.current().filter(group=group, is_informed_only=False).for_listing()
    found = [hit for card in cards(members, lines, today=date.max) if (hit := _best(card, words))]
    return [
        hit for _rank, hit in sorted(found, key=lambda pair: (pair[0], pair[1].membership.person.name_folded))
    ]


def _best(card: Card, words: list[str]) -> tuple[int, Found] | None:
    """The line that answers best, or the person's work where no line does."""
    whole = " ".join([fold(card.membership.job), *(line.folded for line in card.lines)])
    if not all(word in whole for word in words):
        return None
    hits = [line for line in card.lines if any(word in line.folded for word in words)]
    if not hits:
        return len(RANK), Found(card.membership, card.membership.job)
    best = min(hits, key=lambda line: RANK[Kind(line.kind)])
    return RANK[Kind(best.kind)], Found(card.membership, best.text)


# --- on paper -------------------------------------------------------------------------------------


def printed(group: Group) -> list[Card]:
    """The cards as they stand on paper: what the whole group reads, and nothing else; two queries."""
    members = Membership.objects.current().filter(group=group, is_informed_only=False).for_listing()
    lines = CardLine.objects.printed().filter(membership__group=group)
    return [card for card in cards(members, lines, today=date.max) if card.lines]


def booklet(group: Group) -> str:
    """The booklet as HTML."""
    context = {"group": group, "cards": printed(group), "title": title(group)}
    return render_to_string("inquiries/print/booklet.html", context)


def title(group: Group) -> str:
    return _("Who we are: role cards of %(group)s") % {"group": group.name}


def order_booklet(group: Group, *, at: datetime) -> Document:
    """Have it drawn as it stands now; the one that is there already, or on its way, is the answer."""
    return rendering.order(
        group=group, title=title(group), file_name=f"{group.slug}-role-cards.pdf", html=booklet(group), at=at
    )


def current_booklet(group: Group) -> Document | None:
    """The drawn booklet that says what the cards say now: a line taken back is in no file that is given out."""
    return Document.objects.filter(key=rendering.key_of(group, booklet(group))).first()
