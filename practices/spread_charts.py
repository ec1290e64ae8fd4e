"""Practice checks over time as a picture: how the answers spread at each meeting, side by side, never as a mean.

It draws only what `practices.checking` hands out, which is nothing below five answers.
"""

from collections.abc import Sequence
from textwrap import wrap

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries.templatetags.clip import number_word, short_day
from meetings.models import Meeting
from practices.checking import SCORES, Checked, Spread
from practices.sketching import Frame, bar, joined, letters_in, picture, rule, text

MOST = {"wide": 6, "tall": 4}  # meetings that have room, the newest of them
LEFT, HEAD, CELL, GAP, LINE = 210, 44, 74, 22, 19
UNDER, OVER = 14, 14  # room in a cell for the numbers below and above its bars
LOW, HIGH = 2, 4  # answers up to the one and from the other on are not of one mind


def meetings_in(checked: Sequence[Checked]) -> list[Meeting]:
    """The meetings of which anything may be shown, oldest first."""
    found = {spread.meeting.number: spread.meeting for one in checked for spread in one.spreads}
    return [found[number] for number in sorted(found)]


def title_of(checked: Sequence[Checked]) -> str:
    """Where low and high answers stand side by side, at the last meeting and at the first; one sentence, no full stop."""
    meetings = meetings_in(checked)
    if not meetings:
        return _("No practice check with five answers yet")
    last, first = meetings[-1], meetings[0]
    now = len(_apart(checked, last))
    said = finding(now, _asked(checked, last), last)
    return said if first == last else since(said, now, len(_apart(checked, first)), first)


def finding(apart: int, asked: int, meeting: Meeting) -> str:
    """In how many of the practices asked about at a meeting low and high answers stand side by side."""
    words = {"number": meeting.number, "n": number_word(apart), "all": number_word(asked)}
    if not apart:
        return _("At meeting %(number)s answers lie close together in every practice") % words
    return (
        ngettext(
            "At meeting %(number)s low and high answers stand side by side in %(n)s of %(all)s practices",
            "At meeting %(number)s low and high answers stand side by side in %(n)s of %(all)s practices",
            apart,
        )
        % words
    )


def since(said: str, now: int, before: int, first: Meeting) -> str:
    """The same beside what it was at the first meeting."""
    words = {"said": said, "number": first.number, "n": number_word(before)}
    if now == before:
        return _("%(said)s, as at meeting %(number)s") % words
    return _("%(said)s; at meeting %(number)s it was %(n)s") % words


def _apart(checked: Sequence[Checked], meeting: Meeting) -> list[str]:
    """The practices of which some say low and some say high at a meeting."""
    return [one.label for one in checked if (spread := spread_at(one, meeting)) and is_apart(spread)]


def _asked(checked: Sequence[Checked], meeting: Meeting) -> int:
    return sum(spread_at(one, meeting) is not None for one in checked)


def spread_at(one: Checked, meeting: Meeting) -> Spread | None:
    return next((spread for spread in one.spreads if spread.meeting.pk == meeting.pk), None)


def is_apart(spread: Spread) -> bool:
    said = [score for score, count in zip(SCORES, spread.counts, strict=True) if count]
    return min(said) <= LOW and max(said) >= HIGH


def draw(checked: Sequence[Checked], frame: Frame, *, key: str = "checks") -> SafeString:
    """A row for each practice, in it a small picture of each meeting; nothing where there is nothing to show."""
    meetings = meetings_in(checked)[-MOST[frame.name] :]
    if not meetings:
        return SafeString("")
    left = LEFT if frame.is_wide else 0
    room = (frame.width - left) / max(len(meetings), 3)
    parts = [heading(left + room * place, meeting) for place, meeting in enumerate(meetings)]
    y: float = HEAD
    for one in (one for one in checked if one.spreads):
        lines = wrap(one.label, letters_in(left - 12)) if frame.is_wide else [one.label]
        top = y if frame.is_wide else y + LINE + 8
        parts.append(rule(0, y, frame.width, y))
        parts += [text(0, y + LINE * (n + 1), line, bold=True) for n, line in enumerate(lines)]
        parts += [_cell(left + room * n, top + 10, room, one, meeting) for n, meeting in enumerate(meetings)]
        y = top + CELL + GAP
    return picture(frame, key=key, title=title_of(checked), desc=_described(checked), height=y, parts=parts)


def heading(x: float, meeting: Meeting, size: int = 15) -> SafeString:
    number = text(x, 16, _("Meeting %(number)s") % {"number": meeting.number}, size=size)
    return joined([number, text(x, 34, short_day(meeting.starts_at), colour="soft", size=size - 1)])


def _cell(x: float, y: float, room: float, one: Checked, meeting: Meeting) -> SafeString:
    """Five bars from low to high, as high as the share of the answers: above each how many, below it which number they gave."""
    spread, foot = spread_at(one, meeting), y + CELL - UNDER
    if spread is None:
        return text(x, foot, _("not shown"), colour="soft", size=13)
    step = min((room - 16) / len(spread.counts), 17)
    most, parts = max(spread.counts), []
    for place, (score, count) in enumerate(zip(SCORES, spread.counts, strict=True)):
        height, middle = (CELL - UNDER - OVER - 4) * count / most, x + step * (place + 0.5) - 1.5
        if count:
            parts.append(bar(x + step * place, foot - height, step - 3, height, "heather"))
            parts.append(text(middle, foot - height - 3, count, size=12, at="middle"))
        parts.append(text(middle, foot + 14, score, colour="soft", size=12, at="middle"))
    parts.append(rule(x, foot, x + step * 5 - 3, foot, "edge"))
    return joined(parts)


def _described(checked: Sequence[Checked]) -> str:
    """The same for those who don't see the picture: the counts of one to five."""
    told = [
        _("%(practice)s, meeting %(number)s: %(counts)s")
        % {
            "practice": one.label,
            "number": spread.meeting.number,
            "counts": ", ".join(str(count) for count in spread.counts),
        }
        for one in checked
        for spread in one.spreads
    ]
    return capfirst(_("how many said one, two, three, four and five. %(told)s.") % {"told": "; ".join(told)})
