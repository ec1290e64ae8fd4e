"""The wall on a projector, and on paper; and the one key that blanks it."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from inquiries import access, tasks
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Document, Membership
from meetings import blanking, posters, releasing, walls
from meetings.views.plan import meeting_of
from meetings.views.record import url_of


def _page(request: Request, hat: Hat) -> dict[str, Any]:
    """The wall for this hat: above the group without the lines that name somebody."""
    wall = walls.wall_of(request.group, at=timezone.now())
    if not isinstance(hat, Membership):
        wall = walls.nameless(wall)
    return {"wall": wall, "group": request.group}


def _must_be_out(request: Request, hat: Hat) -> None:
    """Those above the group see the wall once the group let it out; 404 before."""
    if not access.can_read(hat, "wall") and not releasing.is_out(request.group, "wall", request.group.pk):
        raise Http404


@group_view
@require_safe
def wall(request: Request, hat: Hat) -> HttpResponse:
    _must_be_out(request, hat)
    return render(request, "meetings/wall.html", _page(request, hat))


@group_view
@require_GET
def now(request: Request, hat: Hat) -> HttpResponse:
    """The wall as it stands, for one that hangs already; 304 where it would look the same."""
    _must_be_out(request, hat)
    context = _page(request, hat)
    tag = f'"{context["wall"].tag}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    answer = render(request, "meetings/wall.html#inside", context)
    answer["ETag"] = tag
    return answer


@member_view
@require_POST
def pause(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Blank the wall and stop recording, or go on; pressed twice it is once."""
    meeting = meeting_of(request, number)
    change = {"pause": blanking.pause, "go-on": blanking.go_on}.get(request.POST.get("do", ""))
    can = change is not None and meeting.is_recording
    if change and can:
        change(meeting, at=timezone.now())
    if request.htmx:
        return HttpResponse(status=204 if can else 409)
    return redirect(url_of(meeting))


# --- on paper -------------------------------------------------------------------------------------


def _poster(request: Request) -> dict[str, Any]:
    drawn = [(size, posters.current(request.group, size, at=timezone.now())) for size in posters.SIZES]
    waits = {Document.State.READY, Document.State.FAILED}
    is_drawing = any(document and document.state not in waits for _size, document in drawn)
    return {"group": request.group, "posters": drawn, "is_drawing": is_drawing}


@member_view
@require_safe
def printing(request: Request, membership: Membership) -> HttpResponse:
    """The wall for paper in three sizes, each drawn by a job with its progress."""
    if request.htmx and request.GET.get("seen") == _seen(_poster(request)):
        return HttpResponse(status=204)
    template = "meetings/wall_print.html#sizes" if request.htmx else "meetings/wall_print.html"
    context = _poster(request)
    return render(request, template, context | {"seen": _seen(context)})


def _seen(context: dict[str, Any]) -> str:
    return ".".join(document.state if document else "none" for _size, document in context["posters"])


@member_view
@require_POST
def make(request: Request, membership: Membership, size: str) -> HttpResponse:
    if size not in posters.SIZES:
        raise Http404
    posters.order(request.group, size, at=timezone.now())
    tasks.wake()
    return redirect(reverse("meetings:wall-print", args=[request.group.slug]))


@member_view
@require_safe
def pdf(request: Request, membership: Membership, size: str) -> HttpResponseBase:
    """The PDF of the wall as it stands; one of another day is never given out."""
    document = posters.current(request.group, size, at=timezone.now()) if size in posters.SIZES else None
    if document is None or document.state != Document.State.READY:
        raise Http404
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:  # restored from a backup without its files
        raise Http404 from problem
    return FileResponse(file, filename=document.file_name, content_type="application/pdf")
