"""Organisations as a picture: a mark of its sector for each, a line between those that worked together, new lines apart.

Where each stands `practices.placing` says: from meeting to meeting lines come, and no organisation moves.
"""

from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.models import Organisation
from inquiries.templatetags.clip import number_word
from meetings.models import Meeting
from practices.placing import FRAMES, GAP, LINE, RADIUS, Frame, Sheet, place
from practices.relating import Relations, Tie

TITLE_LINE = 24
WIDEST = 6  # px of a line, however often
# Corners of each sector's mark, clockwise from top left: 1 is round. The same as .sector--h and its sisters.
CORNERS = {
    "h": (1, 1, 1, 1),
    "c": (0, 0, 0, 0),
    "g": (1, 1, 0, 0),
    "t": (0, 0, 1, 1),
    "i": (1, 0, 1, 0),
    "p": (0, 1, 0, 1),
}


def title_of(ties: list[Tie], meetings: int) -> str:
    """What the picture says, in one sentence without its full stop."""
    numbers = {"n": number_word(len(ties)), "meetings": _meetings(meetings)}
    if not ties:
        return _("No ties yet after %(meetings)s") % numbers
    said = ngettext("%(n)s tie after %(meetings)s", "%(n)s ties after %(meetings)s", len(ties)) % numbers
    new = sum(tie.is_new for tie in ties)
    if meetings > 1:
        said = _("%(said)s, %(new)s") % {"said": said, "new": _new(new, len(ties))}
    return capfirst(said)


def _meetings(count: int) -> str:
    return ngettext("%(n)s meeting", "%(n)s meetings", count) % {"n": number_word(count)}


def _new(new: int, ties: int) -> str:
    if ties == 1:
        return _("and it is new") if new else _("and it is not new")
    if new == ties:
        return _("all of them new")
    return _("%(n)s of them new") % {"n": number_word(new)}


def pictures(relations: Relations, meeting: Meeting) -> list[SafeString]:
    """The picture as it stood after one of the meetings, once for each frame."""
    return [draw(relations, meeting, frame) for frame in FRAMES]


def draw(relations: Relations, meeting: Meeting, frame: Frame) -> SafeString:
    """Every organisation of the group by that meeting, and the ties so far, under a title that says what was found."""
    ties, here = relations.after(meeting), relations.here(meeting)
    tied = {end.pk for tie in ties for end in (tie.one, tie.other)}
    title = title_of(ties, relations.meetings.index(meeting) + 1)
    names = tuple((one.pk, one.name) for one in relations.here(relations.meetings[-1]))
    sheet = place(names, tuple(relations.shared), frame)
    lines, key = wrap(title, frame.title_letters), _key(ties, meeting, frame)
    top = TITLE_LINE * len(lines) + LINE * len(key) + 2 * GAP
    return format_html(
        '<svg class="relations__chart relations__chart--{name}" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{title}</title>'
        '<desc id="{key}-desc">{desc}</desc>{head}<g transform="translate(0 {top})">{alone}{ties}{marks}</g></svg>',
        name=frame.name,
        width=frame.width,
        height=top + sheet.height,
        key=f"relations-{frame.name}",
        title=title,
        desc=_described(ties),
        head=_head(lines, key),
        top=top,
        alone=_alone(here, sheet),
        ties=_together([_tie(tie, sheet) for tie in sorted(ties, key=lambda tie: tie.is_new)]),
        marks=_together([_mark(one, sheet, is_tied=one.pk in tied) for one in here]),
    )


def _described(ties: list[Tie]) -> str:
    """The same for those who don't see the picture: what is new first."""
    new = "; ".join(tie.words for tie in ties if tie.is_new)
    before = "; ".join(tie.words for tie in ties if not tie.is_new)
    parts = [_("New: %(ties)s.") % {"ties": new}] if new else []
    parts += [_("Before: %(ties)s.") % {"ties": before}] if before else []
    return " ".join(parts)


def _key(ties: list[Tie], meeting: Meeting, frame: Frame) -> list[str]:
    """What a new line looks like, in lines of words; none where nothing is new."""
    if not any(tie.is_new for tie in ties):
        return []
    words = _("new at meeting %(number)s; the thicker, the more they shared") % {"number": meeting.number}
    return wrap(words, frame.title_letters)


def _head(title: list[str], key: list[str]) -> SafeString:
    """The title, and below it the key beside a line as it is drawn."""
    parts = [
        _text("relations__title", 0, TITLE_LINE * number - 5, line)
        for number, line in enumerate(title, start=1)
    ]
    y = TITLE_LINE * len(title) + LINE
    if key:
        parts.append(_line("relations__tie relations__tie--new", (0, y - 5), (34, y - 5), 3))
        parts.append(_bead(17, y - 5))
    parts += [_text("relations__text", 42, y + LINE * number, line) for number, line in enumerate(key)]
    return _together(parts)


def _alone(here: list[Organisation], sheet: Sheet) -> SafeString:
    """What stands over those that share nothing with anybody so far."""
    if all(sheet.spots[one.pk].y < sheet.tied_height for one in here):
        return SafeString("")
    return _text("relations__text", 0, sheet.tied_height + LINE + GAP, _("No tie so far"))


def _tie(tie: Tie, sheet: Sheet) -> SafeString:
    one, other = sheet.spots[tie.one.pk], sheet.spots[tie.other.pk]
    start, end, width = (one.x, one.y), (other.x, other.y), min(0.5 + 1.5 * tie.often, WIDEST)
    if not tie.is_new:
        return _line("relations__tie", start, end, width)
    bead = _bead(round((one.x + other.x) / 2, 1), round((one.y + other.y) / 2, 1))
    return _together([_line("relations__tie relations__tie--new", start, end, width), bead])


def _line(shape: str, start: tuple[float, float], end: tuple[float, float], width: float) -> SafeString:
    line = '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"/>'
    return format_html(line, shape, *start, *end, width)


def _text(shape: str, x: float, y: float, words: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', shape, x, y, words)


def _bead(x: float, y: float) -> SafeString:
    """What marks a new line for those who tell no colours apart."""
    return format_html('<circle class="relations__bead" cx="{}" cy="{}" r="4.5"/>', x, y)


def _mark(one: Organisation, sheet: Sheet, *, is_tied: bool) -> SafeString:
    """An organisation: the shape and letter of its sector, hollow until it is tied, and its name."""
    spot = sheet.spots[one.pk]
    kind = f"relations__mark--{one.sector}" if is_tied else "relations__mark--alone"
    letter = _text("relations__letter", spot.x, round(spot.y + 5, 1), one.sector.upper())
    label = [_text("relations__label", spot.x, y, line) for y, line in spot.lines()]
    path = format_html('<path d="{}"/>', _outline(spot.x, spot.y, one.sector))
    return format_html('<g class="relations__mark {}">{}</g>', kind, _together([path, letter, *label]))


def _outline(x: float, y: float, sector: str) -> str:
    """A square about a point, some of its corners rounded to the full."""
    r, corners = RADIUS, [RADIUS if is_round else 3 for is_round in CORNERS[sector]]
    a, b, c, d = corners
    left, right, top, foot = (round(edge, 1) for edge in (x - r, x + r, y - r, y + r))
    return (
        f"M{left + a},{top} L{right - b},{top} A{b},{b} 0 0 1 {right},{top + b} "
        f"L{right},{foot - c} A{c},{c} 0 0 1 {right - c},{foot} "
        f"L{left + d},{foot} A{d},{d} 0 0 1 {left},{foot - d} "
        f"L{left},{top + a} A{a},{a} 0 0 1 {left + a},{top}Z"
    )


def _together(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
