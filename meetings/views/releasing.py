"""“What goes out of here?”: asked before the check-out, item by item; and what went out, for those who may read it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from meetings import asking_first, releasing
from meetings import released as outside
from meetings.models import Meeting, Release
from meetings.views.plan import meeting_of


@member_view
@require_safe
def goes_out(request: Request, membership: Membership, number: int) -> HttpResponse:
    return render(request, "meetings/goes_out.html", _page(meeting_of(request, number)))


def _page(meeting: Meeting, *, opened: str = "") -> dict[str, object]:
    offered = releasing.things(meeting)
    out = sum(1 for one in offered if one.release)
    return {
        "meeting": meeting,
        "shelves": releasing.shelves(offered, opened=opened),
        "out": out,
        "report_readers": releasing.readers("report"),
    }


@member_view
@require_POST
def decide(request: Request, membership: Membership, number: int, kind: str, about: UUID) -> HttpResponse:
    """One thing out, or back: the row anew, as a reload would show it."""
    meeting, at = meeting_of(request, number), timezone.now()
    offered = {(one.thing.kind, one.thing.about): one for one in releasing.things(meeting)}
    found = offered.get((kind, about))
    thing = found.thing if found else None
    lets_out = request.POST.get("out") == "yes"
    if thing is None and (lets_out or not releasing.is_out(request.group, kind, about)):
        raise Http404
    if thing and lets_out:
        releasing.release(meeting, thing, by=membership, at=at)
    else:
        releasing.take_back(request.group, kind, about, by=membership, at=at)
    if not request.htmx:
        return redirect("meetings:goes-out", request.group.slug, number)
    opened = releasing.shelf_of(found) if found else ""
    return render(request, "meetings/goes_out.html#things", _page(meeting, opened=opened))


@group_view
@require_safe
def released(request: Request, hat: Hat) -> HttpResponse:
    """What the group let out, as it stands now, for whoever may read of each kind."""
    told = outside.read(request.group, hat)
    quotes = [one.about for one in told if one.kind == Release.Kind.QUOTE and one.about]
    own = asking_first.own_among(quotes, request.user) if isinstance(hat, Membership) else set()
    context = {"group": request.group, "told": told, "own": own}
    return render(request, "meetings/released.html", context)
