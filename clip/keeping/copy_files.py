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
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clip.keeping.copy_words import FOR_PROGRAMS, name_of, title_of
from clip.keeping.copying import Copy, Row
from inquiries import writing_sheets
from inquiries.models import User
from inquiries.templatetags.clip import clock
from inquiries.writing_sheets import Cell

LONGEST = 32_000  # letters in a cell of a workbook
FIRST = ("user", "membership", "action", "small test", "action update", "attendance", "card line", "entry")


def _in_order(copy: Copy) -> list[tuple[str, list[Row]]]:
    """Each kind by its title, with its rows in plain words; what people look for first comes first, and nothing for programs."""
    places = {kind: place for place, kind in enumerate(FIRST)}
    shown = [kind for kind in copy if kind not in FOR_PROGRAMS]
    kinds = sorted(shown, key=lambda kind: (places.get(kind, len(FIRST)), title_of(kind)))
    return [(title_of(kind), [_in_words(kind, row) for row in copy[kind]]) for kind in kinds]


def _in_words(kind: str, row: Row) -> Row:
    named = [(name_of(kind, column), value) for column, value in row.items()]
    return {name: value for name, value in named if name}


def _columns(rows: list[Row]) -> list[str]:
    """Every column that any of the rows has, as they come."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _said(value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{date_format(timezone.localtime(value), 'j F Y')}, {clock(value)}"
    if isinstance(value, date):
        return date_format(value, "j F Y")
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
        (title, [[(name, _said(value)) for name, value in row.items()] for row in rows])
        for title, rows in _in_order(copy)
    ]
    return render_to_string(
        "clip/own_copy_file.html", {"person": person, "when": _said(at), "parts": parts}
    ).encode()


def as_workbook(copy: Copy, person: User, at: datetime) -> bytes:
    book = writing_sheets.new_book()
    for title, rows in _in_order(copy):
        names = _columns(rows)
        first = _("%(title)s. Who may see this: you alone.") % {"title": title}
        cells = [[_cell(row.get(name)) for name in names] for row in rows]
        widths = [24] * len(names)
        writing_sheets.add_sheet(book, title.replace("/", " "), first, names, cells, widths=widths)
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
