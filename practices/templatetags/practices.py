"""How pages say where small tests stand, and draw the thread."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from inquiries.models import Group
from inquiries.templatetags.clip import state
from meetings.models import Action
from practices.models import LibraryEntry, SmallTest
from practices.reporting.library import Found
from practices.tying import Knot
from practices.walking import LANE, LANES_AT_MOST, Step, Walk

register = template.Library()
SHARED = {"small test": "trial", "story": "told", "way round": "round"}
MARKS = {"trying": "trial", "adopted": "usual", "let go": "let_go"}


@register.simple_tag
def stage_mark(small_test: SmallTest) -> str:
    """The mark and word of a small test's stage."""
    return state(MARKS[small_test.stage], small_test.get_stage_display())


@register.simple_tag
def shared_mark(entry: LibraryEntry) -> str:
    """The mark and word of what an entry of the library tells of."""
    return state(SHARED[entry.kind], str(entry.get_kind_display()))


@register.simple_tag
def pieces(said: list[tuple[str, bool]]) -> SafeString:
    """Words, each escaped, and marked where they were looked for."""
    marked = (
        format_html("<mark>{}</mark>", words) if is_found else conditional_escape(words)
        for words, is_found in said
    )
    return mark_safe("".join(marked))  # noqa: S308 - each piece is escaped just above


@register.simple_tag
def found_meta(found: Found, group: Group | None) -> SafeString:
    """The line under an entry in the list."""
    said = ((words,) for words in found.meta(group.pk if group else None))
    return format_html(
        '<p class="action__meta">{}</p>', format_html_join("", '<span class="dot">{}</span>', said)
    )


@register.simple_tag
def stage_said(stage: str) -> str:
    """The same where a report holds the stage as it was."""
    return state(MARKS[stage], str(dict(SmallTest.Stage.choices)[stage]))


@register.simple_tag
def knot_state(knot: Knot) -> str:
    """The mark and word of where a thing on the thread stands."""
    if knot.kind == "small test":
        return state(MARKS[knot.state], str(dict(SmallTest.Stage.choices)[knot.state]))
    return state(knot.state, str(dict(Action.State.choices)[knot.state]))


@register.simple_tag
def lanes(step: Step, walk: Walk) -> SafeString:
    """The lines beside one step: above its knot those that come in, below it those that go out, and those that pass.

    Two stretched pieces and a dot, so that a row may be as high as its words; for the eye alone.
    """
    above = [(_x(lane), _x(lane)) for lane in step.passing] + [
        (_x(lane), _x(step.lane)) for lane in step.coming
    ]
    below = [(_x(lane), _x(lane)) for lane in step.passing] + [
        (_x(step.lane), _x(lane)) for lane in step.going
    ]
    return format_html(
        '<div class="strand__lanes" aria-hidden="true">{}{}<svg class="strand__knot" viewBox="0 0 {} 18" width="{}" height="18">'
        '<circle cx="{}" cy="9" r="6"/></svg></div>',
        _piece("strand__above", above, walk.width),
        _piece("strand__below", below, walk.width),
        walk.width,
        walk.width,
        _x(step.lane),
    )


def _piece(name: str, lines: list[tuple[int, int]], width: int) -> SafeString:
    """Lines from the top of a piece to its foot, each bending once; stretched to the height that it is given."""
    drawn: Any = ((f"M{a},0 C{a},60 {b},40 {b},100",) for a, b in lines)
    paths = format_html_join("", '<path d="{}"/>', drawn)
    return format_html(
        '<svg class="{}" viewBox="0 0 {} 100" width="{}" preserveAspectRatio="none">{}</svg>',
        name,
        width,
        width,
        paths,
    )


def _x(lane: int) -> int:
    return LANE // 2 + LANE * min(lane, LANES_AT_MOST - 1)
