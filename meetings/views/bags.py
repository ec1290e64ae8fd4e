"""A meeting in a bag, for halls without a projector or a network: ordered, watched while it is drawn, and opened."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Document, Membership
from meetings import bags
from meetings.views.plan import meeting_of


@member_view
@require_safe
def bag(request: Request, membership: Membership, number: int) -> HttpResponse:
    """What is in it, and how far its drawing is; 204 to a page that shows that already."""
    meeting = meeting_of(request, number)
    document = bags.current(meeting, at=timezone.now())
    state = document.state if document else "none"
    if request.htmx and request.GET.get("seen") == state:
        return HttpResponse(status=204)
    template = "meetings/bag.html#drawing" if request.htmx else "meetings/bag.html"
    context = {"meeting": meeting, "seen": state, "is_drawing": state not in {"none", "ready", "failed"}}
    return render(request, template, context)


@member_view
@require_POST
def make(request: Request, membership: Membership, number: int) -> HttpResponse:
    bags.order(meeting_of(request, number), at=timezone.now())
    tasks.wake()
    return redirect("meetings:bag", request.group.slug, number)


@member_view
@require_safe
def pdf(request: Request, membership: Membership, number: int) -> HttpResponseBase:
    """The PDF of everything as it stands; one of older words is never given out."""
    document = bags.current(meeting_of(request, number), at=timezone.now())
    if document is None or document.state != Document.State.READY:
        raise Http404
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:  # restored from a backup without its files
        raise Http404 from problem
    return FileResponse(file, filename=document.file_name, content_type="application/pdf")
