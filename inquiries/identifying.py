"""What in a text tells who somebody is: numbers that stand for a patient, addresses, and what may be recognised.

Two strengths. Every box of Clip refuses what identifies a patient; a story refuses what leads to any person too, and asks
about what may. `static/js/identifiers.js` looks for what is refused in the browser, before anything is kept on a device;
`tests/browser/test_identifiers.py` holds the two against each other. A finding knows its kind and place, never the words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from inquiries import folding, given_names


class Kind(StrEnum):
    """What was found; the first four are refused everywhere, those up to HANDLE in stories, the others are asked about."""

    NUMBER = "number"  # CHI, NHS or Health and Care number: ten digits, however they are written
    LONG_NUMBER = "long number"
    INSURANCE = "insurance number"
    BIRTH = "date of birth"
    POSTCODE = "postcode"
    PHONE = "phone number"
    EMAIL = "email address"
    LINK = "link"
    HANDLE = "name on social media"
    MEMBER = "member beside a health word"
    NAME = "name"
    AGE = "exact age"
    DATE = "exact date"
    PLACE = "place"
    CASE = "case or car number"


REFUSED = frozenset({Kind.NUMBER, Kind.LONG_NUMBER, Kind.INSURANCE, Kind.BIRTH})
REFUSED_IN_STORIES = REFUSED | {
    Kind.POSTCODE,
    Kind.PHONE,
    Kind.EMAIL,
    Kind.LINK,
    Kind.HANDLE,
    Kind.MEMBER,
}
ORDER = {kind: place for place, kind in enumerate(Kind)}
PARAGRAPH = re.compile(r"^.*\S.*$", re.MULTILINE)
GROWN_UP = 16  # years: a full date as long ago as that is taken for somebody's birth

SEPARATORS = r"[ \t./-]{0,3}(?:\n[ \t./-]{0,3})?"
RUN = re.compile(rf"\d(?:{SEPARATORS}\d)*")
ABROAD = re.compile(r"(?:\+|\b00) ?44[ .-]?(?:\(0\))?[ .-]?\d(?:[ .-]?\d){8,9}(?!\d)")
WHEN = re.compile(  # a day of these years and an hour, which make ten digits together
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]20[1-4]\d|20[1-4]\d-\d{2}-\d{2})[ ,]+\d{1,2}\.\d{2}(?!\d)"
)
PHONE = re.compile(r"0[1-9]")
INSURANCE = re.compile(r"\b[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?(?:\d{2}[ -]?){3}[a-d]\b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
DAYS = (  # with the places of year, month and day among the groups
    (re.compile(r"(?<![\d./-])(\d{1,2}) ?([ ./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![./-]?\d)"), (4, 3, 1)),
    (re.compile(r"(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)"), (1, 2, 3)),
    (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\.?,?[ -]['’]?(\d{{4}}|\d{{2}})(?!\d)",
        ),
        (3, 2, 1),
    ),
    (re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)"), (3, 1, 2)),
)
BIRTH = re.compile(r"\b(?:born|d\.? ?o\.? ?b|date of birth|birth ?date|birthday)\b")
BESIDE = 25  # letters between such a word and the date
_AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu "
    "ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe "
    "ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws "
    "wv yo ze"
)
AREAS = frozenset(_AREAS.split())  # of postcodes
POSTCODE = re.compile(r"\b([a-z]{1,2})\d[a-z\d]? ?\d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}\b")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\[at\]|\(at\)) ?[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|co\.uk|org\.uk|nhs\.uk|scot|gov\.uk)\b")
HANDLE = re.compile(r"(?<![\w@.])@[a-z_][\w.]{2,}")
TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Sir|Lady|Father|Sister|Rev)\b\.? (?:[A-Z]\b\.? )?[A-Z][\w'’-]+")
WORD = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")
AGE = re.compile(
    r"\b(?:aged?|turned|turning|is|was|at) (?:of )?(\d{2,3})\b(?! ?(?:minutes?|hours?|days?|weeks?|months?|%|per|people|visits?|miles?))"
    r"|\b(\d{1,3})[ -]?(?:years?|yrs?|y/o|yo)[ -]?(?:old|of age)?\b(?=[ -]?(?:old|of age|lady|man|woman|gentleman)|[.,;)]|$)",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:[A-Z][\w'’-]+ ){1,3}(?:Practice|Surgery|Medical Centre|Health Centre|Care Home|Nursing Home|House|Court|"
    r"School|Academy|College|Hospital|Hospice|Pharmacy|Church|Street|Road|Avenue|Crescent|Lane|Terrace|Drive)\b"
    r"|\b[Ww]ard \d+\b|\b(?:HS\d|KW1[5-7]|ZE\d|PA[67]\d|IV[45]\d)\b"
)
CASE = re.compile(
    r"\b(?:case|ref|reference|client|swift|carefirst) ?(?:no\.?|number|id)?:? ?[A-Z]{0,3}\d{4,}\b"
    r"|\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
    re.IGNORECASE,
)
HEALTH = re.compile(
    r"\b(?:diagnos|dementia|cancer|stroke|diabet|depress|anxi|addict|alcohol|overdos|hospital|medicat|prescri|patient|illness|"
    r"incontinen|disab|surgery|wound|palliative|carer|fell\b|fall\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """What kind of thing stands in which paragraph, counted from one; the words themselves are kept nowhere."""

    kind: Kind
    paragraph: int


def refused(text: str, *, year: int, in_story: bool = False) -> list[Finding]:
    """What must not be kept, first things first; at most one of a kind and paragraph. Takes a few milliseconds a page."""
    folded = folding.plain(text).lower()
    found = [*_numbers_and_days(folded, year), *(_addresses(folded) if in_story else ())]
    wanted = REFUSED_IN_STORIES if in_story else REFUSED
    return _told([one for one in found if one[0] in wanted], folded)


def asked_about(text: str, *, year: int, pseudonym: str = "") -> list[Finding]:
    """What may tell who somebody is, for a person to look at; a story's own pseudonym never does."""
    folded = folding.plain(text)
    own = {word.casefold() for word in re.findall(r"\w+", folding.plain(pseudonym))}
    return _told([*_may_tell(folded, own, year)], folded)


