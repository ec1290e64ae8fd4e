"""Photographs in a meeting's record: drawn anew without their metadata, kept once, and in the recap only where chosen."""

import hashlib
import struct
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from inquiries.models import Membership
from meetings import publishing, recording
from meetings.models import Entry, Meeting, Photograph, SmallGroup

LARGEST_FILE = 10 * 2**20  # bytes (reliability 3.11)
LARGEST_PICTURE = 40_000_000  # dots
LONGEST_SIDE = 2000  # dots that are kept: handwriting on a flip chart is read at half of it
QUALITY = 80
MOST = 60  # of one meeting
ORIENTATION = 0x0112  # the tag of EXIF
# What the library says of a broken file. It reads what stands in it before it has looked whether that can be.
BROKEN = (OSError, SyntaxError, ValueError, KeyError, TypeError, AttributeError, struct.error)


class NotAPictureError(Exception):
    """What was sent can't be kept as a photograph; the text says why and what to do."""


@dataclass(frozen=True)
class Picture:
    """A photograph drawn anew: a JPEG with nothing in it but the picture."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def develop(file: IO[bytes], size: int) -> Picture:
    """Draw what was sent anew, upright, and at most LONGEST_SIDE long: place, time and camera stay behind.

    What it is is read from the file, never from its name. Raises NotAPictureError.
    """
    if size > LARGEST_FILE:
        raise NotAPictureError(_("The photograph must be smaller than 10 MB. Send it in a smaller size."))
    from PIL import Image, UnidentifiedImageError  # slow to import: only where one is sent

    try:
        with Image.open(file, formats=("JPEG", "PNG")) as sent:
            if sent.width * sent.height > LARGEST_PICTURE:
                raise NotAPictureError(
                    _("The photograph has too many dots. Take it again in a smaller size.")
                )
            sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            sent.load()
            return _draw_anew(_upright(sent))
    except (UnidentifiedImageError, Image.DecompressionBombError) as problem:
        raise NotAPictureError(_("The file must be a photograph: a JPG or a PNG.")) from problem
    except BROKEN as problem:
        raise NotAPictureError(_("The photograph could not be read. Take it again.")) from problem


def _upright(picture: Any) -> Any:
    """Turned as its camera held it; where what it says of that is broken, as it lies. Nothing else of it is read."""
    from PIL.Image import Transpose

    turns = {  # by how EXIF numbers them
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    try:
        turn = turns.get(picture.getexif().get(ORIENTATION))
    except BROKEN:
        return picture
    return picture.transpose(turn) if turn is not None else picture


def _draw_anew(picture: Any) -> Picture:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "P", "PA"):  # what is clear becomes white, as paper is
        with_alpha = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, "white")
        picture.paste(with_alpha, mask=with_alpha.getchannel("A"))
    picture = picture.convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)  # the dots alone: no metadata of the one that was sent
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), *clean.size)


@transaction.atomic
def add(
    meeting: Meeting,
    picture: Picture,
    caption: str,
    *,
    by: Membership,
    at: datetime,
    client_key: UUID,
    small_group: SmallGroup | None = None,
) -> Entry:
    """Keep a photograph of the meeting; the same `client_key` again returns the first one, and writes no second file.

    Raises ClosedError, and NotAPictureError once there are MOST.
    """
    before = Entry.objects.filter(client_key=client_key).first()
    if before:
        return before
    if Photograph.objects.kept().filter(entry__meeting=meeting).count() >= MOST:
        raise NotAPictureError(_("A meeting keeps sixty photographs. Remove one to keep this one."))
    entry = recording.add_entry(
        meeting,
        kind=Entry.Kind.PHOTOGRAPH,
        text=caption,
        small_group=small_group,
        by=by,
        at=at,
        client_key=client_key,
    )
    _keep(entry, picture)
    return entry


def _keep(entry: Entry, picture: Picture) -> None:
    """Write the file, then its row; a file of which no row came is taken away again."""
    size = {"width": picture.width, "height": picture.height}
    photograph = Photograph(entry=entry, sha256=picture.sha256, **size)
    photograph.image.save(f"{uuid4()}.jpg", ContentFile(picture.content), save=False)
    try:
        with transaction.atomic():
            photograph.save(force_insert=True)
    except IntegrityError:  # the same entry at the same time: the first picture stands
        photograph.image.delete(save=False)


@transaction.atomic
def choose(photograph: Photograph, *, is_chosen: bool, at: datetime) -> bool:
    """Put it into the recap or take it out, and say whether it was this call that did; a published PDF is drawn anew."""
    others = Photograph.objects.filter(pk=photograph.pk, is_chosen=not is_chosen)
    if not others.update(is_chosen=is_chosen):
        return False
    publishing.draw_anew(photograph.entry.meeting, at=at)
    return True


def of(meeting: Meeting) -> list[Photograph]:
    """Those kept of a meeting, oldest first; one query."""
    kept = Photograph.objects.kept().filter(entry__meeting=meeting).select_related("entry")
    return list(kept.order_by("entry__recorded_at"))
