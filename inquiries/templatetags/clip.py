"""How pages say things: dates as people say them, numbers in words, links that only show where they lead."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries import access, gathering
from inquiries.http import Hat
from inquiries.models import Organisation

register = template.Library()
ANY_GROUP = "0-any-group-0"
FAR_DAYS = 300


@register.filter
def unbroken(day: str) -> str:
    """A day in big type, whose number stays beside its month where the line breaks."""
    return day.replace(" ", "\u00a0").replace("\u00a0", " ", 1)


@lru_cache(maxsize=4096)
def _said(day: date, pattern: str, language: str | None) -> str:
    """A day in words; a page says few days many times."""
    return date_format(day, pattern)


def _say(moment: datetime | date, pattern: str) -> str:
    """With the year, once the day and month alone could mean another one."""
    when = _as_date(moment)
    is_far = abs((when - timezone.localdate()).days) > FAR_DAYS
    return _said(when, f"{pattern} Y" if is_far else pattern, get_language())


@register.filter
def day(moment: datetime | date | None) -> str:
    """3 December; with its year where it is far off"""
    return _say(moment, "j F") if moment else ""


@register.filter
def weekday(moment: datetime | date | None) -> str:
    """Thursday 3 December; with its year where it is far off"""
    return _say(moment, "l j F") if moment else ""


@register.filter
def short_day(moment: datetime | date | None) -> str:
    """3 Dec, 10 Sept, 4 June, 19 Mar"""
    if not moment:
        return ""
    when, language = _as_date(moment), get_language()
    month = _said(when, "N", language).rstrip(".")
    return f"{when.day} {month if len(month) <= 4 else _said(when, 'M', language)}"


@register.filter
def exact(moment: datetime) -> str:
    """2026-12-03T13:30:00+00:00, for machines"""
    return timezone.localtime(moment).isoformat()


@register.filter
def clock(moment: datetime | None) -> str:
    """1.30 pm, 12 noon"""
    if not moment:
        return ""
    at = timezone.localtime(moment)
    return f"{_hour_and_minutes(at)} {_half(at)}"


@register.filter
def short_clock(moment: datetime | None) -> str:
    """1.30, down the side of an agenda"""
    return _hour_and_minutes(timezone.localtime(moment)) if moment else ""


@register.filter
def weekday_clock(moment: datetime | None) -> str:
    """Thursday 3 December, 1.30 pm"""
    return f"{weekday(moment)}, {clock(moment)}" if moment else ""


@register.filter
def from_to(meeting: Any) -> str:
    """1.30 to 4.30 pm"""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    half = "" if _half(start) == _half(end) else f" {_half(start)}"
    return _("%(start)s%(half)s to %(end)s") % {
        "start": _hour_and_minutes(start),
        "half": half,
        "end": clock(end),
    }


def _hour_and_minutes(at: datetime) -> str:
    hour = at.hour % 12 or 12
    return f"{hour}.{at.minute:02}" if at.minute else str(hour)


def _half(at: datetime) -> str:
    if (at.hour, at.minute) == (12, 0):
        return _("noon")
    return _("am") if at.hour < 12 else _("pm")


@register.filter
def ago(moment: datetime | date | None) -> str:
    """today, yesterday, 18 days ago"""
    if not moment:
        return ""
    past = (timezone.localdate() - _as_date(moment)).days
    if past <= 0:
        return _("today")
    return _("yesterday") if past == 1 else _("%(days)s days ago") % {"days": past}


@register.filter
def ahead(moment: datetime | date | None) -> str:
    """today, tomorrow, in ten days"""
    if not moment:
        return ""
    days = (_as_date(moment) - timezone.localdate()).days
    if days < 0:
        return ago(moment)
    if days < 2:
        return [_("today"), _("tomorrow")][days]
    return _("in %(days)s days") % {"days": number_word(days)}


def _as_date(moment: datetime | date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


WORDS = [
    _lazy("none"),
    _lazy("one"),
    _lazy("two"),
    _lazy("three"),
    _lazy("four"),
    _lazy("five"),
    _lazy("six"),
    _lazy("seven"),
    _lazy("eight"),
    _lazy("nine"),
    _lazy("ten"),
    _lazy("eleven"),
    _lazy("twelve"),
]


@register.filter
def number_word(number: int) -> str:
    """two; 13"""
    return str(WORDS[number]) if 0 <= number < len(WORDS) else f"{number:,}"


@register.filter
def few(number: int | None) -> str:
    """A count as it may leave the group: fewer than five, or the number."""
    return str(number) if number and number >= 5 else _("fewer than five")


@register.filter
def few_of(number: int | None, whole: int | None) -> str:
    """A count beside the whole it is part of: neither it nor the rest tells of fewer than five (access.md)."""
    if not number or number < 5 or whole is None or whole - number >= 5:
        return few(number)
    return _("nearly all")


@register.filter
def times_carried(action: Any) -> str:
    """carried 3 meetings"""
    carried = getattr(action, "carried", None) or 0
    return (
        ngettext("carried %(n)s meeting", "carried %(n)s meetings", carried) % {"n": carried}
        if carried
        else ""
    )


@register.simple_tag
def route(name: str, *args: Any) -> str:
    """The address of a route, or nothing where a later app has not brought it yet."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def client_key() -> SafeString:
    """The key of one sending of a form: sent again, it changes nothing (inquiries/receiving.py)."""
    return format_html('<input type="hidden" name="client_key" value="{}">', uuid4())


