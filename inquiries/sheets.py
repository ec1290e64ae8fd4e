"""What every spreadsheet is read into: rows of text as its program numbers them, and how much of it is read."""

import re
from dataclasses import dataclass, field

MOST_COLUMNS = 40
LONGEST_CELL = 5000


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


def tidy(cell: str) -> str:
    """Without spaces around it, nor the mark that our own export puts before what would be a formula."""
    tidy = cell.strip(" \t\r\n\u00a0\ufeff")
    return tidy[1:] if re.match(r"'[=+\-@\t\r＝＋－＠]", tidy) else tidy
