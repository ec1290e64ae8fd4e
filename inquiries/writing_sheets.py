"""Writing rows as a spreadsheet, CSV or Excel: nothing in a cell is ever taken for a formula (reliability 3.12).

The first row says who may see it; the second names the columns.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TextIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
TAKEN = ("=", "#")  # what openpyxl takes for a formula, or for the name of an error
WIDEST = 40
LONGEST_TITLE = 31  # of a sheet, in Excel
CSV, EXCEL = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | date | int | float | None


def as_csv(first: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark that Excel reads it by."""
    out = io.StringIO()
    write_csv(out, first, heading, rows)
    return out.getvalue().encode("utf-8-sig")


def write_csv(out: TextIO, first: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Row by row, so that a long list takes no more memory than a short one."""
    writer = csv.writer(out)
    writer.writerow([safe(first)])
    writer.writerow([safe(name) for name in heading])
    for row in rows:
        writer.writerow([_text(cell) for cell in row])


def safe(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA) else text


def _text(cell: Cell) -> str | int | float:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, int | float):
        return cell
    return safe(cell or "")


def as_excel(title: str, first: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet, each column as wide as what stands in it."""
    book, found = new_book(), [list(row) for row in rows]
    longest = [
        max([len(name), *(len(str(row[place] or "")) for row in found)]) for place, name in enumerate(heading)
    ]
    add_sheet(book, title, first, heading, found, widths=[min(most + 2, WIDEST) for most in longest])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def new_book() -> Any:
    """A workbook whose rows go to the disk as they are added."""
    from openpyxl.workbook.workbook import Workbook  # slow to import: only where a workbook is made

    return Workbook(write_only=True)


def add_sheet(
    book: Any,
    title: str,
    first: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    widths: Sequence[int],
) -> None:
    """Texts are written as texts, whatever they begin with; dates and numbers stay dates and numbers."""
    from openpyxl.styles.fonts import Font
    from openpyxl.utils.cell import get_column_letter

    sheet = book.create_sheet(title[:LONGEST_TITLE])
    sheet.freeze_panes = "A3"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, first, Font(italic=True))])
    sheet.append([_cell(sheet, name, Font(bold=True)) for name in heading])
    days: dict[date, Any] = {}
    for row in rows:
        sheet.append([_said(sheet, value, days) for value in row])


def _said(sheet: Any, value: Cell, days: dict[date, Any]) -> Any:
    """A text or number as it is, where nothing in it is taken for more than that: a cell of its own takes three times as long."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value == "":
        return None
    if isinstance(value, date):
        if value not in days:
            days[value] = _cell(sheet, value)
        return days[value]
    is_plain = not isinstance(value, str) or not (value[0] in TAKEN or ILLEGAL_CHARACTERS_RE.search(value))
    return value if is_plain else _cell(sheet, value)


def _cell(sheet: Any, value: Cell, font: Any = None) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "DD/MM/YYYY"
    if font:
        cell.font = font
    return cell