@register.simple_tag
def may_open(hat: Hat | None, name: str) -> bool:
    """Whether the access table lets this hat through the gate of a route."""
    return bool(hat) and access.can_open(hat, name)  # type: ignore[arg-type]


@register.simple_tag
def may_write(hat: Hat | None, thing: str) -> bool:
    return bool(hat) and access.can_write(hat, thing)  # type: ignore[arg-type]


@register.simple_tag(takes_context=True)
def knows_group(context: Context) -> bool:
    """Whether whoever reads a page about a group may know its name and its days; a page without a hat is their own."""
    hat = getattr(context.get("request"), "hat", None)
    return hat is None or access.can_read(hat, "group")


@register.simple_tag
def may_read(hat: Hat | None, thing: str) -> bool:
    return bool(hat) and access.can_read(hat, thing)  # type: ignore[arg-type]


@register.simple_tag(takes_context=True)
def who_reads(context: Context, thing: str, before: str = "") -> str:
    """The sentence on who can read a thing of the page's group."""
    group = context["group"]
    holders = gathering.holders_of(group) if gathering.is_read(group) else None
    return access.readers(thing, group, before=before, holders=holders)


@register.simple_tag
def state(value: str, label: str = "") -> str:
    """A state: its shape and its word."""
    return _state_mark(value, str(label or STATES.get(value, value)))


@lru_cache(maxsize=1024)
def _state_mark(value: str, word: str) -> str:
    return format_html('<span class="state state--{}">{}</span>', value.replace("_", "-"), word)


STATES = {
    "offered": _lazy("Offered"),
    "open": _lazy("Open"),
    "under_way": _lazy("Under way"),
    "stuck": _lazy("Stuck"),
    "back": _lazy("Handed back"),
    "quiet": _lazy("Quiet"),
    "done": _lazy("Done"),
    "let_go": _lazy("Let go"),
    "trial": _lazy("Small test"),
    "usual": _lazy("Became usual"),
}


@register.simple_tag
def sector(organisation: Any) -> str:
    """The letter of an organisation's sector, which says its name to who cannot see it."""
    return _sector_mark(organisation.sector, get_language())


@lru_cache(maxsize=64)
def _sector_mark(letter: str, language: str | None) -> str:
    mark = '<span class="sector sector--{}" role="img" aria-label="{}">{}</span>'
    return format_html(mark, letter, Organisation.Sector(letter).label, letter.upper())
