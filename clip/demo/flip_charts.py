"""Draws the flip charts of the demo's meetings, which nobody photographed: what each small group learned, on paper."""

from io import BytesIO
from textwrap import wrap

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from meetings import photographing
from meetings.models import Entry, Photograph

SIZE = (1200, 1500)
PAPER, INK, HEADING = "#f7f4ea", "#23395d", "#8a2b3c"
MARGIN = 110


def pin_up(entry: Entry, heading: str, lines: list[str], *, is_chosen: bool) -> None:
    """Keep a flip chart as the picture of an entry; it stands for a photograph."""
    picture = photographing.develop(_drawn(heading, lines), 0)
    photograph = Photograph(
        entry=entry, width=picture.width, height=picture.height, sha256=picture.sha256, is_chosen=is_chosen
    )
    photograph.image.save(f"{entry.pk}.jpg", ContentFile(picture.content), save=False)
    photograph.save()


def _drawn(heading: str, lines: list[str]) -> BytesIO:
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 30, SIZE[0] - 30, SIZE[1] - 30), outline="#d8d2c0", width=3)
    height = _write(pen, heading, MARGIN, size=84, ink=HEADING, width=22)
    pen.line((MARGIN, height, SIZE[0] - MARGIN, height + 8), fill=HEADING, width=7)
    for line in lines:
        pen.ellipse((MARGIN, height + 88, MARGIN + 22, height + 110), fill=INK)
        height = _write(pen, line, height + 60, size=60, ink=INK, width=27, indent=55)
    out = BytesIO()
    sheet.save(out, "PNG")
    out.seek(0)
    return out


def _write(
    pen: ImageDraw.ImageDraw, text: str, top: float, *, size: int, ink: str, width: int, indent: int = 0
) -> float:
    """Write a few lines, and say where the next begin."""
    font = ImageFont.load_default(size)
    for line in wrap(text, width):
        pen.text((MARGIN + indent, top), line, font=font, fill=ink)
        top += size * 1.3
    return top + size * 0.3
