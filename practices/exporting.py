"""Exporting what one reader may read of a group today, sheet by sheet: as a workbook, as CSV files in a zip, and as JSON.

Rows are read a chunk at a time and written as they come, so that a long file takes no more memory than a short one.
"""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiries import access, writing_sheets
from inquiries.http import Hat
from inquiries.models import Group, Membership, User
from inquiries.policy import Reach
from inquiries.roles import Role
from inquiries.writing_sheets import Cell
from meetings import releasing
from meetings.models import Release
from practices.export_columns import Column, Reader, Rows, Sheet
from practices.export_sheets import sheets_for

COMMA = ", "


def reader_of(user: User, group: Group, hat: Hat) -> Reader:
    """Whoever asks, with the names that may stand in their file; one query inside, none above."""
    if not isinstance(hat, Membership):
        return Reader(user, group, hat)
    places = Membership.objects.filter(group=group)
    found = places.values_list("pk", "person__name", "organisation__name")
    return Reader(user, group, hat, {pk: (name, organisation) for pk, name, organisation in found})


# --- who may see it -------------------------------------------------------------------------------


def contents(group: Group, hat: Hat) -> list[tuple[str, list[str]]]:
    """What is in the file of this hat: for each sentence on who reads it, the sheets that it is true of. One query inside."""
    found: dict[str, list[str]] = defaultdict(list)
    holders = _holders(group, hat)
    for sheet in sheets_for(hat):
        found[readers(sheet, group, hat, holders)].append(str(sheet.title))
    return list(found.items())


def _holders(group: Group, hat: Hat) -> list[Membership]:
    """Those who hold the group; above it they are not named."""
    if not isinstance(hat, Membership):
        return []
    held = Membership.objects.current().filter(group=group).exclude(role=Role.MEMBER)
    return list(held.select_related("person").order_by("role", "person__name_folded"))


def readers(sheet: Sheet, group: Group, hat: Hat, holders: list[Membership]) -> str:
    """Who may see the rows of a sheet, from the table that enforces it."""
    if sheet.is_own:
        return _("You alone. It stands in nobody else’s file.")
    is_inside, goes_out = isinstance(hat, Membership), sheet.thing in Release.Kind.values
    if not is_inside and not access.can(hat, sheet.thing, Reach.READ):
        return _("Only what the group let out. Outside it these read it: %(readers)s.") % {
            "readers": releasing.readers(sheet.thing)
        }
    published = "" if goes_out else sheet.published or sheet.thing
    said = access.readers(sheet.thing, group, before=str(sheet.before), published=published, holders=holders)
    return f"{said} {_('It goes out only if the group lets it out.')}" if is_inside and goes_out else said


# --- the parts of a file --------------------------------------------------------------------------


@dataclass
class Part:
    """One sheet as it is written: who may see it, its columns, and its rows, which are counted as they go."""

    sheet: Sheet
    first: str
    columns: list[Column]
    rows: Rows
    reader: Reader
    count: int = 0

    @property
    def title(self) -> str:
        return str(self.sheet.title)

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def cells(self) -> Iterator[list[Cell]]:
        for row in self.rows:
            self.count += 1
            yield [column.say(row, self.reader) for column in self.columns]


def parts(reader: Reader) -> Iterator[Part]:
    """Sheet by sheet; above the group, of what it may let out, those of which anything went out."""
    holders = _holders(reader.group, reader.hat)
    for sheet in sheets_for(reader.hat):
        rows = sheet.rows(reader)
        if not reader.is_inside and not access.can(reader.hat, sheet.thing, Reach.READ):
            rows = list(rows)
            if not rows:
                continue
        words = {
            "sheet": sheet.title,
            "group": reader.group.name,
            "readers": readers(sheet, reader.group, reader.hat, holders),
        }
        first = _("%(sheet)s, %(group)s. Who may see this: %(readers)s") % words
        yield Part(sheet, first, sheet.columns_for(reader), rows, reader)


# --- the three formats ----------------------------------------------------------------------------


def _excel(found: Iterator[Part], out: IO[bytes], reader: Reader) -> None:
    book = writing_sheets.new_book()
    for part in found:
        widths = [column.width for column in part.columns]
        writing_sheets.add_sheet(book, part.title, part.first, part.headings, part.cells(), widths=widths)
    book.save(out)


def _csv(found: Iterator[Part], out: IO[bytes], reader: Reader) -> None:
    """A file a sheet, UTF-8 with a mark that Excel reads it by."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, part in enumerate(found, start=1):
            name = f"{number:02}-{part.sheet.key}.csv"
            with (
                archive.open(name, "w") as file,
                io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text,
            ):
                writing_sheets.write_csv(text, part.first, part.headings, part.cells())


def _json(found: Iterator[Part], out: IO[bytes], reader: Reader) -> None:
    """One object; each row by the names of its columns, days as 2027-05-14."""
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    text.write(f'{{"group": {_as_json(reader.group.name)}, "sheets": [')
    for number, part in enumerate(found):
        headings = {column.key: column.heading for column in part.columns}
        about = {"key": part.sheet.key, "title": part.title, "readers": part.first, "columns": headings}
        text.write(f'{COMMA if number else ""}\n{_as_json(about)[:-1]}, "rows": [')
        for place, row in enumerate(part.cells()):
            said = dict(zip(headings, row, strict=True))
            text.write(f"{COMMA if place else ''}\n{_as_json(said)}")
        text.write("]}")
    text.write("]}\n")
    text.detach()


def _as_json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, default=_day)


def _day(value: object) -> str:
    assert isinstance(value, date), value
    return value.isoformat()


@dataclass(frozen=True)
class Format:
    """One kind of file: what its button says, how it is named, and what writes it."""

    button: Promise
    suffix: str
    content_type: str
    write: Callable[[Iterator[Part], IO[bytes], Reader], None]


FORMATS = {
    "excel": Format(gettext_lazy("Download as an Excel workbook"), "xlsx", writing_sheets.EXCEL, _excel),
    "csv": Format(gettext_lazy("Download as CSV files in a zip"), "zip", "application/zip", _csv),
    "json": Format(gettext_lazy("Download as JSON, for programs"), "json", "application/json", _json),
}


def write(reader: Reader, name: str, out: IO[bytes]) -> int:
    """Write the whole file, and say how many rows are in it; a person's own are in no count."""
    written: list[Part] = []
    FORMATS[name].write(_noted(reader, written), out, reader)
    return sum(part.count for part in written if not part.sheet.is_own)


def _noted(reader: Reader, written: list[Part]) -> Iterator[Part]:
    for part in parts(reader):
        written.append(part)
        yield part
