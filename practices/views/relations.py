"""Who works together: the organisations of a group as a picture that grows meeting by meeting, for the group alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings.models import Meeting
from practices import relating, relation_charts


@member_view
@require_safe
def relations(request: Request, membership: Membership) -> HttpResponse:
    """The picture after one meeting, the last one unless the address says another; a part of it alone for htmx."""
    meetings = relating.counting(request.group, membership)
    context = {"group": request.group, "hat": membership, "meetings": meetings}
    if meetings:
        found = relating.relations(request.group, meetings)
        shown = _shown(meetings, request.GET.get("after", ""))
        ties = found.after(shown)
        context |= {
            "shown": shown,
            "ties": ties,
            "first": meetings[0],
            "last": meetings[-1],
            "title": relation_charts.title_of(ties, meetings.index(shown) + 1),
            "pictures": relation_charts.pictures(found, shown),
        }
    page = "practices/relations.html"
    return render(request, f"{page}#picture" if request.htmx else page, context)


def _shown(meetings: list[Meeting], after: str) -> Meeting:
    """The meeting of this number; of a number between two the one before, and of none the last."""
    if not after.isdecimal():
        return meetings[-1]
    until = [meeting for meeting in meetings if meeting.number <= int(after[:4])]
    return until[-1] if until else meetings[0]
