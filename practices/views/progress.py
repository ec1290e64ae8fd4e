"""How we are doing: what became of actions, how far small tests are, and practice checks over time, for the group alone."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Document, Membership
from practices import progress_papers
from practices.views.report_papers import opened


def _url(request: Request) -> str:
    return reverse("practices:progress", args=[request.group.slug])


@member_view
@require_safe
def progress_of(request: Request, membership: Membership) -> HttpResponse:
    """Three charts, each with its figures; the six practices as they stand once the record of a meeting is closed."""
    page = progress_papers.told(request.group, at=timezone.now())
    context = page | {
        "hat": membership,
        "has_paper": progress_papers.holds_something(page),
        "document": progress_papers.current(page),
    }
    return render(request, "practices/progress.html", context)


# --- on paper -------------------------------------------------------------------------------------


@member_view
@require_POST
def make(request: Request, membership: Membership) -> HttpResponse:
    """Have the PDF drawn as the page stands today; nothing to draw, nothing there."""
    page = progress_papers.told(request.group, at=timezone.now())
    if not progress_papers.holds_something(page):
        raise Http404
    document = progress_papers.order(page, at=timezone.now())
    tasks.wake()
    if not request.htmx:
        return redirect(f"{_url(request)}#paper")
    return _state(request, page, document)


@member_view
@require_safe
def state(request: Request, membership: Membership) -> HttpResponse:
    """How far the PDF is; 204 while that is what the page shows already."""
    if not request.htmx:
        return redirect(_url(request))
    page = progress_papers.told(request.group, at=timezone.now())
    document = progress_papers.current(page)
    if document and request.GET.get("seen") == document.state:
        return HttpResponse(status=204)
    return _state(request, page, document)


def _state(request: Request, page: dict[str, Any], document: Document | None) -> HttpResponse:
    return render(request, "practices/progress/paper.html", {"group": page["group"], "document": document})


@member_view
@require_safe
def pdf(request: Request, membership: Membership) -> HttpResponseBase:
    """The PDF of the page as it stands; one of another day is never given out: the page says then how to have it drawn."""
    page = progress_papers.told(request.group, at=timezone.now())
    return opened(progress_papers.current(page), f"{_url(request)}#paper")
