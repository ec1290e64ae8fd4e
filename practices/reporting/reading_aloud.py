"""How long a report takes to read aloud, and where its words stand: three minutes are what somebody gives it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.templatetags.clip import number_word

WORDS_A_MINUTE = 160  # aloud, to somebody who listens
MINUTES = 3
HOLDS = WORDS_A_MINUTE * MINUTES
NOT_READ = {"key", "level", "sure", "stage", "moment", "sort", "more", "n"}  # codes, and marks without words


@dataclass(frozen=True)
class Aloud:
    """The words of a report, by the heading that they stand under."""

    parts: list[tuple[str, int]]

    @property
    def words(self) -> int:
        return sum(count for _heading, count in self.parts)

    @property
    def too_many(self) -> int:
        """How many words more than three minutes hold."""
        return max(self.words - HOLDS, 0)

    @property
    def longest(self) -> list[tuple[str, int]]:
        """Where most of them stand: the place to leave something out."""
        return sorted(self.parts, key=lambda part: -part[1])[:2]

    @property
    def takes(self) -> str:
        """“two and a half minutes”, by the half minute above"""
        halves = max(-(-self.words * 2 // WORDS_A_MINUTE), 1)
        whole, half = divmod(halves, 2)
        if not whole:
            return _("half a minute")
        if half:
            return _("%(n)s and a half minutes") % {"n": number_word(whole)}
        return ngettext("%(n)s minute", "%(n)s minutes", whole) % {"n": number_word(whole)}


def read(parts: Iterable[tuple[str, Any]]) -> Aloud:
    return Aloud([(heading, n) for heading, what in parts if (n := count(what))])


def count(what: Any) -> int:
    if isinstance(what, str):
        return len(what.split())
    if isinstance(what, dict):
        return sum(count(value) for name, value in what.items() if name not in NOT_READ)
    return sum(count(one) for one in what) if isinstance(what, list) else 0
