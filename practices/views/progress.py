"""How we are doing: what became of actions, how far small tests are, and practice checks over time, for the group alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import grouping
from practices import checking, progress, progress_charts, spread_charts
from practices.sketching import FRAMES


@member_view
@require_safe
def progress_of(request: Request, membership: Membership) -> HttpResponse:
    """Three charts, each with its figures; the six practices as they stand once the record of a meeting is closed."""
    meetings = grouping.meetings_of(request.group)
    agreed = progress.agreed(request.group, meetings)
    stages = progress.stages(request.group, timezone.localdate())
    checked = checking.spreads(request.group, [meeting for meeting in meetings if meeting.is_held])
    context = {
        "group": request.group,
        "hat": membership,
        "agreed": agreed,
        "whole": progress.together(agreed),
        "actions_title": progress_charts.title_of_actions(agreed),
        "actions": [progress_charts.draw_actions(agreed, frame) for frame in FRAMES],
        "stages": stages,
        "stage_rows": progress_charts.stage_rows(stages),
        "stages_title": progress_charts.title_of_stages(stages),
        "tests": [progress_charts.draw_stages(stages, frame) for frame in FRAMES],
        "checked": [one for one in checked if one.spreads],
        "checks_title": spread_charts.title_of(checked),
        "checks": [spread_charts.draw(checked, frame) for frame in FRAMES],
    }
    return render(request, "practices/progress.html", context)
