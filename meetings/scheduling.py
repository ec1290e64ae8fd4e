"""Dates of meetings: a series in one step, past weekends and Scottish bank holidays, each of which says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import holidays
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries.models import Group
from inquiries.models.groups import Cadence
from inquiries.templatetags.clip import weekday
from meetings import timing
from meetings.models import Meeting

A_WEEK = timedelta(days=7)
WEEKS = {Cadence.FORTNIGHTLY: 2, Cadence.SIX_WEEKLY: 6}
MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3}
LAST = 5  # a fifth Thursday stands for the last one of each month


@dataclass(frozen=True)
class Proposed:
    """One day of a series, and why it is not the day that the rhythm asks for, where it is not."""

    day: date
    why: str = ""


class TakenError(ValueError):
    """Other dates were set meanwhile: a series would begin before they end."""


def propose(first: date, cadence: str, count: int) -> list[Proposed]:
    """So many days in this rhythm: every so many weeks, or the same weekday of the month, like each second Thursday."""
    return [_working(_wanted(first, cadence, place)) for place in range(count)]


def _wanted(first: date, cadence: str, place: int) -> date:
    weeks = WEEKS.get(Cadence(cadence))
    if weeks:
        return first + place * weeks * A_WEEK
    months = first.month - 1 + place * MONTHS[Cadence(cadence)]
    start = date(first.year + months // 12, months % 12 + 1, 1)
    nth = (first.day - 1) // 7
    day = start + timedelta(days=(first.weekday() - start.weekday()) % 7) + nth * A_WEEK
    return day if day.month == start.month else day - A_WEEK  # a month without a fifth one: its last


def _working(wanted: date) -> Proposed:
    """That day, or the next one that is neither at a weekend nor a bank holiday: a holiday moves it by whole weeks."""
    day, whys = wanted, []
    while why := why_not(day):
        whys.append(why)
        day += A_WEEK if day.weekday() < 5 else timedelta(days=1)
    return Proposed(day, " ".join(whys))


def why_not(day: date) -> str:
    """Why a group would rather not meet on this day, in a sentence; nothing on a working day."""
    if day.weekday() >= 5:
        return _("%(day)s is at the weekend.") % {"day": weekday(day)}
    name = holidays.country_holidays("GB", subdiv="SCT", years=day.year).get(day)
    return _("%(day)s is a bank holiday: %(name)s.") % {"day": weekday(day), "name": name} if name else ""


def what_of_the_clocks(day: date, clock: time) -> str:
    """What to say of a time that this day does not have, or has twice, because the clocks change; else nothing."""
    zone = timezone.get_default_timezone()
    early = datetime.combine(day, clock, tzinfo=zone)
    if not exists(day, clock):
        return _("The clocks go forward then: that time does not exist on %(day)s.") % {"day": weekday(day)}
    if early.utcoffset() != early.replace(fold=1).utcoffset():
        return _("The clocks go back then: of the two, the first is meant.")
    return ""


def exists(day: date, clock: time) -> bool:
    """Whether the clocks of the hall show this time on this day."""
    return timing.in_the_hall(timing.moment(day, clock)).time() == clock


def last_of(group: Group) -> Meeting | None:
    """The last meeting of a group that takes place: a series begins after it."""
    return Meeting.objects.on().filter(group=group).order_by("-starts_at").first()


def next_number(group: Group) -> int:
    """What the next meeting that gets a date is called: one that was called off keeps its number."""
    known: int | None = Meeting.objects.filter(group=group).aggregate(number=Max("number"))["number"]
    return (known or 0) + 1


@transaction.atomic
def set_dates(group: Group, days: Iterable[date], clock: time, **place: object) -> list[Meeting]:
    """Give a group a meeting on each of these days, numbered on from those it has; TakenError where one is as late."""
    Group.objects.select_for_update().get(
        pk=group.pk
    )  # two people at once: the second finds the first one's dates
    starts = sorted(timing.moment(day, clock) for day in days)
    last = last_of(group)
    if last and starts and starts[0] <= last.starts_at:
        raise TakenError
    rows = [
        Meeting(group=group, number=number, starts_at=starts_at, **place)
        for number, starts_at in enumerate(starts, start=next_number(group))
    ]
    return Meeting.objects.bulk_create(rows)
