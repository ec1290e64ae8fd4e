"""Leaving a group, coming back, and coming from another organisation."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import access, convening, leaving, tasks
from inquiries.access import group_view
from inquiries.appointing import LastOneError
from inquiries.forms.members import LeaveForm, MoveForm, ReturnForm
from inquiries.http import Hat, Request
from inquiries.models import Membership
from inquiries.views.members import last_facilitator, member_of, place_url


def _changeable(request: Request, hat: Hat, membership_id: UUID) -> Membership:
    membership = member_of(request, membership_id)
    if not access.can_change_place(hat, membership):
        raise PermissionDenied
    return membership


def _to_members(request: Request) -> HttpResponse:
    return redirect("inquiries:members", request.group.slug)


# --- leaving --------------------------------------------------------------------------------------


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """What is theirs, and who is asked to take each; the button says whom it asks by mail."""
    membership = _changeable(request, hat, membership_id)
    if membership.left_on:
        return redirect(place_url(membership))
    form = _leave_form(request, hat, membership)
    if request.method != "POST" or not form.is_valid():
        return _leave_page(request, hat, membership, form)
    try:
        leaving.leave(membership, on=form.cleaned_data["on"], to=form.to(), by=hat, at=timezone.now())
    except LastOneError:
        form.add_error(None, last_facilitator(membership))
        return _leave_page(request, hat, membership, form)
    tasks.wake()
    return _left(request, hat, membership)


def _leave_form(request: Request, hat: Hat, membership: Membership) -> LeaveForm:
    spell = leaving.last_spell(membership)
    others = Membership.objects.current().filter(group=request.group, is_informed_only=False)
    takers = list(others.exclude(pk=membership.pk).for_listing()) if access.can_write(hat, "people") else []
    return LeaveForm(
        request.POST or None,
        # An administrator changes who is in a group, and knows of nothing that was taken on in it.
        things=leaving.theirs(membership) if isinstance(hat, Membership) else [],
        takers=takers,
        today=timezone.localdate(),
        since=spell.starts_on,
    )


def _leave_page(request: Request, hat: Hat, membership: Membership, form: LeaveForm) -> HttpResponse:
    context = {
        "membership": membership,
        "person": membership.person,
        "form": form,
        "is_own": access.is_own_place(hat, membership),
        "sees_things": isinstance(hat, Membership),
        "tells": leaving.told_of(membership, by=hat),
    }
    return render(request, "inquiries/member_leave.html", context, status=422 if form.errors else 200)


def _left(request: Request, hat: Hat, membership: Membership) -> HttpResponse:
    if access.is_own_place(hat, membership):
        undo = reverse("inquiries:place-undo", args=[membership.pk])
        messages.success(
            request, _("You have left %(group)s.") % {"group": request.group.name}, extra_tags=undo
        )
        return redirect("inquiries:places")
    words = {"name": membership.person.name, "group": request.group.name}
    undo = place_url(membership, "member-leave-undo")
    messages.success(request, _("%(name)s has left %(group)s.") % words, extra_tags=undo)
    return _to_members(request)


@group_view
@require_POST
def leave_undo(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    membership = member_of(request, membership_id)
    if leaving.take_back(membership, by=hat, at=timezone.now()):
        words = _("Taken back: %(name)s is in the group as before, with what nobody else took on.")
        messages.success(request, words % {"name": membership.person})
    else:
        messages.info(request, _("This can’t be taken back any more. They can come back instead."))
    return _to_members(request)


# --- coming back ----------------------------------------------------------------------------------


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """The same place again, from today, with whichever organisation they come from now."""
    membership = member_of(request, membership_id)
    if not membership.left_on:
        return redirect(place_url(membership))
    parties = request.group.partnership.parties.filter(pk=membership.organisation_id)
    initial = {"comes_from": str(membership.organisation_id) if parties else ""}
    form = ReturnForm(request.POST or None, partnership=request.group.partnership, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = {"membership": membership, "person": membership.person, "form": form}
        return render(request, "inquiries/member_return.html", context, status=422 if form.errors else 200)
    on = max(timezone.localdate(), membership.left_on)
    if convening.come_back(membership, organisation=form.organisation(), on=on, by=request.user):
        undo = place_url(membership, "member-return-undo")
        name = {"name": membership.person.name}
        messages.success(request, _("%(name)s is back in the group.") % name, extra_tags=undo)
    return redirect(place_url(membership))


@group_view
@require_POST
def come_back_undo(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    membership = member_of(request, membership_id)
    if membership.left_on or not convening.take_back_return(membership, by=request.user):
        messages.info(request, _("This can’t be taken back any more. They can leave instead."))
    else:
        messages.success(
            request, _("Taken back: %(name)s has left, as before.") % {"name": membership.person}
        )
    return _to_members(request)


# --- another organisation -------------------------------------------------------------------------


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """From which organisation somebody comes from now on; what was before keeps the one of its day."""
    membership = _changeable(request, hat, membership_id)
    if membership.left_on:
        raise Http404
    form = MoveForm(
        request.POST or None,
        membership=membership,
        today=timezone.localdate(),
        since=leaving.last_spell(membership).starts_on,
    )
    if request.method != "POST" or not form.is_valid():
        context = {
            "membership": membership,
            "person": membership.person,
            "form": form,
            "is_own": access.is_own_place(hat, membership),
        }
        return render(request, "inquiries/member_move.html", context, status=422 if form.errors else 200)
    on, now = form.cleaned_data["on"], timezone.now()
    if convening.move(membership, form.organisation(), on=on, by=request.user, at=now):
        words = {"name": membership.person.name, "organisation": membership.organisation.name}
        undo = place_url(membership, "member-move-undo")
        messages.success(request, _("%(name)s comes from %(organisation)s now.") % words, extra_tags=undo)
    return redirect(place_url(membership))


@group_view
@require_POST
def move_undo(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    membership = _changeable(request, hat, membership_id)
    if not membership.left_on and convening.take_back_move(membership, by=request.user):
        messages.success(request, _("Taken back: it is as it was before."))
    else:
        messages.info(request, _("There is nothing to take back."))
    return redirect(place_url(membership))
