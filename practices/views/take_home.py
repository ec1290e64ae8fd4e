"""The page to take home: one's own after a meeting, on screen and on paper; nobody else has it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Document, Membership
from meetings.views.recap import published
from practices import taking_home
from practices.forms.take_home import TakeHomeForm
from practices.taking_home import Page


def _page(request: Request, membership: Membership, number: int) -> Page:
    """Their page of a meeting whose recap they may read, or 404."""
    return taking_home.page_for(membership, published(request, number))


def _url(page: Page) -> str:
    return reverse("practices:take-home", args=[page.group.slug, page.meeting.number])


@member_view
@require_http_methods(["GET", "HEAD", "POST"])
def take_home(request: Request, membership: Membership, number: int) -> HttpResponse:
    page = _page(request, membership, number)
    if request.method != "POST":
        return _shown(request, page, _empty(page))
    form = TakeHomeForm(request.POST)
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    said = {name: form.cleaned_data[name] for name in form.Meta.fields}
    version = form.cleaned_data["version"]
    if not taking_home.write(membership, page.meeting, said, version=version, at=timezone.now()):
        return _stale(request, membership, number)
    messages.success(request, _("Kept. You alone read it, and no message has left."))
    return redirect(f"{_url(page)}#for-us")


def _empty(page: Page) -> TakeHomeForm:
    words = page.words
    return TakeHomeForm(instance=words, initial={"version": words.version if words else 0})


def _stale(request: Request, membership: Membership, number: int) -> HttpResponse:
    """It was changed on another device: both texts on the page, and the next save counts."""
    page, sent = _page(request, membership, number), request.POST.copy()
    sent["version"] = str(page.words.version if page.words else 0)
    return _shown(request, page, TakeHomeForm(sent), status=409, theirs=page.words)


def _shown(
    request: Request, page: Page, form: TakeHomeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    sheets = taking_home.documents(page)
    context = {"group": page.group, "page": page, "form": form, "sheets": sheets, "theirs": None} | more
    return render(request, "practices/take_home.html", context, status=status)


# --- on paper -------------------------------------------------------------------------------------


def _sheet(sheet: str) -> str:
    if sheet not in taking_home.SHEETS:
        raise Http404
    return sheet


@member_view
@require_POST
def make(request: Request, membership: Membership, number: int, sheet: str) -> HttpResponse:
    page = _page(request, membership, number)
    document = taking_home.order(page, _sheet(sheet), at=timezone.now())
    tasks.wake()
    if not request.htmx:
        return redirect(f"{_url(page)}#on-paper")
    return _progress(request, page, sheet, document)


@member_view
@require_safe
def progress(request: Request, membership: Membership, number: int, sheet: str) -> HttpResponse:
    """How far the sheet is; 204 while that is what the page shows already."""
    page = _page(request, membership, number)
    if not request.htmx:
        return redirect(_url(page))
    document = taking_home.documents(page)[_sheet(sheet)]
    if document and request.GET.get("seen") == document.state:
        return HttpResponse(status=204)
    return _progress(request, page, sheet, document)


def _progress(request: Request, page: Page, sheet: str, document: Document | None) -> HttpResponse:
    context = {"group": page.group, "page": page, "sheet": sheet, "document": document}
    return render(request, "practices/take_home/progress.html", context)


@member_view
@require_safe
def pdf(request: Request, membership: Membership, number: int, sheet: str) -> HttpResponseBase:
    """The sheet as the page stands now."""
    document = taking_home.documents(_page(request, membership, number))[_sheet(sheet)]
    if document is None or document.state != Document.State.READY:
        raise Http404
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:  # restored from a backup without its files
        raise Http404 from problem
    return FileResponse(file, filename=document.file_name, content_type="application/pdf")
