"""Who came to which meeting, for everybody in the group; whom to call, for those who look after it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import attending


@member_view
@require_safe
def attendance(request: Request, membership: Membership) -> HttpResponse:
    shown = attending.picture(request.group)
    calls = shown.to_call if access.can_write(membership, "attendance") else []
    return render(request, "meetings/attendance.html", {"picture": shown, "calls": calls})
