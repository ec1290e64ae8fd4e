"""The round of introductions: one role card after the other, whoever is new first, large enough for the room to read."""

from dataclasses import dataclass

from django.utils import timezone

from inquiries import cards
from inquiries.cards import Card
from inquiries.models import CardLine, Membership
from meetings import grouping
from meetings.models import Meeting
from meetings.reading import Sheet


@dataclass(frozen=True)
class Introductions:
    """Everybody who is here, in the order in which they are introduced, and whose turn it is."""

    cards: list[Card]
    place: int  # of the card that is shown, from 1; 0 where nobody is here

    @property
    def card(self) -> Card | None:
        return self.cards[self.place - 1] if self.place else None

    @property
    def before(self) -> int:
        return self.place - 1

    @property
    def after(self) -> int:
        return self.place + 1 if self.place < len(self.cards) else 0

    @property
    def new(self) -> int:
        return sum(card.is_new for card in self.cards)


def introductions(meeting: Meeting, place: int) -> Introductions:
    """Those who are here, or the whole group while nobody is tapped yet; newcomers first. Two queries.

    A card shows what the whole group reads of it, and nothing else: it stands on a wall.
    """
    members = [member for member in Sheet(meeting).members if not member.is_informed_only]
    here = [member for member in members if member.here_from]  # type: ignore[attr-defined]
    lines = CardLine.objects.printed().filter(membership__group=meeting.group_id)
    found = cards.cards(here or members, lines, today=timezone.localdate(meeting.starts_at))
    since = _last_met(meeting)
    for card in found:
        card.is_new = _is_new(card.membership, since)
    found.sort(key=lambda card: not card.is_new)
    return Introductions(found, min(max(place, 1), len(found)))


def _last_met(meeting: Meeting) -> Meeting | None:
    held = [one for one in grouping.meetings_of(meeting.group) if one.is_held and one.number < meeting.number]
    return held[-1] if held else None


def _is_new(member: Membership, last: Meeting | None) -> bool:
    """Who joined since the group last met, or walked in today; at a first meeting everybody is, and so nobody."""
    if last is None:
        return False
    return member.joined_on > last.starts_local.date() or bool(member.walked_in)  # type: ignore[attr-defined]
