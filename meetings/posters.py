"""The wall on paper: the same words and look at A3, A1 and A0, drawn by a job."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from inquiries import rendering
from inquiries.models import Document, Group
from meetings import walls


@dataclass(frozen=True)
class Size:
    """A sheet lying on its long side, in millimetres."""

    name: str
    width: int
    height: int

    @property
    def letters(self) -> float:
        """The size of a letter in millimetres: the same share of the sheet as of a screen, 35 points at A1."""
        return round(self.width * 0.0146, 2)


SIZES = {
    "a3": Size("A3", 420, 297),
    "a1": Size("A1", 841, 594),
    "a0": Size("A0", 1189, 841),
}


def title(group: Group) -> str:
    return _("The wall of %(group)s") % {"group": group.name}


def paper(group: Group, size: str, *, at: datetime) -> str:
    """The wall as the page that its PDF is drawn from; what is paused at the moment is on paper still."""
    wall = walls.wall_of(group, at=at, is_for_paper=True)
    context = {"group": group, "wall": wall, "size": SIZES[size], "title": title(group)}
    return render_to_string("meetings/print/wall.html", context)


def order(group: Group, size: str, *, at: datetime) -> Document:
    """Have it drawn as it stands now; the one that is there already, or on its way, is the answer."""
    file_name = f"{group.slug}-wall-{size}.pdf"
    return rendering.order(
        group=group, title=title(group), file_name=file_name, html=paper(group, size, at=at), at=at
    )


def current(group: Group, size: str, *, at: datetime) -> Document | None:
    """The drawn poster that says what the wall says now."""
    return Document.objects.filter(key=rendering.key_of(group, paper(group, size, at=at))).first()
