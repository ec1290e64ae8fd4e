"""The plan of a meeting: members read it once it is shared, those who plan change it here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import carrying_in, grouping, inviting, own_formats, planning, stages
from meetings.formats import Format, in_order
from meetings.forms.plan import ItemForm, MissingForm
from meetings.models import AgendaItem, Meeting


def meeting_of(request: Request, number: int) -> Meeting:
    """The meeting of the page's group, or 404."""
    for meeting in grouping.meetings_of(request.group):
        if meeting.number == number:
            return meeting
    raise Http404


@member_view
@require_GET
def plan(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    if access.can_write(membership, "meeting plan"):
        return render(request, "meetings/plan.html", page_of(request, meeting))
    if not meeting.plan_shared_at:
        raise Http404
    agenda = planning.agenda(meeting)
    context = {"meeting": meeting, "agenda": agenda, "stages": stages.stages(meeting, membership)}
    return render(request, "meetings/plan_shared.html", context)


def page_of(request: Request, meeting: Meeting, **changed: Any) -> dict[str, Any]:
    """All that the plan's page and its fragments read; the same number of queries however long the agenda."""
    agenda = planning.agenda(meeting)
    items = [slot.item for slot in agenda.slots]
    meeting.planned_minutes = agenda.planned  # type: ignore[attr-defined]
    things = carrying_in.carry_in(meeting, request.hat, timezone.now())
    coming, cannot_come = inviting.said_so_far(meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "agenda": agenda,
        "carry_in": carrying_in.beside(things, items),
        "stages": stages.stages(meeting, request.hat),
        "formats": formats_for(meeting),
        "add_form": ItemForm(
            meeting=meeting, prefix="add", initial={"kind": AgendaItem.Kind.TALK, "minutes": 10}
        ),
        "missing_form": MissingForm(initial={"missing": meeting.missing, "version": meeting.plan_version}),
        "readers_to_come": planning.readers_to_come(meeting),
        "coming": coming,
        "carry_in_rest": sum(thing.can_wait for thing in things),
        "to_hear": sum(thing.is_heard for thing in things),
        "cannot_come": cannot_come,
        "theirs": None,
        "here": "plan",
        "wrong_item": None,
        "minutes_form": None,
        "format_form": None,
        "oob": False,
    }
    return context | changed


def formats_for(meeting: Meeting) -> list[Format]:
    """The format that fits first, then the group's own, then the others."""
    first, *others = in_order(meeting.number, meeting.group.planned_meetings)
    return [first, *own_formats.of(meeting.group), *others]


def changed_page(request: Request, meeting: Meeting, *, focus: str = "", **changed: Any) -> HttpResponse:
    """What the page shows after a change: its changed parts to htmx, the whole page to everybody else."""
    if not request.htmx:
        return redirect(f"{meeting.get_absolute_url()}{'#' + focus if focus else ''}")
    context = page_of(request, meeting, **changed) | {"oob": True}
    answer = render(request, "meetings/plan.html#changed", context)
    return trigger_client_event(answer, "focus-on", {"id": focus}, after="settle") if focus else answer


def refused(
    request: Request, meeting: Meeting, fragment: str, *, status: int = 422, **changed: Any
) -> HttpResponse:
    """The page again (or its fragment) with what is wrong, and what was typed."""
    template = f"meetings/plan.html#{fragment}" if request.htmx else "meetings/plan.html"
    return render(request, template, page_of(request, meeting, **changed), status=status)


@member_view
@require_POST
def missing(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    form = MissingForm(request.POST)
    if not form.is_valid():
        return refused(request, meeting, "missing", missing_form=form)
    text = form.cleaned_data["missing"].strip()
    if text != meeting.missing and not planning.write_missing(
        meeting, text, version=form.cleaned_data["version"]
    ):
        return _both_texts(request, meeting, text)
    meeting.refresh_from_db(fields=["missing", "plan_version"])
    messages.success(request, _("Saved. No message has left."))
    if not request.htmx:
        return redirect(f"{meeting.get_absolute_url()}#missing-title")
    return render(request, "meetings/plan.html#missing-saved", page_of(request, meeting) | {"oob": True})


def _both_texts(request: Request, meeting: Meeting, mine: str) -> HttpResponse:
    """Somebody else wrote first: both texts on the page, and what is sent next counts as chosen between them."""
    meeting.refresh_from_db(fields=["missing", "plan_version"])
    form = MissingForm(initial={"missing": mine, "version": meeting.plan_version})
    return refused(request, meeting, "missing", status=409, missing_form=form, theirs=meeting.missing)


@member_view
@require_POST
def share(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Open the plan to members, or close it again; no message leaves either way."""
    meeting = meeting_of(request, number)
    if "take_back" in request.POST:
        if planning.take_back(meeting):
            messages.success(request, _("Only those who plan can read it now. No message has left."))
    elif planning.share(meeting, at=timezone.now()):
        messages.success(request, _("Members can read the plan now. No message has left."))
    return redirect(meeting)
