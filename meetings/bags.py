"""A meeting in a bag: the wall, the door sheet, sheets for small groups and the booklet of who we are, in one PDF."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from inquiries import cards, rendering
from inquiries.models import Document
from meetings import inviting, planning, posters, walls
from meetings.models import AgendaItem, Invitation, Meeting, SmallGroup

BLANK_SHEETS = 3  # where nobody has named the small groups yet
LINES = range(12)  # to write on


def title(meeting: Meeting) -> str:
    words = {"number": meeting.number, "group": meeting.group.name}
    return _("Meeting %(number)s of %(group)s, in a bag") % words


def paper(meeting: Meeting, *, at: datetime) -> str:
    """All sheets as one page to be drawn, in a fixed number of queries."""
    group = meeting.group
    coming = Invitation.objects.coming().filter(meeting=meeting, membership__left_on=None)
    context: dict[str, Any] = {
        "group": group,
        "meeting": meeting,
        "title": title(meeting),
        "wall": walls.wall_of(group, at=at, is_for_paper=True),
        "size": posters.SIZES["a3"],
        "agenda": planning.agenda(meeting),
        "coming": [row.membership for row in coming.for_listing()],
        "counts": inviting.coming(meeting),
        "sheets": _sheets(meeting),
        "lines": LINES,
        "cards": cards.printed(group),
    }
    return render_to_string("meetings/print/bag.html", context)


def _sheets(meeting: Meeting) -> list[str]:
    """What each small group talks about: those of the record, else the items of the plan, and else blank ones."""
    named = list(SmallGroup.objects.kept().filter(meeting=meeting).values_list("topic", flat=True))
    planned = AgendaItem.objects.kept().filter(meeting=meeting, kind=AgendaItem.Kind.SMALL_GROUPS)
    prompts = list(planned.in_order().values_list("title", flat=True))
    return named or prompts * BLANK_SHEETS or [""] * BLANK_SHEETS


def order(meeting: Meeting, *, at: datetime) -> Document:
    """Have it drawn as it stands now; the one that is there already, or on its way, is the answer."""
    file_name = f"{meeting.group.slug}-meeting-{meeting.number}.pdf"
    return rendering.order(
        group=meeting.group, title=title(meeting), file_name=file_name, html=paper(meeting, at=at), at=at
    )


def current(meeting: Meeting, *, at: datetime) -> Document | None:
    """The drawn one that says what everything says now."""
    return Document.objects.filter(key=rendering.key_of(meeting.group, paper(meeting, at=at))).first()
