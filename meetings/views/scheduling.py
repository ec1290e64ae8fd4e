"""Setting the dates of a group's meetings in one step: the rhythm, the days it comes to, and what is said of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Group
from meetings import scheduling
from meetings.forms.scheduling import DaysForm, SeriesForm
from meetings.models import Meeting


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: Request, hat: Hat) -> HttpResponse:
    """First the rhythm, then its days, each with a reason where it was moved; nothing is set before the second button."""
    last = scheduling.last_of(request.group)
    sent = request.POST if request.method == "POST" else None
    form = SeriesForm(sent, last=last, initial=_usual(request.group, last))
    if sent is None or not form.is_valid():
        return _page(request, form, status=200 if sent is None else 422)
    first_number = scheduling.next_number(request.group)
    if "set" not in request.POST:
        return _page(request, form, days=DaysForm(series=form, first_number=first_number))
    days = DaysForm(request.POST, series=form, first_number=first_number)
    if not days.is_valid():
        return _page(request, form, days=days, status=422)
    return _set(request, form, days)


def _set(request: Request, form: SeriesForm, days: DaysForm) -> HttpResponse:
    try:
        made = scheduling.set_dates(request.group, days.days(), form.cleaned_data["starts"], **form.place())
    except scheduling.TakenError:
        days.add_error(None, _("Somebody else has set dates meanwhile: begin after the last of them."))
        return _page(request, form, days=days, status=422)
    said = ngettext("One meeting has a date now.", "%(n)s meetings have a date now.", len(made))
    messages.success(request, said % {"n": len(made)} + " " + _("No message has left."))
    return redirect("meetings:meetings", request.group.slug)


def _usual(group: Group, last: Meeting | None) -> dict[str, Any]:
    """What a series most likely is: as many as are planned still, and where and when the last meeting is."""
    usual: dict[str, Any] = {
        "count": max(group.planned_meetings - (last.number if last else 0), 1),
        "cadence": group.cadence,
        "minutes": group.meeting_minutes,
    }
    if last:
        kept = ("minutes", "venue", "address", "access_notes")
        usual |= {name: getattr(last, name) for name in kept} | {"starts": last.starts_local.time()}
    return usual


def _page(
    request: Request, form: SeriesForm, *, days: DaysForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "days": days, "last": form.last}
    return render(request, "meetings/series.html", context, status=status)
