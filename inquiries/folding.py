"""Text as one reads it rather than as it is written: digits of every script, spaces of every width, numbers in words."""

import re
import unicodedata

NO_WIDTH = [
    *map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
]
DASHES = map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fb\u00b7\u2022\u2027")
SLASHES = str.maketrans("\\|_", "///")
AS_PLAIN = {
    **dict.fromkeys(NO_WIDTH),
    **dict.fromkeys(DASHES, "-"),
    **SLASHES,
    **dict.fromkeys(map(ord, "\u2044\u2215"), "/"),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85"), "\n"),
}
IN_WORDS = {
    "zero": "0", "oh": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORD = "|".join(IN_WORDS)
SPOKEN = re.compile(rf"\b(?:{_WORD})\b(?:[ ,.-]{{1,3}}\b(?:{_WORD})\b){{8,}}")

SPACES = re.compile(r"[^\S\n ]")
OTHERS = re.compile(r"[^\x00-\x7f]+")


def plain(text: str) -> str:
    """The text with plain digits, spaces and dashes; line breaks stay where they are."""
    text = re.sub(r"\r\n?|[\v\f]", "\n", text)
    if text.isascii():
        text = text.translate(SLASHES)
    else:
        text = OTHERS.sub(_digits, unicodedata.normalize("NFKC", text)).translate(AS_PLAIN)
    text = SPACES.sub(" ", text)
    return SPOKEN.sub(_spoken, text.lower()) if SPOKEN.search(text.lower()) else text


def _digits(letters: re.Match[str]) -> str:
    values = [(letter, unicodedata.decimal(letter, None)) for letter in letters[0]]
    return "".join(letter if value is None else str(value) for letter, value in values)


def _spoken(match: re.Match[str]) -> str:
    return " ".join(IN_WORDS[word] for word in re.findall(r"[a-z]+", match[0]))
