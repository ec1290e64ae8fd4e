"""The learning library: from a group, or over a programme for whoever stands above its groups; an entry, and trying it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership, Programme
from practices import borrowing, indexing
from practices.borrowing import GoneError
from practices.forms.library import LookForForm
from practices.forms.small_tests import TryForm
from practices.indexing import Query
from practices.models import LibraryEntry, SmallTest
from practices.models.library import programmes_open_to
from practices.reporting import library as reading
from practices.views import in_session
from practices.views.small_tests import look_on

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@group_view
@PAGE
def library(request: Request, hat: Hat) -> HttpResponse:
    """What groups of this programme share; a POST looks for words, so that they stand in no address."""
    place = {"group": request.group, "hat": hat, "parent": "group_base.html"}
    here = reverse("practices:library", args=[request.group.slug])
    return _list(request, request.group.partnership.programme_id, here, place)


@PAGE
def of_programme(request: Request, programme: str) -> HttpResponse:
    found = _open(request, programme)
    place = {"programme": found, "group": None, "parent": "base.html"}
    here = reverse("practices:programme-library", args=[found.slug])
    return _list(request, found.pk, here, place)


def _open(request: Request, slug: str) -> Programme:
    return get_object_or_404(programmes_open_to(request.user), slug=slug)


def _list(request: Request, programme: UUID, here: str, place: dict[str, Any]) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    form = LookForForm(asked or None)
    is_wrong = form.is_bound and not form.is_valid()
    said = {"words": "", "kind": ""} | (form.cleaned_data if form.is_bound else {})
    words = "" if is_wrong or request.method != "POST" else said["words"]
    query = Query(
        programme,
        indexing.words_of(words),
        is_any="any" in request.POST,
        kind=said.get("kind", ""),
        below=reading.place_of(asked.get("before", "")),
    )
    context = {
        "form": form,
        "query": query,
        "words": words,
        "page": None if is_wrong else reading.page(request.user, query),
        "here": here,
    }
    return render(request, "practices/library.html", context | place, status=422 if is_wrong else 200)


# --- one entry ----------------------------------------------------------------------------------------


@group_view
@require_safe
def entry(request: Request, hat: Hat, shared_id: UUID) -> HttpResponse:
    row = _entry(request, request.group.partnership.programme_id, shared_id)
    context = {
        "group": request.group,
        "hat": hat,
        "parent": "group_base.html",
        "entry": row,
        "is_ours": row.group_id == request.group.pk,
        "taken": _taken(request, row) if access.can_read(hat, "small test") else None,
        "tries": isinstance(hat, Membership) and row.group_id != request.group.pk,
        "here": reverse("practices:library", args=[request.group.slug]),
    }
    return render(request, "practices/library/entry.html", context)


def _taken(request: Request, row: LibraryEntry) -> SmallTest | None:
    """What this group began from it already, the newest; one query."""
    begun = SmallTest.objects.kept().filter(taken_up__entry=row, group=request.group)
    found = begun.order_by("-recorded_at").first()
    if found:
        found.group = request.group
    return found


@require_safe
def entry_of_programme(request: Request, programme: str, shared_id: UUID) -> HttpResponse:
    found = _open(request, programme)
    context = {
        "programme": found,
        "parent": "base.html",
        "entry": _entry(request, found.pk, shared_id),
        "is_ours": False,
        "taken": None,
        "tries": False,
        "here": reverse("practices:programme-library", args=[found.slug]),
    }
    return render(request, "practices/library/entry.html", context)


def _entry(request: Request, programme: UUID, key: UUID) -> LibraryEntry:
    row = reading.entry_of(request.user, programme, key)
    if row is None:
        raise Http404
    return row


# --- trying it in one's own group ---------------------------------------------------------------------


@member_view
@require_http_methods(["GET", "POST"])
def take_up(request: Request, membership: Membership, shared_id: UUID) -> HttpResponse:
    """A small test of one's own that begins with an entry: what stands there already is in the boxes."""
    at = timezone.now()
    today = timezone.localdate(at)
    row = reading.entry_of(request.user, request.group.partnership.programme_id, shared_id)
    if row is None and request.method == "GET":
        raise Http404
    initial = (borrowing.begun_with(row) if row else {}) | {
        "lead": membership.pk,
        "look_on": look_on(request, today),
    }
    form = TryForm(request.POST or None, group=request.group, earliest=today, initial=initial)
    if request.method == "GET" or not form.is_valid() or in_session.is_paused(request, form):
        return _try_page(request, form, row, status=200 if request.method == "GET" else 422)
    try:
        begun = borrowing.take_up(
            row,
            request.group,
            form.cleaned_data,
            by=membership,
            on=today,
            at=at,
            client_key=form.cleaned_data["client_key"] or uuid4(),
            meeting=in_session.now(request),
        )
    except GoneError:
        return _try_page(request, form, None, status=409)
    messages.success(request, _("The small test has begun. No message has left."))
    return in_session.back(request, begun)


def _try_page(request: Request, form: TryForm, row: LibraryEntry | None, *, status: int) -> HttpResponse:
    """The form; of what stands in the library no more, it keeps what was typed, for a small test without an origin."""
    begin_url = reverse("practices:small-test-begin", args=[request.group.slug])
    context = {"form": form, "entry": row, "is_gone": row is None, "action": "" if row else begin_url}
    return render(request, "practices/library/try.html", context, status=status)
