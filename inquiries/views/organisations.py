"""An organisation: its sector, its partnerships, and who of it inquires where, as far as its reader may see."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries.forms.setting_up import OrganisationForm
from inquiries.http import Request
from inquiries.models import Group, Membership, Organisation, Partnership
from inquiries.models.base import fold

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, organisation_id: UUID) -> HttpResponse:
    found = get_object_or_404(_seen_by(request), pk=organisation_id)
    may_change = Partnership.objects.set_up_by(request.user).filter(parties=found).exists()
    if request.method == "POST":
        return _change(request, found) if may_change else _refuse()
    form = OrganisationForm(initial={"name": found.name, "sector": found.sector}) if may_change else None
    return _page(request, found, form)


def _seen_by(request: Request) -> QuerySet[Organisation]:
    """Those of one's groups and of the partnerships that these stand in: nobody sees the rest of Scotland."""
    groups = Group.objects.where(request.user, "group")
    here = Q(memberships__in=Membership.objects.visible_to(request.user).current())
    beside = Q(partnerships__groups__in=groups) | Q(
        partnerships__in=Partnership.objects.set_up_by(request.user)
    )
    return Organisation.objects.filter(
        Q(pk__in=Organisation.objects.filter(here).values("pk"))
        | Q(pk__in=Organisation.objects.filter(beside).values("pk"))
    )


def _page(
    request: Request, found: Organisation, form: OrganisationForm | None, *, status: int = 200
) -> HttpResponse:
    people = Membership.objects.visible_to(request.user).current().filter(organisation=found).for_listing()
    page = Paginator(people.order_by("group__name", "person__name_folded"), ROWS).get_page(
        request.GET.get("page")
    )
    partnerships = Partnership.objects.filter(parties=found)
    mine = partnerships.filter(
        Q(groups__in=Group.objects.where(request.user, "group"))
        | Q(pk__in=Partnership.objects.set_up_by(request.user).values("pk"))
    )
    context = {"organisation": found, "page": page, "partnerships": mine.distinct(), "form": form}
    return render(request, "inquiries/organisation.html", context, status=status)


def _change(request: Request, found: Organisation) -> HttpResponse:
    form = OrganisationForm(request.POST)
    if form.is_valid():
        twin = (
            Organisation.objects.filter(name_folded=fold(form.cleaned_data["name"]))
            .exclude(pk=found.pk)
            .first()
        )
        if twin:
            form.add_error("name", _("There is an organisation of this name already."))
    if not form.is_valid():
        return _page(request, found, form, status=422)
    found.name, found.sector = " ".join(form.cleaned_data["name"].split()), form.cleaned_data["sector"]
    found.save()
    messages.success(request, _("Saved. No message has left."))
    return redirect("inquiries:organisation", found.pk)


def _refuse() -> HttpResponse:
    raise Http404
