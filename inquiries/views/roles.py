"""Roles held at a programme, a partnership or a group: given, and taken away, by those who administer the place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inquiries import access, appointing
from inquiries.appointing import LastOneError, Place
from inquiries.forms.setting_up import RoleForm
from inquiries.gates import recently_proved
from inquiries.http import Request
from inquiries.models import Group, Partnership, Programme, Stewardship
from inquiries.roles import Role


def place_of(request: Request, kind: str, slug: str) -> Place:
    """The place, where this person administers it; 404 for everybody else."""
    if kind == "programme":
        return get_object_or_404(Programme.objects.set_up_by(request.user), slug=slug)
    if kind == "partnership":
        return get_object_or_404(Partnership.objects.set_up_by(request.user), slug=slug)
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    hat = access.hat_at(request.user, group)
    if hat is None or hat.role != Role.ADMINISTRATOR:
        raise Http404
    return group


def page_of(place: Place) -> str:
    name = "group-settings" if isinstance(place, Group) else type(place).__name__.lower()
    return reverse(f"inquiries:{name}", args=[place.slug])


@require_POST
@recently_proved
def give(request: Request, kind: str, slug: str) -> HttpResponse:
    place = place_of(request, kind, slug)
    form = RoleForm(request.POST, prefix="role")
    if not form.is_valid():
        context = {"place": place, "role_form": form, "give_url": request.path, "back": page_of(place)}
        return render(request, "inquiries/setting_up/role.html", context, status=422)
    said = form.cleaned_data
    person = appointing.person(said["name"], said["email"])
    try:
        held = appointing.give(place, person, role=said["role"], job=said["job"])
    except LastOneError:
        messages.error(request, _last_one())
        return redirect(page_of(place) + "#roles")
    undo = reverse("inquiries:role-take", args=[held.pk])
    says = _(
        "%(name)s is %(role)s of %(place)s from now on. No message has left: tell them to sign in with %(email)s."
    )
    words = {
        "name": person.name,
        "role": held.get_role_display().lower(),
        "place": place,
        "email": person.email,
    }
    messages.success(request, says % words, extra_tags=undo)
    return redirect(page_of(place) + "#roles")


@require_POST
@recently_proved
def take(request: Request, stewardship_id: UUID) -> HttpResponse:
    """Take a role away; it can be given again with one button."""
    held = get_object_or_404(
        Stewardship.objects.select_related("person", "programme", "partnership", "group"), pk=stewardship_id
    )
    kind = type(held.place).__name__.lower()
    place = place_of(request, kind, held.place.slug)
    try:
        appointing.take_away(held)
    except LastOneError:
        messages.error(request, _last_one())
        return redirect(page_of(place) + "#roles")
    undo = reverse("inquiries:role-again", args=[kind, place.slug, held.person_id, held.role])
    says = _("%(name)s is no longer %(role)s. It holds from their next click.")
    words = {"name": held.person.name, "role": held.get_role_display().lower()}
    messages.success(request, says % words, extra_tags=undo)
    return redirect(page_of(place) + "#roles" if _still_mine(request, place) else reverse("today"))


def _still_mine(request: Request, place: Place) -> bool:
    """Who takes away their own role sees its page no longer."""
    try:
        place_of(request, type(place).__name__.lower(), place.slug)
    except Http404:
        return False
    return True


@require_POST
@recently_proved
def give_again(request: Request, kind: str, slug: str, person_id: UUID, role: str) -> HttpResponse:
    """Undo of taking away: the role and the job as the history has them last."""
    place = place_of(request, kind, slug)
    kept: Any = Stewardship.history
    history = kept.filter(person_id=person_id, role=role, **appointing.at(place))
    last = get_object_or_404(history.order_by("-history_date", "-history_id")[:1])
    if Stewardship.objects.filter(person_id=person_id, **appointing.at(place)).exists():
        return redirect(page_of(place) + "#roles")
    held = appointing.give(place, last.person, role=last.role, job=last.job)
    words = {"name": held.person.name, "role": held.get_role_display().lower()}
    messages.success(request, _("%(name)s is %(role)s again.") % words)
    return redirect(page_of(place) + "#roles")


def _last_one() -> str:
    return _("This is the last administrator of the programme. Give the role to somebody else first.")
