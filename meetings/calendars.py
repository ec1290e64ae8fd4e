"""Calendar events of meetings: what a calendar program takes from an invitation (reliability 3.13)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from inquiries.models import Membership
from meetings.models import Meeting

ZONE = "Europe/London"
REFRESHED = timedelta(hours=6)


def invitation(meeting: Meeting, membership: Membership, *, at: datetime) -> str:
    """The event as a request to one person; nobody else is named, and replies to it are not read."""
    return _calendar("REQUEST", _for_one(_event(meeting, at), membership))


def cancellation(meeting: Meeting, membership: Membership, *, at: datetime) -> str:
    """The same event taken out of one person's calendar."""
    return _calendar("CANCEL", _for_one(_event(meeting, at), membership))


def _for_one(event: Event, membership: Membership) -> Event:
    attendee = vCalAddress(f"mailto:{membership.person.address}")
    attendee.params.update(
        {"PARTSTAT": vText("NEEDS-ACTION"), "ROLE": vText("REQ-PARTICIPANT"), "RSVP": vText("FALSE")}
    )
    event.add("attendee", attendee)
    return event


def download(meeting: Meeting, *, at: datetime) -> str:
    """The same event for whoever may see the meeting, without a person in it."""
    return _calendar("PUBLISH", _event(meeting, at))


class Due(Protocol):
    """A day for which somebody took on so many things in one group."""

    @property
    def membership(self) -> UUID: ...
    @property
    def day(self) -> date: ...
    @property
    def count(self) -> int: ...


def feed(meetings: Iterable[Meeting], dues: Iterable[Due], *, at: datetime) -> str:
    """A calendar to subscribe to: meetings, those called off too, and due days; read again every six hours."""
    calendar = _holding(
        "PUBLISH", *[_event(meeting, at) for meeting in meetings], *[_due(due, at) for due in dues]
    )
    calendar.add("x-wr-calname", _("Clip"))
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    text: bytes = calendar.to_ical()
    return text.decode()


def _due(due: Due, at: datetime) -> Event:
    """A day without a time that keeps nobody busy."""
    event = Event()
    event.add("uid", f"{uuid5(due.membership, due.day.isoformat())}@{_host()}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    said = ngettext("Inquiry: one thing you took on", "Inquiry: %(n)s things you took on", due.count)
    event.add("summary", said % {"n": due.count})
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _host() -> str:
    return settings.SITE_URL.split("//")[-1].split(":")[0]


def uid(meeting: Meeting) -> str:
    """The same for ever, however often the meeting moves."""
    return f"{meeting.pk}@{_host()}"


def _event(meeting: Meeting, at: datetime) -> Event:
    """Neutral words only: delegates and shared calendars can read them."""
    event = Event()
    event.add("uid", uid(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("last-modified", at.astimezone(UTC))
    event.add("dtstart", _local(meeting.starts_at))
    event.add("dtend", _local(meeting.ends_at))
    event.add("summary", _("Inquiry meeting"))
    event.add("location", ", ".join(filter(None, [meeting.venue, meeting.address])))
    event.add("description", _("What it is for, and how to get in, stand in the message that invited you."))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{_sender()}"))
    return event


def _sender() -> str:
    """The bare address that messages are sent from."""
    return settings.DEFAULT_FROM_EMAIL.rsplit("<", 1)[-1].rstrip("> ")


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(ZONE))


def _calendar(method: str, event: Event) -> str:
    text: bytes = _holding(method, event).to_ical()
    return text.decode()


def _holding(method: str, *events: Event) -> Calendar:
    """A calendar with the zone of the hall and these events."""
    calendar = Calendar()
    calendar.add("prodid", "-//Clip//Collaborative inquiry//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_london())
    for event in events:
        calendar.add_component(event)
    return calendar


def _london() -> Timezone:
    """One zone of our own: the rules that have held since 1996, so that no program needs to know the name."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    # Local times without a zone of their own, as the format wants them in a zone's rules.
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, start, month, before, after in (
        (summer, "BST", datetime(1996, 3, 31, 1), 3, timedelta(0), timedelta(hours=1)),  # noqa: DTZ001
        (winter, "GMT", datetime(1996, 10, 27, 2), 10, timedelta(hours=1), timedelta(0)),  # noqa: DTZ001
    ):
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
