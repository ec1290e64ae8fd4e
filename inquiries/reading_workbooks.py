"""Reading an Excel workbook: unpacked within bounds, and nothing in it opened but the parts that were looked through."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.sheets import MOST_COLUMNS, Line, UnreadableError, tidy

LARGEST_UNPACKED = 25 * 2**20
MOST_PARTS = 300  # of a workbook, which is a zip of parts
EMPTY_IN_A_ROW = 1000  # sheets are often formatted far below their last line
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


def read(content: bytes, title: str) -> tuple[Iterator[Line], list[str]]:
    """The rows of the sheet of this title, or else of the first, and what was noticed. Raises UnreadableError, also while rows are read."""
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
    return tidy(str(value)), ""