def members_named(text: str, names: Iterable[str]) -> list[Finding]:
    """Whoever takes part, by their whole name, in a sentence that speaks of health."""
    folded = folding.plain(text)
    found = [
        (Kind.MEMBER, match.start())
        for name in names
        for match in re.finditer(rf"\b{re.escape(folding.plain(name))}\b", folded, re.IGNORECASE)
        if HEALTH.search(_sentence_around(folded, match.start()))
    ]
    return _told(found, folded)


def _told(found: Iterable[tuple[Kind, int]], folded: str) -> list[Finding]:
    """By kind and paragraph: a paragraph is a line with something in it."""
    begins = [match.start() for match in PARAGRAPH.finditer(folded)]
    findings = {Finding(kind, max(1, bisect_right(begins, at))) for kind, at in found}
    return sorted(findings, key=lambda one: (ORDER[one.kind], one.paragraph))


def _sentence_around(folded: str, at: int) -> str:
    start = max(folded.rfind(mark, 0, at) for mark in ".!?\n") + 1
    ends = [end for mark in ".!?\n" if (end := folded.find(mark, at)) >= 0]
    return folded[start : min(ends, default=len(folded))]


# --- what is refused ------------------------------------------------------------------------------


def _numbers_and_days(folded: str, year: int) -> Iterator[tuple[Kind, int]]:
    yield from _births(folded, year)
    for match in ABROAD.finditer(folded):
        yield Kind.PHONE, match.start()
    rest = WHEN.sub(_blank, ABROAD.sub(_blank, folded))
    for match in RUN.finditer(rest):
        if len(match[0]) >= 9:
            yield from _numbers(match)
    for match in INSURANCE.finditer(folded):
        yield Kind.INSURANCE, match.start()


