"""The calendar feed of one person: the meetings of their groups and the days for which they took something on.

Only dates and places: whoever reads over a shoulder, or shares the calendar, learns no word of the room.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inquiries.models import Membership, User
from meetings import calendars
from meetings.models import Action, Feed, Meeting

BACK = timedelta(days=90)


@dataclass(frozen=True)
class Due:
    """A day for which somebody took on so many things in one group."""

    membership: UUID
    day: date
    count: int


def feed_of(person: User) -> Feed | None:
    return Feed.objects.usable().filter(person=person).first()


@transaction.atomic
def make(person: User, *, at: datetime) -> Feed:
    """Give this person an address; one that they had ends."""
    revoke(person, at=at)
    return Feed.objects.create(person=person, made_at=at)


def revoke(person: User, *, at: datetime) -> bool:
    """End this person's address, and say whether there was one."""
    found = feed_of(person)
    return found is not None and found.revoke(at=at)


def url_of(feed: Feed) -> str:
    return settings.SITE_URL + reverse("meetings:feed", args=[feed.token])


def read(feed: Feed, *, at: datetime) -> str:
    """The calendar as things stand, by the places that its person has now; three queries."""
    places = list(Membership.objects.current().filter(person=feed.person).values_list("pk", "group"))
    groups = [group for _place, group in places]
    meetings = Meeting.objects.filter(group__in=groups, starts_at__gt=at - BACK).order_by("starts_at")
    open_ones = Action.objects.kept().filter(lead__in=[place for place, _group in places]).open().accepted()
    counted = Counter(open_ones.exclude(state=Action.State.BACK).values_list("lead", "due_on"))
    dues = [Due(lead, day, count) for (lead, day), count in sorted(counted.items(), key=str)]
    return calendars.feed(list(meetings), dues, at=at)
