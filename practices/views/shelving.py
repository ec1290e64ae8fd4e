"""Sharing a small test or a way round a barrier with other groups, and taking it out of the library again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from practices import shelving
from practices.access import can_share, can_take_out
from practices.forms.library import FORMS
from practices.models import Barrier, LibraryEntry, SmallTest

SORTS: dict[str, type[SmallTest] | type[Barrier]] = {"small-test": SmallTest, "barrier": Barrier}


@member_view
@require_http_methods(["GET", "POST"])
def share(request: Request, membership: Membership, of: str, of_id: UUID) -> HttpResponse:
    """Word it for others, and agree that they read it once the group lets it out; its teller alone."""
    row = _own(request, membership, of, of_id)
    form = FORMS[type(row)](request.POST or None, group=request.group, initial=_begins(row, membership))
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "practices/library/share.html", {"form": form, "row": row}, status=status)
    said = form.cleaned_data
    shelving.agree(row, said, by=membership, at=timezone.now(), client_key=said["client_key"])
    messages.success(
        request, _("Agreed. Other groups read it once this group lets it out. No message has left.")
    )
    return redirect(row)


def _own(request: Request, membership: Membership, of: str, key: UUID) -> SmallTest | Barrier:
    """What this member told: 403 for what others told."""
    if of not in SORTS:
        raise Http404
    rows: Any = SORTS[of].objects
    row: SmallTest | Barrier = get_object_or_404(
        rows.visible_to(request.user).filter(group=request.group), pk=key
    )
    row.group = request.group
    if not can_share(membership, row):
        raise PermissionDenied
    return row


def _begins(row: SmallTest | Barrier, membership: Membership) -> dict[str, str]:
    """What stands in the boxes at first: what the group wrote of it, and of its rounds only what this member said."""
    if isinstance(row, Barrier):
        return {"title": row.what, "text": row.way_round}
    mine = row.cycles.filter(looked_by=membership).exclude(decision="")
    said = [(cycle.did, cycle.surprise, cycle.learned) for cycle in mine]
    told = [text for did, surprise, _learned in said for text in (did, surprise) if text]
    learned = [text for *_told, text in said if text]
    words = {"title": row.what, "for_whom": row.for_whom, "gives": row.gives, "gains": row.gains}
    return words | {"text": "\n".join(told), "learning": "\n".join(learned)[:1000]}


@member_view
@require_POST
def take_out(request: Request, membership: Membership, shared_id: UUID) -> HttpResponse:
    """Out of the library at once; by who agreed to it, or by those who hold the record of the group."""
    entry = _entry(request, membership, shared_id)
    if shelving.take_out(entry, by=membership, at=timezone.now()):
        undo = reverse("practices:library-put-back", args=[request.group.slug, entry.pk])
        messages.success(request, _("Other groups read it no more."), extra_tags=undo)
    return redirect(shelving.page_of(entry))


@member_view
@require_POST
def put_back(request: Request, membership: Membership, shared_id: UUID) -> HttpResponse:
    """Agreed to again, by who agreed to it; other groups read it once the group lets it out again."""
    entry = _entry(request, membership, shared_id)
    if entry.agreed_by_id != membership.pk:
        raise PermissionDenied
    if shelving.put_back(entry):
        messages.success(request, _("Agreed again. Other groups read it once this group lets it out."))
    return redirect(shelving.page_of(entry))


def _entry(request: Request, membership: Membership, key: UUID) -> LibraryEntry:
    rows = LibraryEntry.objects.filter(group=request.group).exclude(kind=LibraryEntry.Kind.STORY)
    entry = get_object_or_404(rows.select_related("group"), pk=key)
    if not can_take_out(membership, entry):
        raise PermissionDenied
    return entry
