"""The meetings of a group: when, where, and how far each is; above the group only dates and numbers."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from inquiries import access
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from inquiries.policy import Reach
from meetings import grouping, re_timing, stages
from meetings.models import Meeting


@group_view
@require_GET
def meetings(request: Request, hat: Hat) -> HttpResponse:
    came = Count("attendances", filter=Q(attendances__is_present=True), distinct=True)
    rows = grouping.meetings_of(request.group)
    numbers = dict(Meeting.objects.held().filter(group=request.group).annotate(n=came).values_list("pk", "n"))
    upcoming = next((meeting for meeting in rows if not meeting.is_held), None)
    context = {
        "rows": [(meeting, stages.stages(meeting, hat), numbers.get(meeting.pk, 0)) for meeting in rows],
        "upcoming": upcoming,
        "called_off": re_timing.called_off(request.group),
        "is_inside": isinstance(hat, Membership),
        "whole": 0 if isinstance(hat, Membership) else grouping.whole_of_a_meeting(request.group),
        "sees_numbers": access.can(hat, "attendance", Reach.NUMBERS),
    }
    return render(request, "meetings/meetings.html", context)
