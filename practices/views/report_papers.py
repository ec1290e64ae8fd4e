"""A published report on paper: how far its PDF is, having it drawn, opening it; and the reports that somebody who left keeps."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inquiries import tasks
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Document
from meetings.views.recap import file_of
from practices.models import Report
from practices.reporting import laying_out, papers, standing
from practices.views.reports import REGISTER, own_quotes


def _published(request: Request, key: UUID) -> Report:
    row: Report = REGISTER.find(request, key)
    if row.published_at is None:
        raise Http404
    return row


@group_view
@require_safe
def progress(request: Request, hat: Hat, kept_id: UUID) -> HttpResponse:
    """How far the PDF is; the page asks each second, and gets 204 while that is what it shows already."""
    row = _published(request, kept_id)
    if not request.htmx:
        return redirect(row)
    document = papers.current(row)
    if document and request.GET.get("seen") == document.state:
        return HttpResponse(status=204)
    return _state(request, hat, row, document)


def _state(request: Request, hat: Hat, row: Report, document: Document | None) -> HttpResponse:
    context = {"row": row, "group": request.group, "hat": hat, "document": document}
    return render(request, "practices/report.html#paper", context)


@group_view
@require_POST
def make(request: Request, hat: Hat, kept_id: UUID) -> HttpResponse:
    """Have the PDF drawn as the report stands, where there is none, it failed, or words went from it since."""
    row = _published(request, kept_id)
    papers.draw_anew(row, at=timezone.now())
    tasks.wake()
    if not request.htmx:
        return redirect(f"{row.get_absolute_url()}#pdf")
    return _state(request, hat, row, row.document)


@group_view
@require_safe
def pdf(request: Request, hat: Hat, kept_id: UUID) -> HttpResponseBase:
    """The PDF of the report as it stands; one of words that were withdrawn is never given out."""
    row = _published(request, kept_id)
    return opened(papers.current(row), f"{row.get_absolute_url()}#pdf")


def opened(document: Document | None, page: str) -> HttpResponseBase:
    """The PDF; while there is none of what stands today, the page that says so and how far it is."""
    if document is None or document.state != Document.State.READY:
        return redirect(page)
    return file_of(document)


# --- for who has left the group -------------------------------------------------------------------


def _kept(request: Request, report_id: UUID) -> Report:
    rows = Report.objects.kept_by(request.user).select_related("document", "group__partnership")
    return get_object_or_404(rows, pk=report_id)


@require_safe
def kept(request: Request, report_id: UUID) -> HttpResponse:
    """A report that was published while its reader belonged to the group, also once they have left."""
    row = _kept(request, report_id)
    told = standing.as_it_stands(row)
    shown = laying_out.shown(told)
    context = shown | {
        "row": row,
        "own_quotes": own_quotes(request, told),
        "group": row.group,
        "document": papers.current(row, shown),
        "on_paper": True,
    }
    return render(request, "practices/report_kept.html", context)


@require_safe
def kept_pdf(request: Request, report_id: UUID) -> HttpResponseBase:
    row = _kept(request, report_id)
    return opened(papers.current(row), f"{reverse('practices:report-kept', args=[row.pk])}#pdf")
