"""A report over several groups on paper: ordered once it is published, and never given out with what was taken back since."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from inquiries import rendering
from inquiries.models import Document
from practices.models import Face, Overview, Portrait
from practices.reporting import small_multiples, standing
from practices.reporting.numbering import OF_GROUPS


def drawn(portrait: Portrait, told: dict[str, Any], scale: dict[str, int]) -> dict[str, Any]:
    """What a page shows of one group: its words, its drawing, and its numbers in order, None where one is not told."""
    labels = OF_GROUPS | {"held": _("meetings held")}
    numbers = [(labels[name], number) for name, number in told["numbers"].items()]
    picture = small_multiples.picture(told, scale)
    sentence = ", ".join(f"{number} {label}" for label, number in numbers if number is not None)
    return {"key": portrait.pk, "told": told, "picture": picture, "numbers": numbers, "sentence": sentence}


def figures(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbers over all groups, with their words: people, what was done, what became usual, differences."""
    usual, trying, _let_go = told["tests"]
    levels = [level["n"] for level in told["levels"]]
    rows = [{"label": label} | told["totals"][name] for name, label in OF_GROUPS.items()]
    if "held" in told["totals"]:
        rows.append({"label": _("meetings held")} | told["totals"]["held"])
    return [
        *rows,
        {"label": _("small tests being tried"), "n": trying, "whole": True},
        {"label": _("became usual"), "n": usual, "whole": True},
        {
            "label": _("differences noticed"),
            "n": None if set(levels) == {None} else sum(filter(None, levels)),
            "whole": None not in levels,
        },
    ]


def whole(overview: Overview, face: str) -> list[Any]:
    """All that it tells: as a whole, then of each group; one query."""
    rows = list(overview.portraits.filter(face=face))
    return [overview.told[face], *rows]


def order(overview: Overview, face: str, *, at: datetime) -> Document:
    """Have it drawn as it may be read now; what is on its way or there already is the answer."""
    told, *portraits = whole(overview, face)
    gone = standing.gone(told, *(one.told for one in portraits))
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
    context = {
        "row": overview,
        "face": face,
        "is_national": face == Face.NATIONAL,
        "told": standing.without(told, gone),
        "figures": figures(told),
        "portraits": [drawn(one, standing.without(one.told, gone), scale) for one in portraits],
    }
    return render_to_string("practices/print/overview.html", context)


def is_as_it_stands(overview: Overview, face: str) -> bool:
    """Whether the PDF that was drawn holds nothing that was taken back since, and all that was let out again."""
    told, *portraits = whole(overview, face)
    gone = standing.gone(told, *(one.told for one in portraits))
    return bool(sorted(gone) == overview.left_out.get(face))
