"""Setting up a group: whom it is for, its mandate, who holds it, and the roles above it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import appointing, recounting
from inquiries.access import group_view
from inquiries.appointing import LastOneError
from inquiries.forms.setting_up import GroupForm, HoldsForm, RoleForm
from inquiries.gates import recently_proved
from inquiries.http import Hat, Request
from inquiries.models import Group, Membership
from inquiries.roles import Role


def _page(request: Request, hat: Hat, *, status: int = 200, **wrong: Any) -> HttpResponse:
    group = request.group
    holders = Membership.objects.current().filter(group=group).exclude(role=Role.MEMBER)
    context: dict[str, Any] = {
        "form": GroupForm(instance=group),
        "holders": holders.for_listing().order_by("role", "person__name_folded"),
        "holds_form": HoldsForm(prefix="holds", group=group),
        "told": recounting.changes(group),
        "is_administrator": hat.role == Role.ADMINISTRATOR,
    }
    if context["is_administrator"]:
        context |= {
            "held": group.stewardships.select_related("person").order_by("role", "person__name_folded"),
            "role_form": RoleForm(prefix="role"),
            "give_url": reverse("inquiries:role-give", args=["group", group.slug]),
        }
    return render(request, "inquiries/setting_up/group.html", context | wrong, status=status)


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def group_settings(request: Request, hat: Hat) -> HttpResponse:
    if request.method != "POST":
        return _page(request, hat)
    form = GroupForm(request.POST, instance=Group.objects.get(pk=request.group.pk))
    if not form.is_valid():
        return _page(request, hat, form=form, status=422)
    form.save()
    messages.success(request, _("Saved. No message has left."))
    return redirect("inquiries:group-settings", request.group.slug)


@group_view
@require_POST
@recently_proved
def change_role(request: Request, hat: Hat) -> HttpResponse:
    """Say who facilitates, who is integration manager, and who is a member again."""
    form = HoldsForm(request.POST, prefix="holds", group=request.group)
    if not form.is_valid():
        return _page(request, hat, holds_form=form, status=422)
    member, role = form.cleaned_data["member"], form.cleaned_data["role"]
    try:
        appointing.change_role(member, role)
    except LastOneError:
        form.add_error("member", _("The group needs a facilitator: say first who facilitates from now on."))
        return _page(request, hat, holds_form=form, status=422)
    words = {"name": member.person.name, "role": Role(role).label.lower()}
    messages.success(request, _("%(name)s is %(role)s from now on. No message has left.") % words)
    mine = member.pk == hat.pk and role == Role.MEMBER
    return redirect(
        request.group if mine else reverse("inquiries:group-settings", args=[request.group.slug]) + "#holds"
    )
