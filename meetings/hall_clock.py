"""Where a meeting should be by its agenda: the item of this minute, how long it still has, and what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from inquiries.templatetags.clip import clock, weekday_clock
from meetings.planning import Agenda, Slot

ROUND_UP = timedelta(seconds=59)


@dataclass(frozen=True)
class Beat:
    """One item on the bar: how it is announced, and when it ends. `phase` is done, now or later."""

    slot: Slot
    ends_at: datetime
    phase: str
    title: str
    next: str


@dataclass(frozen=True)
class HallClock:
    """The bar at one moment. Before the meeting and after it no item is the current one."""

    beats: list[Beat]
    at: datetime
    title: str
    line: str
    minutes_left: int | None

    @property
    def span(self) -> int:
        """The width of the bar, in minutes."""
        return sum(beat.slot.item.minutes for beat in self.beats)

    @property
    def is_running(self) -> bool:
        return self.minutes_left is not None


def read(agenda: Agenda, at: datetime) -> HallClock:
    """The bar of an agenda at this moment; pure."""
    beats = _beats(agenda, at)
    now = next((beat for beat in beats if beat.phase == "now"), None)
    if now:
        left = (now.ends_at - at + ROUND_UP) // timedelta(minutes=1)
        return HallClock(beats, at, now.title, now.next, left)
    return HallClock(beats, at, _meeting(agenda), _outside(agenda, at), None)


def _beats(agenda: Agenda, at: datetime) -> list[Beat]:
    beats = []
    for place, slot in enumerate(agenda.slots):
        phase = "done" if slot.ends_at <= at else "now" if slot.starts_at <= at else "later"
        beats.append(Beat(slot, slot.ends_at, phase, slot.item.title, _announced(agenda, place)))
    return beats


def _announced(agenda: Agenda, place: int) -> str:
    """Item 3 of 8, meeting 5. Next: tea at 2.40 pm"""
    words = {"place": place + 1, "total": len(agenda.slots), "number": agenda.meeting.number}
    where = _("Item %(place)s of %(total)s, meeting %(number)s.") % words
    if place + 1 == len(agenda.slots):
        return _("%(where)s It is the last one.") % {"where": where}
    after = agenda.slots[place + 1]
    following = {"where": where, "title": after.item.title, "clock": clock(after.starts_at)}
    return _("%(where)s Next: %(title)s at %(clock)s") % following


def _meeting(agenda: Agenda) -> str:
    return _("Meeting %(number)s") % {"number": agenda.meeting.number}


def _outside(agenda: Agenda, at: datetime) -> str:
    meeting = agenda.meeting
    if at < meeting.starts_at:
        return _("Begins %(when)s") % {"when": weekday_clock(meeting.starts_at)}
    if not agenda.slots:
        return _("There is no agenda: the clock stays quiet.")
    return _("The agenda ended at %(clock)s") % {"clock": clock(agenda.slots[-1].ends_at)}
