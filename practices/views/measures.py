"""Measures of a group: all of them, one with its run chart, and its readings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from practices import measuring, sharing
from practices.forms.measures import MeasureForm, ReadingForm, ReadingsForm
from practices.models import Measure, Reading
from practices.views.kept import Register, Said


def _chart(request: Request, hat: Hat, row: Measure) -> dict[str, Any]:
    changes = REGISTER.may_change(hat, row)
    return {
        "chart": measuring.chart(row),
        "of": row.of if access.can_read(hat, "measure") else None,
        "by_hand": ReadingForm() if changes else None,
        "many": ReadingsForm(auto_id="many-%s") if changes else None,
    }


REGISTER = Register(
    Measure,
    MeasureForm,
    stem="measure",
    place="measures",
    list_route="practices:measures",
    more="practices/measures/chart.html",
    context=_chart,
    said=Said(
        list_name=_("Measures"),
        add=_("Add a measure"),
        change=_("Change the measure"),
        lede=_(
            "No number is demanded of a small test. One that is counted anyway can show whether it holds."
        ),
        kept=_("The measure is kept. No message has left."),
        remove=_("Take the measure away"),
        removed=_("The measure is taken away, with its readings."),
        put_back=_("The measure is there again."),
    ),
)


@group_view
@require_safe
def measures(request: Request, hat: Hat) -> HttpResponse:
    found = Measure.objects.visible_to(request.user).filter(group=request.group).for_listing()
    rows = sharing.readable(found, request.group, hat)
    is_inside = access.can_read(hat, "measure")
    if not rows and not is_inside:
        raise Http404
    for row in rows:
        row.group = request.group
    context = {"group": request.group, "hat": hat, "measures": rows, "is_inside": is_inside}
    return render(request, "practices/measures.html", context)


def _wrong(request: Request, membership: Membership, row: Measure, **form: Any) -> HttpResponse:
    """The page again, with what is wrong at its box."""
    context = REGISTER.page_of(request, membership, row) | _chart(request, membership, row) | form
    return render(request, "practices/kept.html", context, status=422)


@member_view
@require_POST
def read(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """One reading by hand."""
    row = REGISTER.own(request, membership, kept_id)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _wrong(request, membership, row, by_hand=form)
    new, _over = measuring.keep(row, [(form.cleaned_data["on"], form.cleaned_data["value"])])
    messages.success(
        request, _now("The reading is kept.") if new else _now("It takes the place of the one of that day.")
    )
    return redirect(row)


@member_view
@require_POST
def read_many(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """Readings pasted from a spreadsheet, or of a file: all of them, or none and what is wrong."""
    row = REGISTER.own(request, membership, kept_id)
    form = ReadingsForm(request.POST, request.FILES, auto_id="many-%s")
    if not form.is_valid():
        return _wrong(request, membership, row, many=form)
    new, over = measuring.keep(row, form.cleaned_data["readings"])
    said = ngettext("One reading is new.", "%(n)s readings are new.", new) % {"n": new}
    if over:
        said += " " + ngettext("One took another’s place.", "%(n)s took others’ places.", over) % {"n": over}
    messages.success(request, said)
    return redirect(row)


@member_view
@require_POST
def judge(request: Request, membership: Membership, kept_id: UUID, reading_id: UUID) -> HttpResponse:
    """Mark a reading as unlike all others, unmark it, or take it out as wrong."""
    row = REGISTER.own(request, membership, kept_id)
    reading = get_object_or_404(Reading, measure=row, pk=reading_id)
    if request.POST.get("do") == "take out":
        measuring.take_out(reading)
    else:
        measuring.mark(reading, is_astronomical=request.POST.get("do") == "mark")
    return redirect(row)
