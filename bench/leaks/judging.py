"""Whether somebody may read a canary: from the table beside this, and from who they are."""

from dataclasses import dataclass, field
from uuid import UUID

from bench.leaks.planting import Canary
from bench.leaks.readers_table import FORMER, READERS

ROLES = [
    "member",
    "facilitator",
    "integration_manager",
    "senior_manager",
    "learning_partner",
    "national_body",
    "administrator",
]


@dataclass(frozen=True)
class Principal:
    """Somebody who looks: what they are at each group, by its key; `spell` is newcomer or former where they are that."""

    name: str
    person: UUID | None = None
    roles: dict[UUID | None, str] = field(default_factory=dict)
    spell: str = ""
    is_far: bool = False  # of another programme
    is_invited: bool = False  # to the reflection meeting

    def __str__(self) -> str:
        return self.name


class NotInTheTableError(LookupError):
    """A column that people type in stands in no row of READERS."""


def may_read(who: Principal, canary: Canary) -> bool:
    row = _row(READERS, canary)
    if row == "anybody":
        return True
    is_theirs = canary.owner is not None and canary.owner == who.person
    if is_theirs:
        return True
    if "binned" in canary.tags or ("far" in canary.tags) != who.is_far:
        return False
    if who.spell == "former":
        is_of = canary.group in (None, *who.roles)
        return is_of and _holds(_row_or_nothing(FORMER, canary), canary, who)
    at = [canary.group] if canary.group and "over" not in canary.tags else list(who.roles)
    cells = [row.split("|")[ROLES.index(who.roles[group])] for group in at if group in who.roles]
    return any(_holds(cell.strip(), canary, who) for cell in cells)


def _holds(cell: str, canary: Canary, who: Principal) -> bool:
    if cell in ("R", "-"):
        return cell == "R"
    return any(all(_is_so(word, canary, who) for word in part.split()) for part in cell.split("/"))


def _is_so(word: str, canary: Canary, who: Principal) -> bool:
    if word == "invited":
        return who.is_invited
    if word == "told":
        return who.spell != "newcomer" or bool({"told lately", "out"} & canary.tags)
    return word.replace("-", " ") in canary.tags


KINDS = ("quote", "photograph", "by answer", "word", "check_out", "group alone", "one's own", "shared own")


def _row(table: dict[str, str], canary: Canary) -> str:
    """The narrowest row: of a kind of row, of a column, of a table."""
    found = _row_or_nothing(table, canary)
    if found == "-" and canary.column not in table and _table(canary) not in table:
        raise NotInTheTableError(
            f"{canary.column} is typed in: say in bench/leaks/readers_table.py who may read it."
        )
    return found


def _row_or_nothing(table: dict[str, str], canary: Canary) -> str:
    narrow = [f"{_table(canary)} {kind}" for kind in KINDS if kind in canary.tags]
    named = [name for name in (*narrow, canary.column, _table(canary)) if name in table]
    if ".Historical" in canary.column:
        return "- | - | - | - | - | - | -"
    return table[named[0]] if named else "-"


def _table(canary: Canary) -> str:
    return canary.column.rpartition(".")[0]
