"""One's own places: the groups that one is in and was in, since when, and what one keeps of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inquiries import leaving
from inquiries.http import Request
from inquiries.models import Membership


@require_safe
def places(request: Request) -> HttpResponse:
    """Every place with its spells; of those one has left, what was published in one's time."""
    mine = Membership.objects.filter(person=request.user).select_related("group", "organisation")
    found = mine.prefetch_related("spells__organisation").order_by("left_on", "group__name")
    now, kept = timezone.now(), leaving.kept(request.user)
    rows = [
        {
            "membership": place,
            "spells": list(place.spells.all()),
            "kept": [thing for thing in kept if thing.group == place.group_id] if place.left_on else [],
            "can_undo": leaving.can_take_back(place, at=now),
        }
        for place in found
    ]
    rows.sort(key=lambda row: row["membership"].left_on is not None)  # type: ignore[attr-defined]
    return render(request, "inquiries/places.html", {"rows": rows})


@require_POST
def place_undo(request: Request, membership_id: UUID) -> HttpResponse:
    """Take back that one left, for a week; only who pressed the button themselves may."""
    mine = Membership.objects.filter(person=request.user, left_on__isnull=False).select_related(
        "group", "person"
    )
    membership = get_object_or_404(mine, pk=membership_id)
    left_by = leaving.last_spell(membership).ended_by_id
    if left_by == request.user.pk and leaving.take_back(membership, by=membership, at=timezone.now()):
        messages.success(
            request, _("Taken back: you are in %(group)s as before.") % {"group": membership.group}
        )
    else:
        messages.info(request, _("This can’t be taken back here. Ask the integration manager of the group."))
    return redirect("inquiries:places")
