"""Writing rows as a spreadsheet, CSV or Excel: nothing in a cell is ever taken for a formula (reliability 3.12).

The first row says who may see it; the second names the columns.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
WIDEST = 40
CSV, EXCEL = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | date | int | float | None


def as_csv(first: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark that Excel reads it by."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(first)])
    writer.writerow([safe(name) for name in heading])
    for row in rows:
        writer.writerow([_text(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


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
    """One sheet. Texts are written as texts, whatever they begin with; dates and numbers stay dates and numbers."""
    from openpyxl.styles.fonts import Font
    from openpyxl.workbook.workbook import Workbook  # slow to import: only where a workbook is made

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A3"
    found = [list(row) for row in rows]
    for place, name in enumerate(heading):
        longest = max([len(name), *(len(str(row[place] or "")) for row in found)])
        sheet.column_dimensions[chr(ord("A") + place)].width = min(longest + 2, WIDEST)
    sheet.append([_cell(sheet, first, Font(italic=True))])
    sheet.append([_cell(sheet, name, Font(bold=True)) for name in heading])
    for row in found:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
