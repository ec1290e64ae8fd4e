"""Setting up a programme: its dates, national bodies, partnerships and roles, for those who administer it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import recounting, setting_up, stating
from inquiries.forms.setting_up import NationalBodyForm, PartnershipForm, ProgrammeForm, RoleForm
from inquiries.http import Request
from inquiries.models import NationalBody, Partnership, Programme


@require_safe
def home(request: Request) -> HttpResponse:
    """What this person administers; 404 for who administers nothing."""
    counted = {
        "groups_there": Count("groups", distinct=True),
        "people": Count("groups__memberships", distinct=True, filter=Q(groups__memberships__left_on=None)),
    }
    partnerships = list(
        Partnership.objects.set_up_by(request.user)
        .select_related("programme")
        .annotate(**counted)
        .order_by("programme", "name")
    )
    programmes = list(Programme.objects.set_up_by(request.user).prefetch_related("national_bodies"))
    if not partnerships and not programmes:
        raise Http404
    by_programme = [(p, [row for row in partnerships if row.programme_id == p.pk]) for p in programmes]
    by_itself = [row for row in partnerships if row.programme not in programmes]
    context = {
        "programmes": by_programme,
        "by_itself": by_itself,
        "statements": stating.statements() if programmes else [],
    }
    return render(request, "inquiries/setting_up/home.html", context)


def programme_of(request: Request, slug: str) -> Programme:
    return get_object_or_404(Programme.objects.set_up_by(request.user), slug=slug)


def _page(request: Request, programme: Programme, *, status: int = 200, **wrong: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "programme": programme,
        "form": ProgrammeForm(instance=programme),
        "body_form": NationalBodyForm(prefix="body"),
        "partnership_form": PartnershipForm(prefix="new"),
        "role_form": RoleForm(prefix="role"),
        "bodies": programme.national_bodies.order_by("name"),
        "partnerships": programme.partnerships.annotate(groups_there=Count("groups")),
        "held": programme.stewardships.select_related("person").order_by("role", "person__name_folded"),
        "give_url": reverse("inquiries:role-give", args=["programme", programme.slug]),
        "told": recounting.changes(programme),
    }
    return render(request, "inquiries/setting_up/programme.html", context | wrong, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: Request, slug: str) -> HttpResponse:
    found = programme_of(request, slug)
    if request.method != "POST":
        return _page(request, found)
    form = ProgrammeForm(request.POST, instance=programme_of(request, slug))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    form.save()
    messages.success(request, _("Saved. No message has left."))
    return redirect("inquiries:programme", slug)


@require_POST
def name_body(request: Request, slug: str) -> HttpResponse:
    found = programme_of(request, slug)
    form = NationalBodyForm(request.POST, prefix="body")
    if not form.is_valid():
        return _page(request, found, body_form=form, status=422)
    body, is_new = setting_up.name_body(found, form.cleaned_data["name"])
    says = _("%(name)s is among the national bodies.") if is_new else _("%(name)s was there already.")
    messages.success(request, says % {"name": body.name})
    return redirect(reverse("inquiries:programme", args=[slug]) + "#bodies")


@require_POST
def drop_body(request: Request, slug: str, body_id: UUID) -> HttpResponse:
    """Take a national body off the list; the history keeps that it was there."""
    found = get_object_or_404(NationalBody, pk=body_id, programme=programme_of(request, slug))
    found.delete()
    messages.success(
        request, _("%(name)s is off the list. Add it again if that was a slip.") % {"name": found.name}
    )
    return redirect(reverse("inquiries:programme", args=[slug]) + "#bodies")


@require_POST
def add_partnership(request: Request, slug: str) -> HttpResponse:
    found = programme_of(request, slug)
    form = PartnershipForm(request.POST, prefix="new")
    if not form.is_valid():
        return _page(request, found, partnership_form=form, status=422)
    made = setting_up.partnership(found, name=form.cleaned_data["name"], outline=form.cleaned_data["outline"])
    messages.success(
        request, _("%(name)s is there. Next: its organisations and its first group.") % {"name": made.name}
    )
    return redirect("inquiries:partnership", made.slug)
