"""Reading a spreadsheet that somebody uploads, CSV or Excel, into rows of text: bounded, and never guessing in silence.

What can't be read is said in one sentence for the person who chose the file (`UnreadableError`).
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LARGEST_FILE = 5 * 2**20
LARGEST_UNPACKED = 25 * 2**20
MOST_PARTS = 300  # of a workbook, which is a zip of parts
MOST_ROWS = 2000
MOST_COLUMNS = 40
LONGEST_CELL = 5000
EMPTY_IN_A_ROW = 1000  # sheets are often formatted far below their last line
CSV_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones behind a password
ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
BROKEN = (  # what unpacking says of a damaged package
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


class UnreadableError(Exception):
    """The file can't be read; the text says why, and what to do."""


@dataclass(frozen=True)
class Line:
    """One row as its program numbers it: the text of each cell, and what was found in a cell that is no text."""

    number: int
    cells: list[str]
    faults: dict[int, str] = field(default_factory=dict)  # by the place of the cell

    @property
    def is_blank(self) -> bool:
        return not self.faults and not any(self.cells)


@dataclass(frozen=True)
class Sheet:
    """The rows of a file that are not blank, and what was noticed of it as a whole."""

    lines: list[Line]
    notes: list[str]


def read(content: bytes, file_name: str, *, title: str = "") -> Sheet:
    """The rows of a CSV or Excel file; of a workbook the sheet of this title, or else the first. Raises UnreadableError."""
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableError(_("The file is empty. Choose another one, or start from the template."))
    if len(content) > LARGEST_FILE:
        raise UnreadableError(
            _("The file is larger than %(n)s MB. A list of people is far smaller: save the sheet alone.")
            % {"n": LARGEST_FILE // 2**20}
        )
    if content.startswith(OLE):
        raise UnreadableError(_old_or_locked(content))
    lines, notes = (
        _of_workbook(content, title) if content.startswith(b"PK\x03\x04") else _of_text(content, file_name)
    )
    kept = []
    for line in lines:
        if not line.is_blank:
            kept.append(line)
        if len(kept) > MOST_ROWS + 5:
            raise UnreadableError(too_many_rows())
    return Sheet(kept, notes)


def too_many_rows() -> str:
    said = _("The file has more than %(n)s rows. Import it in parts of %(n)s rows or fewer.")
    return said % {"n": f"{MOST_ROWS:,}"}


def _old_or_locked(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("The file is protected by a password. Take the password off, save it, and choose it again.")
    return _(
        "This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) or as CSV, and choose that."
    )


# --- CSV ------------------------------------------------------------------------------------------


def _of_text(content: bytes, file_name: str) -> tuple[Iterator[Line], list[str]]:
    text, notes = _decoded(content, file_name)
    return _lines_of(text), notes


def _decoded(content: bytes, file_name: str) -> tuple[str, list[str]]:
    """The text: by its mark, as UTF-8, or as Windows wrote it, and then it is said."""
    coding = next((coding for mark, coding in CSV_BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        text, notes = content.decode(coding), []
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        notes = [_("The file was read as Windows text. Look at the letters with accents before you go on.")]
    if "\x00" in text or _looks_like_no_text(text):
        wanted = _("Choose a CSV file or an Excel workbook (.xlsx).")
        raise UnreadableError(_("“%(name)s” is not a spreadsheet.") % {"name": file_name[:60]} + " " + wanted)
    return text, notes


def _looks_like_no_text(text: str) -> bool:
    start = text[:2000]
    strange = sum(not letter.isprintable() and letter not in "\r\n\t\x0b\x85" for letter in start)
    return strange > len(start) / 50 or start.startswith("%PDF")


def _lines_of(text: str) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            if (
                max(map(len, row), default=0) > LONGEST_CELL * 4
            ):  # the limit of csv itself is the whole process's
                raise UnreadableError(_not_closed(number - 1))
            yield Line(number, [_tidy(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as problem:
        raise UnreadableError(_not_closed(number)) from problem


def _not_closed(row: int) -> str:
    said = _(
        "After row %(row)s a quotation mark is opened and not closed. Mend it, or save the file as .xlsx."
    )
    return said % {"row": row}


def _separator(text: str) -> str:
    """What stands between the cells: whichever splits one of the first lines most."""
    first = text.splitlines()[:5]
    return max(",;\t|", key=lambda mark: max((line.count(mark) for line in first), default=0))


def _tidy(cell: str) -> str:
    """Without spaces around it, nor the mark that our own export puts before what would be a formula."""
    tidy = cell.strip(" \t\r\n\u00a0\ufeff")
    return tidy[1:] if re.match(r"'[=+\-@\t\r＝＋－＠]", tidy) else tidy


# --- Excel ----------------------------------------------------------------------------------------


def _of_workbook(content: bytes, title: str) -> tuple[Iterator[Line], list[str]]:
    parts = _looked_through(content)
    from openpyxl.reader.excel import load_workbook  # slow to import: only where a workbook is read

    try:
        book = load_workbook(_packed(parts), read_only=True, data_only=False, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheet = next(iter([one for one in visible if title and one.title == title] or visible))
        sheet.reset_dimensions()
    except StopIteration as problem:
        raise UnreadableError(_("The workbook has no sheet with rows in it.")) from problem
    except Exception as problem:
        raise UnreadableError(_broken()) from problem
    notes = []
    others = len(book.sheetnames) - 1
    if others:
        said = ngettext(
            "Only the sheet “%(name)s” was read; one other was not.",
            "Only the sheet “%(name)s” was read; %(n)s others were not.",
            others,
        )
        notes.append(said % {"name": sheet.title, "n": others})
    if found := MERGED.findall(parts.get(sheet._worksheet_path.lstrip("/"), b"")):
        raise UnreadableError(
            _("Some cells are merged: %(cells)s. Unmerge them, so that each row says everything itself.")
            % {"cells": b", ".join(found[:5]).decode()}
        )
    return _lines_of_sheet(sheet), notes


def _broken() -> str:
    return _(
        "The workbook is damaged, or is not an Excel file. Open it in your spreadsheet program and save it anew."
    )


def _looked_through(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook that hold text, once it is sure that unpacking them is bounded and harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _refuse(package, parts)
            xml = {part.filename: _unpacked(package, part) for part in parts if _is_text(part)}
    except BROKEN as problem:
        raise UnreadableError(_broken()) from problem
    if any(word in part for part in xml.values() for word in ENTITIES) or any(
        b"\x00" in part[:200] for part in xml.values()
    ):
        raise UnreadableError(
            _("The workbook holds something that no spreadsheet program writes, and was not opened.")
        )
    return xml


def _is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more of a part than it says it has: without a number, zipfile unpacks what is there before it compares."""
    with package.open(part) as packed:
        return packed.read(part.file_size + 1)


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts looked through as a package of their own: nothing else of the file is ever opened."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    out.seek(0)
    return out


def _refuse(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Raises where the package is too large when unpacked, locked, holds macros, or is something else."""
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableError(
            _("The workbook is far larger than a list of people when it is unpacked, and was not opened.")
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(
            _("The file is protected by a password. Take the password off, save it, and choose it again.")
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableError(
            _("This is not an Excel workbook. Choose a CSV file or an Excel workbook (.xlsx).")
        )
    if any("vbaproject" in name.lower() for name in names) or b"macroEnabled" in _unpacked(
        package, package.getinfo("[Content_Types].xml")
    ):
        raise UnreadableError(
            _(
                "The workbook holds macros, which Clip does not open. Save it as a workbook without macros (.xlsx)."
            )
        )


def _lines_of_sheet(sheet: Any) -> Iterator[Line]:
    empty = 0
    try:
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            line = _line(number, row)
            empty = empty + 1 if line.is_blank else 0
            if empty > EMPTY_IN_A_ROW:
                return
            yield line
    except UnreadableError:
        raise
    except Exception as problem:
        raise UnreadableError(_broken()) from problem


def _line(number: int, row: Any) -> Line:
    cells, faults = [], {}
    for place, cell in enumerate(row):
        text, fault = _said(cell)
        cells.append(text)
        if fault:
            faults[place] = fault
    return Line(number, cells, faults)


def _said(cell: Any) -> tuple[str, str]:
    """The text of a cell, and what is wrong with it where it holds no plain value."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", _("This is a formula. Copy the column, and paste it as values.")
    if cell.data_type == "e":
        return "", _("The spreadsheet shows an error here (%(error)s).") % {"error": value}
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, bool):
        return (_("yes") if value else _("no")), ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return _tidy(str(value)), ""
