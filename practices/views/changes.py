"""Noticed changes of a group: by level, one of them, and sharing what was one's own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from inquiries.models.theory import Level
from practices import noticing, sharing
from practices.access import can_change_noticed
from practices.forms.changes import NoticedForm
from practices.models import NoticedChange
from practices.views.kept import Register, Said


def _own_alone(request: Request, hat: Hat, row: NoticedChange) -> dict[str, str]:
    return {"own_alone": _now("You alone, until you share it.") if row.is_own_still else ""}


REGISTER = Register(
    NoticedChange,
    NoticedForm,
    stem="change",
    place="changes",
    list_route="practices:changes",
    more="practices/changes/share.html",
    may_change=can_change_noticed,
    context=_own_alone,
    said=Said(
        list_name=_("What is different"),
        add=_("Note a small difference"),
        change=_("Word the difference anew"),
        lede=_(
            "It does not have to be large. One person, one morning, one telephone call that was not needed."
        ),
        kept=_("The difference is noted. No message has left."),
        remove=_("Take it out"),
        removed=_("The difference is out of the list."),
        put_back=_("The difference is in the list again."),
    ),
)


@group_view
@require_safe
def changes(request: Request, hat: Hat) -> HttpResponse:
    """All that this reader may read, those nearest to people in communities first."""
    found = NoticedChange.objects.visible_to(request.user).filter(group=request.group).for_listing()
    rows = sharing.readable(found, request.group, hat)
    is_inside = access.can_read(hat, "noticed change")
    if not rows and not is_inside:
        raise Http404
    for row in rows:
        row.group = request.group
    levels = [
        {"level": level, "label": label, "rows": [row for row in rows if row.level == level]}
        for level, label in reversed(Level.choices)
    ]
    context = {
        "group": request.group,
        "hat": hat,
        "levels": [one for one in levels if one["rows"]],
        "is_inside": is_inside,
    }
    return render(request, "practices/changes.html", context)


@member_view
@require_POST
def share(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """Let the group read what one noticed in oneself."""
    row = REGISTER.find(request, kept_id)
    if row.noticed_by_id != membership.pk:
        raise PermissionDenied
    if noticing.share(row):
        messages.success(request, _now("The group reads it now. No message has left."))
    return redirect(row)
