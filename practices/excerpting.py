"""Showing what was found: a few lines around it, in pieces that a page escapes, and marks where they were looked for."""

import re
from collections.abc import Iterable

ALIKE = {
    "a": "aàáâãäå",
    "c": "cç",
    "e": "eèéêë",
    "i": "iìíîï",
    "n": "nñ",
    "o": "oòóôõö",
    "u": "uùúûü",
    "y": "yýÿ",
}
AROUND, EXCERPT = 110, 320  # letters before the first word that was found, and in all


def marks(text: str, found: Iterable[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it was looked for: a page escapes the words, and marks the others."""
    looked_for = _pattern(found)
    if looked_for is None:
        return [(text, False)]
    return [(piece, bool(number % 2)) for number, piece in enumerate(looked_for.split(text)) if piece]


def excerpt(texts: Iterable[str], found: Iterable[str]) -> list[tuple[str, bool]]:
    """A few lines of the first of these texts that says what was looked for, or of the first of all, in pieces as `marks` has them."""
    said, looked_for = [text for text in texts if text], _pattern(found)
    for text in said if looked_for else []:
        hit = looked_for.search(text)  # type: ignore[union-attr]  # asked for just above
        if hit:
            return marks(_cut(text, max(hit.start() - AROUND, 0)), found)
    return [(_cut(said[0], 0), False)] if said else []


def _pattern(found: Iterable[str]) -> re.Pattern[str] | None:
    """These folded words, as they may have been written."""
    ways = [
        "".join(f"[{ALIKE[one]}]" if one in ALIKE else re.escape(one) for one in word)
        for word in sorted(found)
    ]
    return re.compile(rf"(?<![^\W_])({'|'.join(ways)})(?![^\W_])", re.IGNORECASE) if ways else None


def _cut(text: str, start: int) -> str:
    """Whole words from about here on, with … where something is left out."""
    text = " ".join(text.split())
    begins = text.find(" ", start) + 1 if start else 0
    if len(text) - begins <= EXCERPT:
        return f"… {text[begins:]}" if begins else text
    ends = text.rfind(" ", begins, begins + EXCERPT)
    kept = text[begins : ends if ends > begins else begins + EXCERPT]
    return f"… {kept} …" if begins else f"{kept} …"
