"""Structural proposals and initiatives of a group, and the smaller group that an initiative becomes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Group, Membership
from practices import continuing, sharing
from practices.forms.structures import InitiativeForm, SmallerGroupForm, StructureForm
from practices.models import Initiative, StructuralProposal
from practices.views.kept import Register, Said

STRUCTURES = Register(
    StructuralProposal,
    StructureForm,
    stem="structure",
    place="structures",
    list_route="practices:goes-on",
    more="practices/structures/open.html",
    said=Said(
        list_name=_("What goes on"),
        add=_("Propose a structure"),
        change=_("Word the proposal anew"),
        lede=_(
            "A structure helps once purpose and relationships carry it. Three questions, before anybody draws a chart."
        ),
        kept=_("The proposal is kept. No message has left."),
        remove=_("Take the proposal away"),
        removed=_("The proposal is taken away."),
        put_back=_("The proposal is there again."),
    ),
)


def _may_become(request: Request, hat: Hat, row: Initiative) -> dict[str, Any]:
    """The way to its smaller group, for those who know of that; or the way to make it one."""
    if row.became_id:
        known = Group.objects.where(request.user, "group").filter(pk=row.became_id)
        return {"become_url": "", "became": known.first()}
    if not access.can_write(hat, "initiative"):
        return {"become_url": "", "became": None}
    url = reverse("practices:initiative-become", args=[request.group.slug, row.pk])
    return {"become_url": url, "became": None, "has_owner": continuing.has_owner(row)}


INITIATIVES = Register(
    Initiative,
    InitiativeForm,
    stem="initiative",
    place="initiatives",
    list_route="practices:goes-on",
    more="practices/structures/became.html",
    context=_may_become,
    said=Said(
        list_name=_("What goes on"),
        add=_("Set an initiative going"),
        change=_("Word the initiative anew"),
        lede=_("What goes on after the last meeting, with somebody who owns it and a first date."),
        kept=_("The initiative stands. No message has left."),
        remove=_("Take the initiative away"),
        removed=_("The initiative is taken away."),
        put_back=_("The initiative stands again."),
    ),
)


@group_view
@require_safe
def goes_on(request: Request, hat: Hat) -> HttpResponse:
    """Initiatives by their first date, and proposals with the questions that are open."""
    group = request.group
    going = Initiative.objects.visible_to(request.user).filter(group=group).for_listing()
    proposed = StructuralProposal.objects.visible_to(request.user).filter(group=group)
    initiatives, proposals = sharing.readable(going, group, hat), sharing.readable(proposed, group, hat)
    is_inside = access.can_read(hat, "initiative")
    if not initiatives and not proposals and not is_inside:
        raise Http404
    for row in [*initiatives, *proposals]:
        row.group = request.group
    context = {
        "group": request.group,
        "hat": hat,
        "initiatives": initiatives,
        "proposals": proposals,
        "is_inside": is_inside,
        "writes": access.can_write(hat, "initiative"),
    }
    return render(request, "practices/goes_on.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def become(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """A smaller group from an initiative: who is in it, and nobody is written to."""
    row: Initiative = INITIATIVES.own(request, membership, kept_id)
    if row.became_id or not continuing.has_owner(row):
        raise Http404
    initial = {"who_for": request.group.who_for, "people": [row.owner_id]}
    form = SmallerGroupForm(request.POST or None, group=request.group, initial=initial)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "practices/structures/become.html", {"form": form, "row": row}, status=status)
    at = timezone.now()
    made = continuing.become_group(row, form.cleaned_data, on=timezone.localdate(at), at=at)
    if made:
        messages.success(request, _now("The smaller group is there. Nobody has been written to yet."))
    return redirect(row)
