"""Reports over several groups: written by the learning partner, read once published by those above, on a page and as a PDF."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import tasks
from inquiries.forms import comparing_words
from inquiries.http import Request
from inquiries.models import Document
from meetings.views.recap import file_of
from practices.forms.overviews import OverviewForm
from practices.models import Face, Hats, Overview, hats_of
from practices.models.overviews import FACES, WRITERS
from practices.reporting import issuing, overview_papers, pieces

A_PAGE = 40  # groups; ten and thirty-one partnerships stand on one


@require_safe
def overviews(request: Request) -> HttpResponse:
    """Those that this person reads, the newest first; 404 for whom there will never be one."""
    hats = hats_of(request.user)
    if not {*hats.programmes.values(), *hats.partnerships.values()} & set(FACES):
        raise Http404
    rows = list(Overview.objects.kept().open_to(hats).for_listing())
    context = {
        "drafts": [row for row in rows if not row.published_at],
        "published": [row for row in rows if row.published_at],
        "writes": _writes_any(hats),
        "is_national": not any(FACES[role] == Face.NEAR for role in _roles(hats)),  # type: ignore[index]
    }
    return render(request, "practices/overviews.html", context)


def _roles(hats: Hats) -> set[str]:
    return {*hats.programmes.values(), *hats.partnerships.values()}


def _writes_any(hats: Hats) -> bool:
    return bool(_roles(hats) & set(WRITERS))


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """Begin one with what stands today; 404 for who writes none."""
    places = issuing.places_written(hats_of(request.user))
    if not places:
        raise Http404
    form = OverviewForm(request.POST or None, places=places)
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, form, status=200 if request.method == "GET" else 422)
    key = form.cleaned_data["client_key"] or uuid4()
    row = issuing.begin(form.chosen, form.cleaned_data, by=request.user, at=timezone.now(), client_key=key)
    messages.success(request, _("The draft is kept. Nobody else reads it, and no message has left."))
    return redirect(row)


def _form_page(request: Request, form: OverviewForm, *, status: int, **more: Any) -> HttpResponse:
    return render(request, "practices/overviews/form.html", {"form": form} | more, status=status)


def _found(request: Request, key: UUID) -> tuple[Overview, Hats]:
    hats = hats_of(request.user)
    rows = Overview.objects.kept().open_to(hats)
    of = ("programme", "partnership", "document", "national_document")
    return get_object_or_404(rows.select_related(*of), pk=key), hats


@require_safe
def overview(request: Request, overview_id: UUID) -> HttpResponse:
    """The report as this reader reads it, forty groups at a time."""
    try:
        row, hats = _found(request, overview_id)
    except Http404:
        return _taken_back(request, overview_id)
    return render(request, "practices/overview.html", _page(request, row, hats))


def _taken_back(request: Request, key: UUID) -> HttpResponse:
    """That it was taken back, to whoever could read it until then; 404 to everybody else."""
    once = Overview.objects.removed().filter(published_at__isnull=False).open_to(hats_of(request.user))
    row = get_object_or_404(once.for_listing(), pk=key)
    return render(request, "practices/overviews/taken_back.html", {"row": row}, status=410)


def _page(request: Request, row: Overview, hats: Hats) -> dict[str, Any]:
    face = _face(request, row, hats)
    page = Paginator(row.portraits.filter(face=face), A_PAGE).get_page(request.GET.get("page"))
    told, *portraits = issuing.as_it_stands(row, face, *page.object_list)
    return {
        "row": row,
        "told": told,
        "face": face,
        "is_national": face == Face.NATIONAL,
        "page": page,
        **pieces.apart(pieces.portrait(one, told["scale"]) for one in portraits),
        "whole": pieces.whole(row, told, is_national=face == Face.NATIONAL) if page.number == 1 else "",
        "changes": _may_change(row, hats),
        "writes": hats.role_over(row.programme_id, row.partnership_id) in WRITERS,
        "names": issuing.names_in(row) if _may_change(row, hats) else [],
        "document": row.paper_for(face),
        "as_whom": "&as=national" if request.GET.get("as") == Face.NATIONAL else "",
    }


def _face(request: Request, row: Overview, hats: Hats) -> Face:
    """As their role reads it; who writes it may look at it as a national body will."""
    face = row.face_for(hats)
    return Face.NATIONAL if face == Face.NEAR and request.GET.get("as") == Face.NATIONAL else face


def _may_change(row: Overview, hats: Hats) -> bool:
    """The learning partner, until it is published: from then on it stands as it is."""
    return not row.published_at and hats.role_over(row.programme_id, row.partnership_id) in WRITERS


def _draft(request: Request, key: UUID) -> Overview:
    row, hats = _found(request, key)
    if not _may_change(row, hats):
        raise PermissionDenied
    return row


@require_http_methods(["GET", "POST"])
def change(request: Request, overview_id: UUID) -> HttpResponse:
    row = _draft(request, overview_id)
    form = OverviewForm(request.POST or None, places=[], instance=row, initial={"version": row.version})
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, form, status=200 if request.method == "GET" else 422, row=row)
    said = form.cleaned_data
    if not issuing.reword(row, said, version=said["version"] or 0):
        theirs = _draft(request, overview_id)
        fresh = OverviewForm(places=[], instance=row, initial={"version": theirs.version})
        differs = comparing_words.differences(form, theirs)
        return _form_page(request, fresh, status=409, row=row, theirs=theirs, differs=differs)
    messages.success(request, _("Saved. No message has left."))
    return redirect(row)


@require_POST
def take(request: Request, overview_id: UUID) -> HttpResponse:
    """Take words and numbers anew, as they stand now."""
    row = _draft(request, overview_id)
    if issuing.take_anew(row, at=timezone.now()):
        messages.success(request, _("Taken as everything stands now. Your own words are as they were."))
    return redirect(row)


@require_POST
def publish(request: Request, overview_id: UUID) -> HttpResponse:
    """Publish the version that was looked over."""
    row = _draft(request, overview_id)
    sent = request.POST.get("version", "")
    why_not = issuing.publish(
        row, version=int(sent) if sent.isdecimal() else -1, by=request.user, at=timezone.now()
    )
    if why_not:
        messages.error(request, why_not)
    else:
        messages.success(request, _("Published. It stands as it is now; no message has left."))
    return redirect(row)


@require_POST
def remove(request: Request, overview_id: UUID) -> HttpResponse:
    row = _draft(request, overview_id)
    if row.remove(by=request.user, at=timezone.now()):
        undo = reverse("practices:overview-put-back", args=[row.pk])
        messages.success(request, _("The draft is taken away."), extra_tags=undo)
    return redirect("practices:overviews")


@require_POST
def take_back(request: Request, overview_id: UUID) -> HttpResponse:
    """Nobody reads it any more; a draft of the same words is there to be put right."""
    row, hats = _published(request, overview_id)
    if hats.role_over(row.programme_id, row.partnership_id) not in WRITERS:
        raise PermissionDenied
    draft = issuing.take_back(row, by=request.user, at=timezone.now())
    if draft is None:
        return redirect(row)
    words = _("Taken back: nobody reads it any more. This draft holds the same words, to be put right.")
    undo = reverse("practices:overview-put-back", args=[row.pk])
    messages.success(request, words, extra_tags=undo)
    return redirect(draft)


@require_POST
def put_back(request: Request, overview_id: UUID) -> HttpResponse:
    row = get_object_or_404(Overview.objects.written_by(request.user), pk=overview_id)
    if not issuing.put_back(row, by=request.user, at=timezone.now()):
        return redirect("practices:overviews")
    again = _("It is published again, as it was. No message has left.")
    messages.success(request, again if row.published_at else _("The draft is there again."))
    return redirect(row)


# --- on paper -----------------------------------------------------------------------------------------


@require_POST
def make(request: Request, overview_id: UUID) -> HttpResponse:
    """Order the PDF, as this reader reads it."""
    row, hats = _published(request, overview_id)
    overview_papers.order(row, _face(request, row, hats), at=timezone.now())
    tasks.wake()
    return redirect(f"{row.get_absolute_url()}{_as(request)}#paper")


@require_safe
def progress(request: Request, overview_id: UUID) -> HttpResponse:
    """How far the PDF is; 204 while that is what the page shows already."""
    row, hats = _published(request, overview_id)
    document = row.paper_for(_face(request, row, hats))
    if not request.htmx:
        return redirect(f"{row.get_absolute_url()}#paper")
    if document and request.GET.get("seen") == document.state:
        return HttpResponse(status=204)
    context = {"row": row, "document": document, "as_whom": _as(request).replace("?", "&")}
    return render(request, "practices/overview.html#paper", context)


@require_safe
def pdf(request: Request, overview_id: UUID) -> HttpResponseBase:
    """The PDF as drawn; one that holds what was taken back since is never given out."""
    row, hats = _published(request, overview_id)
    face = _face(request, row, hats)
    document = row.paper_for(face)
    page = f"{row.get_absolute_url()}{_as(request)}#paper"
    if document is None or document.state != Document.State.READY:
        return redirect(page)
    if not overview_papers.is_as_it_stands(row, face):
        messages.info(request, _("Something in it was taken back since. Draw it anew, then it opens."))
        return redirect(page)
    return file_of(document)


def _published(request: Request, key: UUID) -> tuple[Overview, Hats]:
    row, hats = _found(request, key)
    if not row.published_at:
        raise Http404
    return row, hats


def _as(request: Request) -> str:
    return "?as=national" if request.GET.get("as") == Face.NATIONAL else ""
