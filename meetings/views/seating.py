"""Who sat in which small group, on a page of its own beside the record."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import seating
from meetings.forms.seating import SeatingForm
from meetings.models import Meeting
from meetings.views.keeping import answer
from meetings.views.plan import meeting_of
from meetings.views.record import url_of


@member_view
@require_http_methods(["GET", "POST"])
def seats(request: Request, membership: Membership, number: int) -> HttpResponseBase:
    """The page, and what it keeps, while the record takes entries."""
    meeting = meeting_of(request, number)
    if not meeting.is_recording:
        return redirect(url_of(meeting))
    here, tables = seating.here(meeting), seating.tables(meeting)
    form = SeatingForm(request.POST or None, here=here, tables=tables, seats=seating.seats(meeting))
    if request.method == "GET" or not form.is_valid():
        context = {"meeting": meeting, "form": form, "here": here, "tables": tables}
        status = 200 if request.method == "GET" else 422
        return render(request, "meetings/seating.html", context, status=status)
    return answer(request, meeting, lambda: _keep(request, meeting, form))


def _keep(request: Request, meeting: Meeting, form: SeatingForm) -> HttpResponse:
    seating.seat(meeting, form.changed(), at=timezone.now())
    messages.success(request, _("Kept who sat where. No message has left."))
    return redirect(f"{url_of(meeting)}#small-groups")