def _addresses(folded: str) -> Iterator[tuple[Kind, int]]:
    for match in POSTCODE.finditer(folded):
        if match[1] in AREAS:
            yield Kind.POSTCODE, match.start()
    emails = [match.span() for match in EMAIL.finditer(folded)]
    yield from ((Kind.EMAIL, start) for start, _end in emails)
    for kind, pattern in ((Kind.LINK, LINK), (Kind.HANDLE, HANDLE)):
        for match in pattern.finditer(folded):
            if not any(start < match.start() < end for start, end in emails):
                yield kind, match.start()


def _blank(match: re.Match[str]) -> str:
    """As long as what it takes out, so that places stay; no part of any number."""
    return re.sub(r"[^\n]", "_", match[0])


def _numbers(run: re.Match[str]) -> Iterator[tuple[Kind, int]]:
    """What a run of digits holds: any of its parts that make ten together, and what is longer and no telephone."""
    parts = re.findall(r"\d+", run[0])
    if _sums_to(parts, 10):
        yield Kind.NUMBER, run.start()
    elif PHONE.match(run[0]) and _sums_to(parts[:4], 11, from_start=True):
        yield Kind.PHONE, run.start()
    elif any(len(part) > 10 for part in parts):
        yield Kind.LONG_NUMBER, run.start()
    elif any(len(nine) == 9 and is_chi("0" + nine) for nine in [*parts, "".join(parts)]):
        yield Kind.NUMBER, run.start()


def _sums_to(parts: list[str], wanted: int, *, from_start: bool = False) -> bool:
    """Whether parts that stand side by side have so many digits together."""
    for start in range(1 if from_start else len(parts)):
        length = 0
        for part in parts[start:]:
            length += len(part)
            if length >= wanted:
                break
        if length == wanted:
            return True
    return False


def is_chi(digits: str) -> bool:
    """Whether ten digits begin with a day and end with the check digit of a CHI number (modulus 11)."""
    if not (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])


def _births(folded: str, year: int) -> Iterator[tuple[Kind, int]]:
    for start, end, of in _days(folded, year):
        beside = folded[max(0, start - BESIDE) : start], folded[end : end + BESIDE]
        if of <= year - GROWN_UP or any(map(BIRTH.search, beside)):
            yield Kind.BIRTH, start


def _days(folded: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Where days with their year begin and end, and the year: two digits that are still to come stand for the last century."""
    for pattern, places in DAYS:
        for match in pattern.finditer(folded):
            of, month, day = (match[place] for place in places)
            century = 1900 if len(of) == 2 and int(of) > year % 100 + 1 else 2000 if len(of) == 2 else 0
            if 1900 <= century + int(of) <= year + 50 and 1 <= _month(month) <= 12 and 1 <= int(day) <= 31:
                yield match.start(), match.end(), century + int(of)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3]) + 1


# --- what is asked about --------------------------------------------------------------------------


def _may_tell(folded: str, own: set[str], year: int) -> Iterator[tuple[Kind, int]]:
    yield from _names(folded, own)
    yield from ((Kind.DATE, start) for start, _end, of in _days(folded.lower(), year) if of > year - GROWN_UP)
    for kind, pattern in ((Kind.AGE, AGE), (Kind.PLACE, PLACE), (Kind.CASE, CASE)):
        yield from ((kind, match.start()) for match in pattern.finditer(folded))


def _names(folded: str, own: set[str]) -> Iterator[tuple[Kind, int]]:
    for match in TITLED.finditer(folded):
        if match[0].split()[-1].casefold() not in own:
            yield Kind.NAME, match.start()
    for match in WORD.finditer(folded):
        name = match[0].casefold()
        if name in given_names.COMMON and name not in own:
            yield Kind.NAME, match.start()
