"""Spotting people in what was written: by their whole name, the name they are greeted by, and their surname.

Letters and accents count alike, so that “moira”, “MOIRA” and “Moïra” are one. A name that is a word of everyday English as well
(Will, Grace, Park) is only spotted where it begins with a capital, a surname of that sort only behind its first name: half of all
lines would be held back otherwise.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from inquiries.models import Membership
from inquiries.models.base import fold

# Names in use in Scotland that are words of a record as well; all in small letters.
WORDS = """
    abbey amber angel april art august autumn baker banks bell best bill black bond brook brown burn burns
    chance church clay constant cook daisy dale dawn day dean duke earl east faith field fields fisher flint
    ford forest forth frank gale gay glen good grace grant gray green grey guy hall hand hardy hart hazel
    heath heather hill holly home hope house hunter iris ivy jack joy june justice kind king knight lane law
    laws lily little long love main major mark marsh mason may mercy miles mill mills moss moves nick noble
    norm north oak olive page park parks pat patience penny piper poppy porter post power price prudence
    rain ray reed rich rivers robin rock rod rose rowan ruby sage sandy sharp shepherd shields short silver
    singer sky small south spring stone storm street strong sue summer summers swan sweet tanner taylor
    temple trinity victor victory violet wade walker wall ward waters webb wells west white will wills
    winter winters wise wood woods woodward worth young
"""
ALSO_WORDS = frozenset(WORDS.split())
BETWEEN = re.compile(r"(?<=[.!?])\s+|\n+")  # sentences, or lines


@lru_cache(maxsize=4096)
def _patterns(name: str, short_name: str) -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """What a folded text has to hold somewhere, what to look for in it, and what in the text as it was written."""
    if (
        name == short_name == _("Former participant")
    ):  # erased: all of them are called so, and it names nobody
        return (), _words(()), _words(())
    surname = name.split()[-1] if len(name.split()) > 1 else ""
    names = {name, short_name} | ({surname} if surname.replace("-", "").isalpha() else set())
    folded = {fold(one) for one in names - {""}}
    capital = {one for one in {name, short_name} - {""} if fold(one) in ALSO_WORDS}
    return tuple(folded), _words(folded - ALSO_WORDS), _words(capital | {one.upper() for one in capital})


def _words(names: Iterable[str]) -> re.Pattern[str]:
    some = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{some})\b") if some else re.compile(r"(?!)")


def lines_of(member: Membership, written: list[str]) -> list[str]:
    """Those of these lines that name somebody."""
    _somewhere, folded, capital = _patterns(member.person.name, member.person.short_name)
    return [line for line in written if folded.search(fold(line)) or capital.search(line)]


def named_in(text: str, members: Iterable[Membership]) -> list[str]:
    """The names of those of them whom a text names."""
    small = fold(text)
    people = [(member.person.name, member.person.short_name) for member in members]
    return [name for name, short_name in people if _is_in(text, small, name, short_name)]


def sentences_naming(text: str, members: Iterable[Membership]) -> list[tuple[str, list[str]]]:
    """Each sentence of a text that names any of them, with whom it names."""
    people = list(members)
    found = [(one, named_in(one, people)) for one in sentences_of(text)]
    return [(one, names) for one, names in found if names]


def sentences_of(text: str) -> list[str]:
    return [one.strip() for one in BETWEEN.split(text) if one.strip()]


def names_one_of(text: str, people: Iterable[tuple[str, str]]) -> bool:
    """Whether a text names anybody of these, by name and the name they are greeted by."""
    small = fold(text)
    return any(_is_in(text, small, name, short_name) for name, short_name in people)


def _is_in(text: str, small: str, name: str, short_name: str) -> bool:
    somewhere, folded, capital = _patterns(name, short_name)
    if not any(one in small for one in somewhere):
        return False  # mostly so: a pattern for each of a hundred people costs more than the page
    return bool(folded.search(small) or capital.search(text))
