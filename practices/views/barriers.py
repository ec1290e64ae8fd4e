"""Barriers of a group: all of them in their quadrants, one of them, and what it is held to be."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from practices import facing, keeping_words
from practices.access import can_change_barrier
from practices.forms.barriers import BarrierForm, JudgementForm
from practices.models import Barrier
from practices.views import in_session
from practices.views.kept import shared_of, source_of, thread_of


@member_view
@require_safe
def barriers(request: Request, membership: Membership) -> HttpResponse:
    """What stands in the way, quadrant by quadrant, and what that says together."""
    rows = list(Barrier.objects.visible_to(request.user).filter(group=request.group).for_listing())
    for row in rows:
        row.group = request.group
    standing = [row for row in rows if not row.gone_on]
    quadrants = [
        {"key": key, "label": label, "rows": [row for row in standing if row.quadrant == key]}
        for key, label in Barrier.Quadrant.choices
    ]
    context = {
        "group": request.group,
        "hat": membership,
        "rows": rows,
        "quadrants": quadrants,
        "gone": [row for row in rows if row.gone_on],
        "mirror": facing.mirror(standing),
    }
    return render(request, "practices/barriers.html", context)


def _barrier(request: Request, key: UUID) -> Barrier:
    rows = Barrier.objects.visible_to(request.user).filter(group=request.group)
    found = get_object_or_404(rows.for_listing(), pk=key)
    found.group = request.group
    return found


def _own(request: Request, membership: Membership, key: UUID) -> Barrier:
    """One that this member may change: 403 for the others of the group."""
    row = _barrier(request, key)
    if not can_change_barrier(membership, row):
        raise PermissionDenied
    return row


@member_view
@require_safe
def barrier(request: Request, membership: Membership, barrier_id: UUID) -> HttpResponse:
    return render(
        request, "practices/barrier.html", _page(request, membership, _barrier(request, barrier_id))
    )


def _page(request: Request, membership: Membership, row: Barrier, **more: Any) -> dict[str, Any]:
    return (
        {
            "group": request.group,
            "hat": membership,
            "barrier": row,
            "judgements": sorted(row.judgements.all(), key=lambda one: one.at, reverse=True),
            "changes": can_change_barrier(membership, row),
            "puts_asks": access.can_write(membership, "ask"),
            "form": JudgementForm(),
        }
        | thread_of(request, row)
        | shared_of(membership, row)
        | more
    )


@member_view
@require_http_methods(["GET", "POST"])
def add(request: Request, membership: Membership) -> HttpResponse:
    """A new one, worded by the group; from an action that is stuck it is tied to that, and takes none of its words."""
    source, form = source_of(request), BarrierForm(request.POST or None)
    if request.method == "GET" or not form.is_valid() or in_session.is_paused(request, form):
        return _form_page(request, form, status=200 if request.method == "GET" else 422, source=source)
    said = form.cleaned_data
    key = said["client_key"] or uuid4()
    row = facing.add(
        request.group,
        said,
        by=membership,
        at=timezone.now(),
        client_key=key,
        came_of=source,
        meeting=in_session.now(request),
    )
    messages.success(request, _("The barrier is kept. No message has left."))
    return in_session.back(request, row)


def _form_page(request: Request, form: BarrierForm, *, status: int, **more: Any) -> HttpResponse:
    return render(request, "practices/barrier_form.html", {"form": form} | more, status=status)


@member_view
@require_http_methods(["GET", "POST"])
def change(request: Request, membership: Membership, barrier_id: UUID) -> HttpResponse:
    """Other words for it, over the version that was seen."""
    row = _own(request, membership, barrier_id)
    form = BarrierForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return _form_page(request, form, status=status, barrier=row)
    said = form.cleaned_data
    if not facing.reword(row, said, version=said["version"] or 0):
        theirs = _own(request, membership, barrier_id)
        fresh = BarrierForm(instance=row, initial={"version": theirs.version})
        return _form_page(request, fresh, status=409, barrier=theirs, theirs=theirs)
    messages.success(request, _("Saved. No message has left."))
    return redirect(row)


@member_view
@require_POST
def judge(request: Request, membership: Membership, barrier_id: UUID) -> HttpResponse:
    """What a member holds it to be as of today, beside what was held before."""
    row = _barrier(request, barrier_id)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        wrong = _page(request, membership, row, form=form)
        return render(request, "practices/barrier.html", wrong, status=422)
    facing.judge(row, by=membership, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Kept, with what was held before. No message has left."))
    return redirect(row)


@member_view
@require_POST
def settle(request: Request, membership: Membership, barrier_id: UUID) -> HttpResponse:
    """No longer in the way, or in the way again."""
    row = _own(request, membership, barrier_id)
    is_gone = request.POST.get("gone") == "yes"
    if facing.settle(row, is_gone=is_gone, on=timezone.localdate()):
        messages.success(
            request, _("It is no longer in the way.") if is_gone else _("It stands in the way again.")
        )
    return redirect(row)


@member_view
@require_POST
def remove(request: Request, membership: Membership, barrier_id: UUID) -> HttpResponse:
    row = _own(request, membership, barrier_id)
    if facing.remove(row, by=membership, at=timezone.now()):
        undo = reverse("practices:barrier-put-back", args=[request.group.slug, row.pk])
        messages.success(request, _("The barrier is out of the list."), extra_tags=undo)
    return redirect("practices:barriers", request.group.slug)


@member_view
@require_POST
def put_back(request: Request, membership: Membership, barrier_id: UUID) -> HttpResponse:
    row = get_object_or_404(Barrier.objects.filter(group=request.group).for_listing(), pk=barrier_id)
    if not can_change_barrier(membership, row):
        raise Http404 if row.removed_at else PermissionDenied
    if keeping_words.put_back(row, at=timezone.now()):
        messages.success(request, _("The barrier is in the list again."))
    return redirect(row)
