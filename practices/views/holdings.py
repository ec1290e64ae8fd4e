"""What holds us back: the group's maps, and one's own, which nobody else ever sees."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from practices.access import can_change_holding
from practices.forms.holdings import HoldingForm
from practices.models import Holding
from practices.views.kept import Register, Said


def _own_alone(request: Request, hat: Hat, row: Holding) -> dict[str, str]:
    return {
        "own_alone": _now("You alone. It is in nobody else’s list, count, export or log.")
        if row.owner_id
        else ""
    }


REGISTER = Register(
    Holding,
    HoldingForm,
    stem="holding",
    place="holds-us-back",
    list_route="practices:holdings",
    may_change=can_change_holding,
    more="practices/holdings/test.html",
    context=_own_alone,
    said=Said(
        list_name=_("What holds us back"),
        add=_("Draw a map"),
        change=_("Word the map anew"),
        lede=_(
            "Not a list of faults. What we do instead protects something that matters to us too; the map finds out what."
        ),
        kept=_("The map is kept. No message has left."),
        remove=_("Take the map away"),
        removed=_("The map is taken away."),
        put_back=_("The map is there again."),
    ),
)


@member_view
@require_safe
def holdings(request: Request, membership: Membership) -> HttpResponse:
    rows = list(Holding.objects.visible_to(request.user).filter(group=request.group).for_listing())
    for row in rows:
        row.group = request.group
    context = {
        "group": request.group,
        "hat": membership,
        "ours": [row for row in rows if row.owner_id is None],
        "mine": [row for row in rows if row.owner_id],
        "writes": access.can_write(membership, "what holds us back"),
    }
    return render(request, "practices/holdings.html", context)
