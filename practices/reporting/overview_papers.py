"""A report over several groups on paper: ordered once it is published, and never given out with what was taken back since."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import slugify

from inquiries import rendering
from inquiries.models import Document
from practices.models import Face, Overview, Portrait
from practices.reporting import overview_standing, pieces


def whole(overview: Overview, face: str) -> list[Any]:
    """All that it tells: as a whole, then of each group; one query."""
    rows = list(overview.portraits.filter(face=face))
    return [overview.told[face], *rows]


def order(overview: Overview, face: str, *, at: datetime) -> Document:
    """Have it drawn as it may be read now; what is on its way or there already is the answer."""
    told, *portraits = whole(overview, face)
    gone = overview_standing.gone(told, *(one.told for one in portraits))
    html = paper(overview, face, gone, told, portraits)
    document = rendering.order(
        programme=overview.programme,
        title=overview.title[:200],
        file_name=f"{slugify(overview.place.slug)}-{face}-report.pdf",
        html=html,
        at=at,
    )
    column = "document" if face == Face.NEAR else "national_document"
    left_out = overview.left_out | {face: sorted(gone)}
    Overview.objects.filter(pk=overview.pk).update(**{column: document, "left_out": left_out})
    return document


def paper(
    overview: Overview, face: str, gone: set[str], told: dict[str, Any], portraits: list[Portrait]
) -> str:
    """All sheets as one page to be drawn."""
    scale = told["scale"]
    standing = [overview_standing.without(row.told, gone) for row in portraits]
    drawn = [(one, pieces.portrait(one, scale)) for one in standing]
    context = {
        "row": overview,
        "face": face,
        "is_national": face == Face.NATIONAL,
        "whole": pieces.whole(
            overview, overview_standing.without(told, gone), is_national=face == Face.NATIONAL
        ),
        **pieces.apart(piece for _one, piece in drawn),
        "portraits": [(one, piece) for one, piece in drawn if not piece.is_silent],
    }
    return render_to_string("practices/print/overview.html", context)


def is_as_it_stands(overview: Overview, face: str) -> bool:
    """Whether the PDF that was drawn holds nothing that was taken back since, and all that was let out again."""
    told, *portraits = whole(overview, face)
    gone = overview_standing.gone(told, *(one.told for one in portraits))
    return bool(sorted(gone) == overview.left_out.get(face))
