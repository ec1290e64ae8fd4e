"""The parts of a chart as SVG that looks the same on a page, on paper and in a PDF.

Each part has a class, whose colour follows the scheme of a page, and its colour and size as attributes too: the PDF maker
draws a picture by these alone, and reads no style sheet for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Verdana, sans-serif"
COLOURS = {  # those of the light scheme in tokens.css
    "ink": "#1f2a33",
    "soft": "#4a5661",
    "pine": "#12594a",
    "heather": "#63407a",
    "heather-mid": "#9778ad",
    "edge": "#71767a",
    "line": "#d8d2c5",
}
LETTER = 0.56  # of its size: about how wide a letter is


@dataclass(frozen=True)
class Frame:
    """A width that a picture is drawn for: a page or a sheet of paper, or a phone."""

    name: str
    width: int

    @property
    def is_wide(self) -> bool:
        return self.name == "wide"


WIDE, TALL = Frame("wide", 720), Frame("tall", 340)
FRAMES = (WIDE, TALL)
SMALL = Frame("small", 260)  # beside others: in a report, on its page and on paper


def picture(
    frame: Frame, *, key: str, title: str, desc: str, height: float, parts: Iterable[SafeString]
) -> SafeString:
    """A whole picture; its title and what it shows are told to those who don't see it, and not drawn."""
    return format_html(
        '<svg class="drawn drawn--{frame}" viewBox="0 0 {width} {height}" role="img" font-family="{font}" '
        'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{title}</title>'
        '<desc id="{key}-desc">{desc}</desc>{parts}</svg>',
        frame=frame.name,
        width=frame.width,
        height=round(height),
        font=FONT,
        key=f"{key}-{frame.name}",
        title=title,
        desc=desc,
        parts=joined(parts),
    )


def text(
    x: float,
    y: float,
    words: object,
    *,
    colour: str = "ink",
    size: int = 15,
    bold: bool = False,
    at: str = "start",
) -> SafeString:
    """Words whose line stands at `y`; `at` says which end of them `x` is."""
    return format_html(
        '<text class="drawn__{colour}" x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" '
        'text-anchor="{at}" fill="{fill}">{words}</text>',
        colour=colour,
        x=round(x, 1),
        y=round(y, 1),
        size=size,
        weight=700 if bold else 400,
        at=at,
        fill=COLOURS[colour],
        words=words,
    )


def bar(x: float, y: float, width: float, height: float, colour: str) -> SafeString:
    return format_html(
        '<rect class="drawn__{}" x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        colour,
        round(x, 1),
        round(y, 1),
        round(width, 1),
        round(height, 1),
        COLOURS[colour],
    )


def outline(x: float, y: float, width: float, height: float, colour: str) -> SafeString:
    """A bar that is hollow: the whole, of which others show the parts."""
    return format_html(
        '<rect class="drawn__outline drawn__outline--{}" x="{}" y="{}" width="{}" height="{}" fill="none" '
        'stroke="{}" stroke-width="2"/>',
        colour,
        round(x + 1, 1),
        round(y + 1, 1),
        round(max(width - 2, 0), 1),
        round(height - 2, 1),
        COLOURS[colour],
    )


def rule(
    x1: float, y1: float, x2: float, y2: float, colour: str = "line", *, is_dashed: bool = False
) -> SafeString:
    return format_html(
        '<line class="drawn__rule drawn__rule--{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"{}/>',
        colour,
        round(x1, 1),
        round(y1, 1),
        round(x2, 1),
        round(y2, 1),
        COLOURS[colour],
        SafeString(' stroke-dasharray="5 4"') if is_dashed else "",
    )


def path(points: Iterable[tuple[float, float]], colour: str) -> SafeString:
    """A line through these points."""
    return format_html(
        '<polyline class="drawn__path drawn__path--{}" points="{}" fill="none" stroke="{}" stroke-width="2"/>',
        colour,
        " ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        COLOURS[colour],
    )


def dot(x: float, y: float, r: float, colour: str) -> SafeString:
    return format_html(
        '<circle class="drawn__{}" cx="{}" cy="{}" r="{}" fill="{}"/>',
        colour,
        round(x, 1),
        round(y, 1),
        r,
        COLOURS[colour],
    )


def joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def letters_in(width: float, size: int = 15) -> int:
    """About how many letters of a size have room."""
    return max(int(width / (LETTER * size)), 6)
