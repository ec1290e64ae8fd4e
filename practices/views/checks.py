"""Practice checks of a group: how the answers spread at each meeting, and over time."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inquiries import access
from inquiries.access import group_view
from inquiries.http import Hat, Request
from meetings import grouping
from meetings.models import Release
from practices import checking


@group_view
@require_safe
def checks(request: Request, hat: Hat) -> HttpResponse:
    """All meetings held for those inside, with the lines that were told since they joined; above the group those whose check was let out, and no lines.

    While answers can still change nothing is shown: a spread that moves would tell whose phone moved it.
    """
    is_inside = access.can_read(hat, "practice check")
    meetings = [meeting for meeting in grouping.meetings_of(request.group) if meeting.is_held]
    if not is_inside:
        out = Release.objects.standing().filter(group=request.group, kind="practice check")
        keys = set(out.values_list("about", flat=True))
        meetings = [meeting for meeting in meetings if meeting.pk in keys]
        if not meetings:
            raise Http404
    told_at = checking.told_to(request.user, meetings) if is_inside else set()
    checked = checking.spreads(request.group, meetings, told_at)
    context = {
        "group": request.group,
        "hat": hat,
        "checked": checked,
        "has_any": any(one.spreads for one in checked),
        "is_inside": is_inside,
    }
    return render(request, "practices/checks.html", context)
