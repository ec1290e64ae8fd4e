"""By what somebody may be recognised in what others wrote: their names, their addresses, and how they are called."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from inquiries.models.base import fold

TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Nurse)"


def somebody() -> str:
    """What stands where a name stood."""
    return _("a former participant")


@dataclass(frozen=True)
class Marks:
    """The marks of one person. Those of `among` are theirs alone only in some groups: a first name, a surname."""

    everywhere: re.Pattern[str]
    among: re.Pattern[str] | None
    groups: frozenset[UUID] = field(default_factory=frozenset)
    instead: str = ""  # what stands where one stood

    def are_in(self, text: str, group: UUID | None = None) -> bool:
        return bool(
            self.everywhere.search(text) or (self._counts(group) and self.among and self.among.search(text))
        )

    def taken_out(self, value: Any, group: UUID | None = None) -> Any:
        """The value without them: a text, or whatever JSON has in it."""
        if isinstance(value, str):
            return self._of_text(value, group)
        if isinstance(value, list):
            return [self.taken_out(one, group) for one in value]
        if isinstance(value, dict):
            return {name: self.taken_out(one, group) for name, one in value.items()}
        return value

    def _of_text(self, text: str, group: UUID | None) -> str:
        instead = self.instead or somebody()
        text = self.everywhere.sub(instead, text)
        return self.among.sub(instead, text) if self.among and self._counts(group) else text

    def _counts(self, group: UUID | None) -> bool:
        return group in self.groups


@dataclass
class Known:
    """How somebody is known: `alone` by what nobody else is, `here` by what nobody else is in their groups."""

    alone: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    surnames_of: list[str] = field(default_factory=list)  # full names whose surname nobody else has here
    called: str = ""
    addresses: list[str] = field(default_factory=list)


def marks(known: Known, groups: Iterable[UUID]) -> Marks:
    """The marks of somebody who is known so, in these groups."""
    everywhere = [pattern for name in known.alone for pattern in _ways(name)]
    everywhere += [rf"(?<![\w.+-]){re.escape(one)}(?![\w-])" for one in known.addresses]
    among = [pattern for name in known.here for pattern in _ways(name)]
    among += [pattern for name in known.surnames_of for pattern in _by_surname(name)]
    among += [rf"(?<!\w){_spaced(known.called)}(?!\w)"] if known.called else []
    return Marks(
        re.compile("|".join(everywhere) or r"(?!)", re.IGNORECASE),
        re.compile("|".join(among)) if among else None,
        frozenset(groups),
    )


def _ways(name: str) -> list[str]:
    """A name in full, as it is written, as markup has it, folded, and with the surname first."""
    plain = re.sub(rf"^{TITLES}\.?\s+(?=\S+\s)", "", name)  # Dr Ross Gray is Ross Gray too
    words = plain.split()
    forms = {name, plain, html.escape(plain), fold(plain)}
    if len(words) > 1:
        forms.add(f"{words[-1]}, {' '.join(words[:-1])}")
    return [rf"(?<!\w){_spaced(form)}(?!\w)" for form in sorted(forms, key=len, reverse=True)]


def _by_surname(name: str) -> list[str]:
    """Dr Gray, R. Gray: of somebody whose surname nobody else here has."""
    words = [word for word in name.split() if not re.fullmatch(rf"{TITLES}\.?", word)]
    if len(words) < 2:
        return []
    surname, initial = re.escape(words[-1]), re.escape(words[0][0])
    return [rf"(?<!\w){TITLES}\.?\s+{surname}(?!\w)", rf"(?<!\w){initial}\.?\s+{surname}(?!\w)"]


def _spaced(words: str) -> str:
    """Words with any space between them, and either apostrophe."""
    parts = [re.escape(word).replace("’", "'").replace("'", "['’]") for word in words.split()]
    return r"\s+".join(parts)
