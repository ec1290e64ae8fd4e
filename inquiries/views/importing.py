"""Importing people: choose a file, look it over row by row, say who somebody is, and hand it to the job."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import gates, importing, people_columns, reading_sheets, tasks, writing_people
from inquiries.access import group_view
from inquiries.forms.importing import PeopleFileForm
from inquiries.http import Hat, Request
from inquiries.models import ImportRow, PeopleImport
from inquiries.sheets import UnreadableError

Plan, State = ImportRow.Plan, PeopleImport.State
A_PAGE = 50
MOST_PROBLEMS = 200  # shown at once; the rest shows when these are mended
LATEST = 5


def _import_of(request: Request, import_id: UUID) -> PeopleImport:
    seen = PeopleImport.objects.visible_to(request.user).filter(group=request.group)
    made = get_object_or_404(seen.select_related("made_by"), pk=import_id)
    made.group = request.group
    return made


def _to(made: PeopleImport) -> HttpResponse:
    return redirect("inquiries:import-look", made.group.slug, made.pk)


# --- choosing a file ------------------------------------------------------------------------------


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request: Request, hat: Hat) -> HttpResponse:
    """What a file looks like, and the box that takes one."""
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(reading_sheets.LARGEST_FILE + 1)
            made = importing.draft(request.group, content, file.name, by=request.user, at=timezone.now())
        except UnreadableError as problem:
            form.add_error("file", str(problem))
        else:
            return _to(made)
    elif request.method == "POST" and not form.is_bound:
        form = PeopleFileForm(request.POST)
    context = {
        "form": form,
        "columns": people_columns.COLUMNS,
        "latest": PeopleImport.objects.filter(group=request.group).for_listing()[:LATEST],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "inquiries/import.html", context, status=status)


# --- looking it over ------------------------------------------------------------------------------


@group_view
@require_safe
def look(request: Request, hat: Hat, import_id: UUID) -> HttpResponse:
    """Every problem by row and column; who could be several; and else what would be done, and the button that does it."""
    made = _import_of(request, import_id)
    return render(request, "inquiries/import_look.html", _page(request, made))


def _page(request: Request, made: PeopleImport) -> dict[str, Any]:
    rows = list(made.rows.all()) if made.state in (State.READ, State.FAILED) else []
    problems = [{"number": row.number, **problem} for row in rows for problem in row.problems]
    asks = [row for row in rows if row.plan == Plan.ASK or (row.candidates and not row.problems)]
    counts = {plan.value: sum(row.plan == plan and not row.problems for row in rows) for plan in Plan}
    return {
        "made": made,
        "problems": problems[:MOST_PROBLEMS],
        "problems_in_all": len(problems),
        "rows_with_problems": sum(bool(row.problems) for row in rows),
        "asks": asks,
        "unanswered": counts[Plan.ASK],
        "counts": counts,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "can_undo": importing.can_take_back(made, at=timezone.now()),
    }


@group_view
@require_POST
def choose(request: Request, hat: Hat, import_id: UUID) -> HttpResponse:
    """Who somebody is, where a row could be one of several people."""
    made = _import_of(request, import_id)
    keys = {str(row.pk): row.pk for row in made.rows.exclude(candidates=[])}
    typed = {key: request.POST[name][:40] for name, key in keys.items() if name in request.POST}
    if not importing.choose(made, typed, at=timezone.now()):
        messages.info(request, _("The file was handed over meanwhile. What you chose was not kept."))
    return _to(made)


@group_view
@require_POST
def drop(request: Request, hat: Hat, import_id: UUID) -> HttpResponse:
    if importing.drop(_import_of(request, import_id)):
        messages.success(request, _("Dropped. Nobody was imported."))
    return redirect("inquiries:import-people", request.group.slug)


# --- importing it ---------------------------------------------------------------------------------


@group_view
@require_POST
def go(request: Request, hat: Hat, import_id: UUID) -> HttpResponse:
    """Hand a clean file to the job."""
    made = _import_of(request, import_id)
    if again := gates.asked_again(request):
        return again
    if importing.order(made):
        tasks.wake()
    elif made.state == State.READ:
        messages.info(request, _("Something still has to be mended or answered. Nobody was imported."))
    return _to(made)


@group_view
@require_safe
def progress(request: Request, hat: Hat, import_id: UUID) -> HttpResponse:
    """How far it is; the page asks each second, and gets 204 while that is what it shows already."""
    made = _import_of(request, import_id)
    if not request.htmx:
        return _to(made)
    if request.GET.get("seen") == f"{made.state}-{made.done}":
        return HttpResponse(status=204)
    if not made.is_on_its_way:  # what comes next is another page
        return HttpResponse(
            headers={"HX-Redirect": reverse("inquiries:import-look", args=[request.group.slug, made.pk])}
        )
    return render(request, "inquiries/import_look.html#progress", {"made": made})


@group_view
@require_POST
def undo(request: Request, hat: Hat, import_id: UUID) -> HttpResponse:
    """Take an import out again, as long as nothing was written of those in it."""
    made = _import_of(request, import_id)
    if importing.can_take_back(made, at=timezone.now()) and writing_people.take_back(made):
        messages.success(request, _("Taken back: the group is as it was before this import."))
    else:
        messages.info(
            request,
            _(
                "This can’t be taken back any more: something was written of them since. They can leave one by one."
            ),
        )
    return _to(made)
