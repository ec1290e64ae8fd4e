"""One's own account: who one is here, and in which hats."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inquiries.http import Request
from inquiries.models import Membership, Stewardship


@require_safe
def account(request: Request) -> HttpResponse:
    places = Membership.objects.current().filter(person=request.user).select_related("group", "organisation")
    held = Stewardship.objects.filter(person=request.user).select_related("programme", "partnership", "group")
    return render(
        request,
        "inquiries/account.html",
        {"memberships": places.order_by("group__name"), "stewardships": held.order_by("role")},
    )
