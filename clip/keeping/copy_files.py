"""A copy of what is kept about one person as files: a page to read, a workbook, and JSON for programs."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clip.keeping.copying import Copy, Row
from inquiries import writing_sheets
from inquiries.models import User
from inquiries.templatetags.clip import day, weekday_clock
from inquiries.writing_sheets import Cell

MACHINES = {
    "id",
    "client key",
    "version",
    "told sequence",
    "superuser status",
    "is staff",
    "is active",
}  # for programs alone
LONGEST = 32_000  # letters in a cell of a workbook
TITLES = {  # of what has another name on pages than in the code
    "user": _lazy("Who you are"),
    "membership": _lazy("Your places in groups"),
    "spell": _lazy("Since when, and for whom"),
    "stewardship": _lazy("Roles above a group"),
    "group invitation": _lazy("Invitations to a group"),
    "card line": _lazy("Your role card"),
    "style answer": _lazy("Your working style"),
    "message": _lazy("Mails sent to you"),
    "try": _lazy("Each try to send one"),
    "undeliverable": _lazy("Addresses that mail came back from"),
    "sign up": _lazy("What you signed up to, in your words"),
    "yes": _lazy("Group agreements that you said yes to"),
    "view": _lazy("Your views of aspirations"),
    "meaning": _lazy("What words mean to you"),
    "entry": _lazy("What you were quoted with"),
    "wording": _lazy("Earlier wordings of that"),
    "action": _lazy("What you took on"),
    "action update": _lazy("What you said of actions"),
    "small test": _lazy("Small tests that you lead"),
    "cycle": _lazy("What you said of small tests"),
    "nudge": _lazy("Notes between meetings"),
    "digest choice": _lazy("When you want the digest"),
    "invitation": _lazy("Your answers to invitations"),
    "attendance": _lazy("Meetings that you came to"),
    "mention": _lazy("What you said of lines that name you"),
    "holding": _lazy("What holds you back, yours alone"),
    "take home": _lazy("What you wrote to take home"),
    "feed": _lazy("Your own calendar"),
    "link": _lazy("Links in mails to you"),
    "receipt": _lazy("What your devices sent"),
    "authenticator": _lazy("How you sign in"),
    "email address": _lazy("Addresses that you sign in with"),
}
FIRST = ("user", "membership", "action", "small test", "action update", "attendance", "card line", "entry")


def title_of(kind: str) -> str:
    return str(TITLES.get(kind, "")) or capfirst(kind)


def _in_order(copy: Copy) -> list[tuple[str, str, list[Row]]]:
    """Each kind with its title and its rows; what people look for first comes first, and no keys."""
    places = {kind: place for place, kind in enumerate(FIRST)}
    kinds = sorted(copy, key=lambda kind: (places.get(kind, len(FIRST)), title_of(kind)))
    rows = {
        kind: [{n: v for n, v in row.items() if n not in MACHINES} for row in copy[kind]] for kind in kinds
    }
    return [(kind, title_of(kind), rows[kind]) for kind in kinds]


def _columns(rows: list[Row]) -> list[str]:
    """Every column that any of the rows has, as they come."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _said(value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return weekday_clock(timezone.localtime(value)) + f" {timezone.localtime(value):%Y}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)


def _cell(value: Any) -> Cell:
    """A value as a workbook holds it: days as days."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return "" if value is None else _said(value)[:LONGEST]


def as_json(copy: Copy, person: User, at: datetime) -> bytes:
    about = {"about": person.name, "as of": at, "kept": copy}
    return (json.dumps(about, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n").encode()


def as_page(copy: Copy, person: User, at: datetime) -> bytes:
    """One page that stands on its own: no style sheet, no picture, no link."""
    parts = [
        (title, [[(capfirst(name), _said(value)) for name, value in row.items()] for row in rows])
        for _kind, title, rows in _in_order(copy)
    ]
    return render_to_string("clip/own_copy_file.html", {"person": person, "at": at, "parts": parts}).encode()


def as_workbook(copy: Copy, person: User, at: datetime) -> bytes:
    book = writing_sheets.new_book()
    for _kind, title, rows in _in_order(copy):
        names = _columns(rows)
        first = _("%(title)s. Who may see this: you alone.") % {"title": title}
        cells = [[_cell(row.get(name)) for name in names] for row in rows]
        headings, widths = [capfirst(name) for name in names], [24] * len(names)
        writing_sheets.add_sheet(book, title.replace("/", " "), first, headings, cells, widths=widths)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Format:
    """One kind of file: what its button says, how it is named, and what makes it."""

    button: Promise
    suffix: str
    content_type: str
    make: Callable[[Copy, User, datetime], bytes]


FORMATS = {
    "page": Format(_lazy("Download as a page to read"), "html", "text/html; charset=utf-8", as_page),
    "excel": Format(_lazy("Download as an Excel workbook"), "xlsx", writing_sheets.EXCEL, as_workbook),
    "json": Format(_lazy("Download as JSON, for programs"), "json", "application/json", as_json),
}
