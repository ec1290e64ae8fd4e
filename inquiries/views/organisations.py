"""An organisation: its sector, its partnerships, and who of it inquires where, as far as its reader may see."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries import setting_up
from inquiries.forms.setting_up import OrganisationForm
from inquiries.http import Request
from inquiries.models import Group, Membership, Organisation, Partnership

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, organisation_id: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=organisation_id)
    seen = _seen_by(request, found)
    if not seen.partnerships and not seen.people.exists():  # nobody sees the rest of Scotland
        raise Http404
    may_change = Partnership.objects.set_up_by(request.user).filter(parties=found).exists()
    if request.method == "POST":
        return _change(request, found, seen) if may_change else _refuse()
    form = OrganisationForm(initial={"name": found.name, "sector": found.sector}) if may_change else None
    return _page(request, found, seen, form)


@dataclass(frozen=True)
class Seen:
    """What one reader may see of an organisation: who of it is in their groups, and where it is a party."""

    people: QuerySet[Membership]
    partnerships: list[Partnership]


def _seen_by(request: Request, found: Organisation) -> Seen:
    """Of one's groups, and of the partnerships that these stand in or that one sets up."""
    mine = Partnership.objects.filter(parties=found).filter(
        Q(groups__in=Group.objects.where(request.user, "group"))
        | Q(pk__in=Partnership.objects.set_up_by(request.user).values("pk"))
    )
    people = Membership.objects.visible_to(request.user).current().filter(organisation=found)
    return Seen(people.for_listing().order_by("group__name", "person__name_folded"), list(mine.distinct()))


def _page(
    request: Request, found: Organisation, seen: Seen, form: OrganisationForm | None, *, status: int = 200
) -> HttpResponse:
    page = Paginator(seen.people, ROWS).get_page(request.GET.get("page"))
    context = {"organisation": found, "page": page, "partnerships": seen.partnerships, "form": form}
    return render(request, "inquiries/organisation.html", context, status=status)


def _change(request: Request, found: Organisation, seen: Seen) -> HttpResponse:
    form = OrganisationForm(request.POST)
    if form.is_valid() and not setting_up.rename(found, **form.cleaned_data):
        form.add_error("name", _("There is an organisation of this name already."))
    if not form.is_valid():
        return _page(request, found, seen, form, status=422)
    messages.success(request, _("Saved. No message has left."))
    return redirect("inquiries:organisation", found.pk)


def _refuse() -> HttpResponse:
    raise Http404
