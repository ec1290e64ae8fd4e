"""The access table as code reads it: what each role may do with each thing, and what each route needs.

The rows stand as data in one file an app (`access_table.py`, named in settings.ACCESS_TABLES); gates,
querysets, the sentence under a box and the test that walks every route all read them here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import import_module
from types import ModuleType

from django.conf import settings

from inquiries.roles import Role


class Reach(IntEnum):
    """How far a role reaches; each step includes those before it."""

    NONE = 0  # may not know that it is there: 404
    NUMBERS = 1  # counts only, and "fewer than five" below five
    RELEASED = 2  # reads it once the group released or published it
    OWN = 3  # reads and writes what is their own
    READ = 4  # reads all, writes nothing
    CONTRIBUTE = 5  # reads all, writes what is their own
    WRITE = 6


CELLS = {
    "-": Reach.NONE,
    "n": Reach.NUMBERS,
    "rel": Reach.RELEASED,
    "pub": Reach.RELEASED,
    "own": Reach.OWN,
    "R": Reach.READ,
    "R own W": Reach.CONTRIBUTE,
    "W": Reach.WRITE,
}


@dataclass(frozen=True)
class Rule:
    """What a route needs: a thing of the table, and how far one must reach to it."""

    thing: str
    need: Reach


@dataclass(frozen=True)
class Without:
    """A route that no row of the table guards, and why that is right.

    `who` is "anybody" (no sign-in), "signed in" (one's own things) or "link" (a signed link from a message).
    """

    who: str
    why: str


def _tables() -> Iterator[ModuleType]:
    for path in settings.ACCESS_TABLES:
        yield import_module(path)


@cache
def things() -> dict[str, dict[Role, Reach]]:
    """Every row of the table: thing → role → reach."""
    roles = list(Role)
    rows: dict[str, dict[Role, Reach]] = {}
    for table in _tables():
        for thing, cells in table.THINGS.items():
            rows[thing] = {
                role: CELLS[cell.strip()] for role, cell in zip(roles, cells.split("|"), strict=True)
            }
    return rows


@cache
def routes() -> dict[str, Rule | Without]:
    """What guards each route, by its name."""
    guards: dict[str, Rule | Without] = {}
    for table in _tables():
        guards.update(table.ROUTES)
    return guards


def reach(thing: str, role: str) -> Reach:
    return things()[thing][Role(role)]


def roles_reaching(thing: str, need: Reach) -> list[str]:
    """The roles that reach a thing at least so far."""
    return [role.value for role, held in things()[thing].items() if held >= need]


def is_own_alone(thing: str) -> bool:
    """Whether nobody but its owner reads it, in any role."""
    return max(things()[thing].values()) == Reach.OWN


def rule_of(view_name: str) -> Rule:
    """The rule of a gated route; a route in no table is closed, by this KeyError."""
    rule = routes()[view_name]
    if not isinstance(rule, Rule):
        raise KeyError(f"{view_name} is gated in the code, and not in the access table")
    return rule
