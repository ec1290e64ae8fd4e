"""The round of introductions on a projector: one card at a time, on and back by link or arrow key."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import introducing
from meetings.views.plan import meeting_of


@member_view
@require_safe
def introductions(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    at = request.GET.get("at", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 4 else 1
    context = {"meeting": meeting, "round": introducing.introductions(meeting, place)}
    return render(request, "meetings/introductions.html", context)
