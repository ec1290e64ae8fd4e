"""Practice checks small enough to stand in a report: how many answers were low, middle and high, at the first and the last meeting.

What fewer than five said is drawn as that, and looks the same whether it was one or four (access.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from inquiries.templatetags.clip import few
from meetings.models import Meeting
from practices import spread_charts
from practices.models.checks import SHOWN_FROM
from practices.sketching import SMALL, bar, joined, letters_in, outline, picture, rule, text
from practices.spread_charts import heading

BANDS = ((1, 2), (3,), (4, 5))  # low, middle, high
HEAD, NAMED, STEP, APART, ROW = 58, 104, 23, 18, 44
FEW, LARGEST = 7, 20  # how high a bar is of fewer than five, and of the most


@dataclass(frozen=True)
class Banded:
    """One practice at one meeting: how many said low, middle and high; of fewer than five no more than that there are any."""

    practice: str
    meeting: Meeting
    counts: tuple[int, int, int]

    @property
    def is_apart(self) -> bool:
        """Whether low and high answers stand side by side."""
        return bool(self.counts[0] and self.counts[2])

    @property
    def said(self) -> list[str]:
        """Each count as it may leave the group."""
        return [str(few(count)) if count else "0" for count in self.counts]


def title_of(found: Sequence[Banded]) -> str:
    """Where low and high stand side by side, at the last meeting and at the first; one sentence, no full stop."""
    meetings = _meetings(found)
    first, last = ([one for one in found if one.meeting.pk == of.pk] for of in (meetings[0], meetings[-1]))
    now, before = (sum(one.is_apart for one in some) for some in (last, first))
    said = spread_charts.finding(now, len(last), meetings[-1])
    return said if len(meetings) == 1 else spread_charts.since(said, now, before, meetings[0])


def _meetings(found: Sequence[Banded]) -> list[Meeting]:
    by_number = {one.meeting.number: one.meeting for one in found}
    return [by_number[number] for number in sorted(by_number)]


def draw(found: Sequence[Banded], *, key: str) -> SafeString:
    """A row for each practice, in it three bars for the first and for the last meeting."""
    meetings = _meetings(found)
    places = list(zip([meetings[0], meetings[-1]][: len(meetings)], (0, 1), strict=False))
    xs = {meeting.pk: NAMED + (3 * STEP + APART) * place for meeting, place in places}
    parts = [heading(xs[meeting.pk], meeting, 12) for meeting, _place in places]
    parts += [_bands(x) for x in xs.values()]
    y = HEAD
    for practice in dict.fromkeys(one.practice for one in found):
        parts.append(rule(0, y, SMALL.width, y))
        lines = enumerate(wrap(practice, letters_in(NAMED - 4, 11)))
        parts += [text(0, y + 13 + 13 * n, line, size=11) for n, line in lines]
        here = [one for one in found if one.practice == practice and one.meeting.pk in xs]
        parts += [_cell(xs[one.meeting.pk], y + ROW, one) for one in here]
        y += ROW
    return picture(SMALL, key=key, title=title_of(found), desc=_described(found), height=y + 2, parts=parts)


def _bands(x: float) -> SafeString:
    """What the three bars below each other are: low, middle, high."""
    names = (_("low"), _("mid"), _("high"))
    return joined(
        text(x + STEP * (place + 0.5) - 1, HEAD - 7, name, colour="soft", size=11, at="middle")
        for place, name in enumerate(names)
    )


def _cell(x: float, foot: float, one: Banded) -> SafeString:
    """Three bars on a line with their numbers below; hollow where fewer than five said so."""
    most, floor, parts = max(*one.counts, SHOWN_FROM), foot - 16, []
    for place, count in enumerate(one.counts):
        is_few = 0 < count < SHOWN_FROM
        height = FEW if is_few else FEW + (LARGEST - FEW) * count / most
        if count:
            draw_bar = outline if is_few else bar
            parts.append(draw_bar(x + STEP * place, floor - height, STEP - 3, height, "heather"))
        said = f"<{SHOWN_FROM}" if is_few else count
        where = x + STEP * (place + 0.5) - 1.5
        parts.append(text(where, foot - 4, said, colour="ink" if count else "soft", size=11, at="middle"))
    return joined([*parts, rule(x, floor, x + STEP * 3 - 3, floor, "edge")])


def _described(found: Sequence[Banded]) -> str:
    """The same for those who don't see the picture."""
    told = "; ".join(
        _("%(practice)s, meeting %(number)s: %(counts)s")
        % {"practice": one.practice, "number": one.meeting.number, "counts": ", ".join(one.said)}
        for one in found
    )
    return capfirst(_("how many said low, middle and high. %(told)s.") % {"told": told})
