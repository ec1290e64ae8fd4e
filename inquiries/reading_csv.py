"""Reading a CSV file, whatever program wrote it: its letters, its separators, its quotation marks."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from inquiries.sheets import LONGEST_CELL, MOST_COLUMNS, Line, UnreadableError, tidy

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(content: bytes, file_name: str) -> tuple[Iterator[Line], list[str]]:
    """Its rows as they are asked for, and what was noticed of it. Raises UnreadableError, also while rows are read."""
    text, notes = _decoded(content, file_name)
    return _lines_of(text), notes


def _decoded(content: bytes, file_name: str) -> tuple[str, list[str]]:
    """The text: by its mark, as UTF-8, or as Windows wrote it, and then it is said."""
    coding = next((coding for mark, coding in BOMS.items() if content.startswith(mark)), "utf-8")
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
            yield Line(number, [tidy(cell) for cell in row[:MOST_COLUMNS]])
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
