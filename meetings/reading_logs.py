"""Reading an old log of actions, pasted or from a file, into rows of cells under our headings; nothing of it is kept."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inquiries import reading_sheets
from inquiries.people_columns import Column
from inquiries.sheets import Line, UnreadableError
from inquiries.writing_sheets import safe
from meetings.log_columns import COLUMNS, meant_by, nearest

MOST_ROWS = 1000
LARGEST = 2**20  # bytes of a file
LONGEST = 600_000  # letters of what is pasted
HEADING_AMONG = 5  # rows: our own export says first who may see it
TAB = "\t"


@dataclass
class Row:
    """One row as its program numbers it: its cells by the keys of our columns, and what is wrong with it."""

    number: int
    cells: dict[str, str]
    problems: list[tuple[Column, str]] = field(default_factory=list)


def text_of(content: bytes, file_name: str) -> str:
    """A file as the text that a box can hold, row for row. Raises UnreadableError, also for a cell without a plain value."""
    if len(content) > LARGEST:
        raise UnreadableError(
            _("The file is larger than 1 MB. A log of actions is far smaller: save the sheet alone.")
        )
    lines = reading_sheets.read(content, file_name, title=_("Actions")).lines
    for line in lines:
        for place, fault in line.faults.items():
            where = {"row": line.number, "column": _letter(place)}
            raise UnreadableError(f"{_('Row %(row)s, column %(column)s.') % where} {fault}")
    return _written(lines)


def _written(lines: Sequence[Line]) -> str:
    """Rows with tabs between their cells; blank ones stay, so that each keeps its number."""
    out, at = io.StringIO(), 1
    writer = csv.writer(out, delimiter=TAB, lineterminator="\n")
    for line in lines:
        out.write("\n" * (line.number - at))
        writer.writerow([safe(cell) for cell in line.cells])
        at = line.number + 1
    return out.getvalue()


def rows_of(text: str) -> list[Row]:
    """The rows under our headings. Raises UnreadableError."""
    lines = reading_sheets.read(text.encode(), _("What you pasted")).lines
    heading = next((line for line in lines[:HEADING_AMONG] if _is_heading(line)), None)
    if heading is None:
        wanted = ", ".join(str(column.label) for column in COLUMNS)
        raise UnreadableError(
            _("No row of headings was found. Copy it too: Clip looks for %(wanted)s.") % {"wanted": wanted}
        )
    columns = _columns(heading)
    found = [_row(line, columns) for line in lines if line.number > heading.number]
    if not found:
        raise UnreadableError(_("There is no row under the headings. Enter one action in each row."))
    if len(found) > MOST_ROWS:
        said = _("There are more than %(n)s rows. Take them in in parts of %(n)s rows or fewer.")
        raise UnreadableError(said % {"n": f"{MOST_ROWS:,}"})
    return found


def _is_heading(line: Line) -> bool:
    return len({column.key for cell in line.cells if cell and (column := meant_by(cell))}) >= 2


def _columns(heading: Line) -> dict[int, Column]:
    """Which column stands where. Raises UnreadableError for headings that are not ours, missing or there twice."""
    columns: dict[int, Column] = {}
    wrong = []
    for place, name in enumerate(heading.cells):
        column = meant_by(name) if name else None
        if column and column in columns.values():
            wrong.append(_("“%(name)s” stands there twice.") % {"name": column.label})
        elif column:
            columns[place] = column
        elif name:
            wrong.append(_not_ours(place, name))
    missing = [str(column.label) for column in COLUMNS if column.is_needed and column not in columns.values()]
    if missing:
        wrong.append(_("Missing: %(names)s.") % {"names": ", ".join(missing)})
    if wrong:
        start = _("The headings in row %(row)s are not those of an export.") % {"row": heading.number}
        raise UnreadableError(" ".join([start, *wrong]))
    return columns


def _not_ours(place: int, name: str) -> str:
    words = {"column": _letter(place), "name": name[:40]}
    if guess := nearest(name):
        return _("Column %(column)s, “%(name)s”: did you mean “%(guess)s”?") % (words | {"guess": guess})
    return _("Column %(column)s, “%(name)s”, is not one of ours: rename it, or take it out.") % words


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def _row(line: Line, columns: dict[int, Column]) -> Row:
    cells = {column.key: line.cells[place] for place, column in columns.items() if place < len(line.cells)}
    row = Row(line.number, cells)
    beyond = [cell for place, cell in enumerate(line.cells) if cell and place not in columns]
    if beyond:
        said = _("A cell without a heading says “%(cell)s”. Take it out, or give its column a heading.")
        row.problems.append((COLUMNS[0], said % {"cell": beyond[0][:40]}))
    return row
