"""Setting up a partnership: its organisations, its groups, and what each group still misses."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import recounting, setting_up
from inquiries.forms.setting_up import GroupForm, OrganisationForm, PartnershipForm, RoleForm
from inquiries.http import Request
from inquiries.models import Group, Membership, Organisation, Partnership
from inquiries.roles import Role
from inquiries.templatetags.clip import route


def partnership_of(request: Request, slug: str) -> Partnership:
    found = Partnership.objects.set_up_by(request.user).select_related("programme")
    return get_object_or_404(found, slug=slug)


@dataclass(frozen=True)
class Task:
    """One step to a group that can begin: what it is, where, and whether it is done."""

    words: str
    url: str
    is_done: bool
    note: str = ""


def _groups(partnership: Partnership) -> QuerySet[Group]:
    here = Membership.objects.current().filter(group=OuterRef("pk"))
    return partnership.groups.annotate(
        people=Count("memberships", filter=Q(memberships__left_on=None), distinct=True),
        dates=Count("meetings", distinct=True),
        has_facilitator=Exists(here.filter(role=Role.FACILITATOR)),
        has_manager=Exists(here.filter(role=Role.INTEGRATION_MANAGER)),
    )


def tasks_of(group: Any) -> list[Task]:
    """What stands between a new group and its first meeting, in order; from the figures that `_groups` reads."""
    slug = group.slug
    people = _("%(n)s people") % {"n": group.people}
    to_import = route("inquiries:import-people", slug) or route("inquiries:members", slug)
    settings = reverse("inquiries:group-settings", args=[slug])
    return [
        Task(_("What seniors asked for, and gave"), settings, bool(group.asked_for and group.given)),
        Task(_("Bring its people in from a spreadsheet"), to_import, group.people > 2, people),
        Task(_("Say who facilitates"), f"{settings}#holds", group.has_facilitator),
        Task(_("Say who is integration manager"), f"{settings}#holds", group.has_manager),
        Task(
            _("Set the dates of its meetings"),
            route("meetings:series", slug) or route("meetings:meetings", slug),
            group.dates > 0,
            _("%(n)s of %(planned)s") % {"n": group.dates, "planned": group.planned_meetings},
        ),
    ]


def _page(request: Request, partnership: Partnership, *, status: int = 200, **wrong: Any) -> HttpResponse:
    held = partnership.stewardships.select_related("person").order_by("role", "person__name_folded")
    context: dict[str, Any] = {
        "partnership": partnership,
        "form": PartnershipForm(instance=partnership),
        "party_form": OrganisationForm(prefix="party"),
        "group_form": GroupForm(prefix="group"),
        "role_form": RoleForm(prefix="role"),
        "parties": partnership.parties.order_by("name_folded"),
        "groups": [(group, tasks_of(group)) for group in _groups(partnership)],
        "held": held,
        "give_url": reverse("inquiries:role-give", args=["partnership", partnership.slug]),
        "told": recounting.changes(partnership),
    }
    return render(request, "inquiries/setting_up/partnership.html", context | wrong, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def partnership(request: Request, slug: str) -> HttpResponse:
    found = partnership_of(request, slug)
    if request.method != "POST":
        return _page(request, found)
    form = PartnershipForm(request.POST, instance=partnership_of(request, slug))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    form.save()
    messages.success(request, _("Saved. No message has left."))
    return redirect("inquiries:partnership", slug)


@require_POST
def add_party(request: Request, slug: str) -> HttpResponse:
    """An organisation becomes a party; one that Clip knows is found rather than made again."""
    found = partnership_of(request, slug)
    form = OrganisationForm(request.POST, prefix="party")
    if not form.is_valid():
        return _page(request, found, party_form=form, status=422)
    party, is_new = setting_up.add_party(found, form.cleaned_data["name"], sector=form.cleaned_data["sector"])
    says = (
        _("%(name)s is a party now.") if is_new else _("%(name)s, which Clip knew already, is a party now.")
    )
    undo = reverse("inquiries:party-drop", args=[slug, party.pk])
    messages.success(request, says % {"name": party.name}, extra_tags=undo)
    return redirect(reverse("inquiries:partnership", args=[slug]) + "#parties")


@require_POST
def drop_party(request: Request, slug: str, organisation_id: UUID) -> HttpResponse:
    found = partnership_of(request, slug)
    party = get_object_or_404(found.parties, pk=organisation_id)
    found.parties.remove(party)
    undo = reverse("inquiries:party-put-back", args=[slug, party.pk])
    says = _("%(name)s is no longer a party. Its people stay in their groups.")
    messages.success(request, says % {"name": party.name}, extra_tags=undo)
    return redirect(reverse("inquiries:partnership", args=[slug]) + "#parties")


@require_POST
def put_back_party(request: Request, slug: str, organisation_id: UUID) -> HttpResponse:
    found = partnership_of(request, slug)
    party = get_object_or_404(Organisation, pk=organisation_id)
    found.parties.add(party)
    messages.success(request, _("%(name)s is a party again.") % {"name": party.name})
    return redirect(reverse("inquiries:partnership", args=[slug]) + "#parties")


@require_POST
def add_group(request: Request, slug: str) -> HttpResponse:
    found = partnership_of(request, slug)
    form = GroupForm(request.POST, prefix="group")
    if not form.is_valid():
        return _page(request, found, group_form=form, status=422)
    made = setting_up.group(found, **form.cleaned_data)
    messages.success(
        request, _("%(name)s is there. What it still misses stands beside it.") % {"name": made.name}
    )
    return redirect(reverse("inquiries:partnership", args=[slug]) + f"#{made.slug}")
