"""The scenario plan of a group: the picture, drawn by small groups and then together, and its priorities."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from practices import picturing, sharing
from practices.forms.scenarios import LineForm, PriorityForm
from practices.models import Priority, ScenarioLine
from practices.views.kept import Register, Said

LINES = Register(
    ScenarioLine,
    LineForm,
    stem="line",
    place="scenario/lines",
    list_route="practices:scenario",
    said=Said(
        list_name=_("Scenario plan"),
        add=_("Add a line to the picture"),
        change=_("Word the line anew"),
        lede=_(
            "In small groups first, then together. Each table’s words stay beside those that all take up."
        ),
        kept=_("The line is in the picture. No message has left."),
        remove=_("Take it out of the picture"),
        removed=_("The line is out of the picture."),
        put_back=_("The line is in the picture again."),
    ),
)
PRIORITIES = Register(
    Priority,
    PriorityForm,
    stem="priority",
    place="priorities",
    list_route="practices:scenario",
    said=Said(
        list_name=_("Scenario plan"),
        add=_("Set a priority"),
        change=_("Word the priority anew"),
        lede=_(
            "Few enough to keep in mind: Beston had six. Some somebody can mend; some ask people to change."
        ),
        kept=_("The priority stands, on the wall too. No message has left."),
        remove=_("Take it off the list"),
        removed=_("The priority is off the list and the wall."),
        put_back=_("The priority stands again."),
    ),
)


@group_view
@require_safe
def scenario(request: Request, hat: Hat) -> HttpResponse:
    """The picture from where we are to the future we want, and what is worked on first."""
    group = request.group
    drawn = ScenarioLine.objects.visible_to(request.user).filter(group=group)
    first = Priority.objects.visible_to(request.user).filter(group=group).for_listing()
    rows, priorities = sharing.readable(drawn, group, hat), sharing.readable(first, group, hat)
    is_inside = access.can_read(hat, "scenario")
    if not rows and not priorities and not is_inside:
        raise Http404
    for row in priorities:
        row.group = request.group
    parts = [
        {
            "key": key,
            "label": ScenarioLine.Part(key).label,
            "ours": [row for row in rows if row.part == key and row.is_ours],
            "drafts": [row for row in rows if row.part == key and not row.is_ours],
        }
        for key in ("now", "area", "future")
    ]
    context = {
        "group": request.group,
        "hat": hat,
        "parts": parts,
        "priorities": priorities,
        "is_inside": is_inside,
        "writes": access.can_write(hat, "scenario"),
    }
    return render(request, "practices/scenario.html", context)


@member_view
@require_POST
def take_up(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """A small group's line becomes the whole group's, or theirs again."""
    row = LINES.own(request, membership, kept_id)
    picturing.take_up(row, is_ours=request.POST.get("ours") == "yes", by=membership, at=timezone.now())
    return redirect(row)
