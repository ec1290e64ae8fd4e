"""The debrief of a meeting, for those who hold it: two hands in one document, each part saved by itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from inquiries.saving import StaleError
from meetings import debriefing, stages
from meetings.debriefing import Box
from meetings.forms.debrief import IdeaForm, PartForm, SettleForm
from meetings.models import DebriefIdea, DebriefPart, Meeting
from meetings.views.plan import meeting_of


@member_view
@require_safe
def debrief(request: Request, membership: Membership, number: int) -> HttpResponse:
    return _page(request, membership, meeting_of(request, number))


def _page(
    request: Request, membership: Membership, meeting: Meeting, *, status: int = 200, **wrong: Any
) -> HttpResponse:
    """`wrong_part`, the (box, form, theirs) of a part that was not saved, stands in the place of that part."""
    wrong_part = wrong.pop("wrong_part", None)
    rows = [(box, PartForm(box=box), None) for box in debriefing.boxes(meeting)]
    rows = [wrong_part if wrong_part and wrong_part[0].key == row[0].key else row for row in rows]
    ideas = DebriefIdea.objects.kept().filter(meeting=meeting).select_related("had_by__person")
    context = {
        "meeting": meeting,
        "cycle": rows[:5],
        "beside": rows[5:],
        "ideas": list(ideas),
        "idea_form": IdeaForm(),
        "stages": stages.stages(meeting, membership),
        "here": "debrief",
    }
    return render(request, "meetings/debrief.html", context | wrong, status=status)


def url_of(meeting: Meeting) -> str:
    return reverse("meetings:debrief", args=[meeting.group.slug, meeting.number])


def box_of(meeting: Meeting, key: str) -> Box:
    for box in debriefing.boxes(meeting):
        if box.key == key:
            return box
    raise Http404


@member_view
@require_POST
def write(request: Request, membership: Membership, number: int, part: str) -> HttpResponse:
    """Keep one part; a stale save gets both texts, side by side."""
    meeting = meeting_of(request, number)
    box = box_of(meeting, part)
    form = PartForm(request.POST, box=box)
    if not form.is_valid():
        return _not_saved(request, membership, meeting, (box, form, None), status=422)
    said = {"text": form.cleaned_data["text"].strip(), "elements": form.cleaned_data.get("elements", [])}
    version = form.cleaned_data["version"]
    try:
        kept = debriefing.write(meeting, part, **said, version=version, by=membership, at=timezone.now())
    except StaleError as stale:
        again = PartForm(box=box, initial=said | {"version": stale.theirs.version})
        return _not_saved(request, membership, meeting, (box, again, stale.theirs), status=409)
    saved = Box(box.key, box.label, box.prompt, kept)
    if request.htmx:
        return _part(request, meeting, (saved, PartForm(box=saved), None), is_saved=True)
    messages.success(request, _("Saved. No message has left."))
    return redirect(f"{url_of(meeting)}#part-{part}")


Row = tuple[Box, PartForm, DebriefPart | None]


def _not_saved(
    request: Request, membership: Membership, meeting: Meeting, row: Row, *, status: int
) -> HttpResponse:
    if request.htmx:
        return _part(request, meeting, row, status=status)
    return _page(request, membership, meeting, wrong_part=row, status=status)


def _part(
    request: Request, meeting: Meeting, row: Row, *, status: int = 200, is_saved: bool = False
) -> HttpResponse:
    box, form, theirs = row
    context = {"meeting": meeting, "box": box, "form": form, "theirs": theirs, "is_saved": is_saved}
    return render(request, "meetings/_debrief_part.html", context, status=status)


# --- ideas for a meeting to come ------------------------------------------------------------------


@member_view
@require_POST
def add_idea(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    form = IdeaForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, meeting, idea_form=form, status=422)
    debriefing.add_idea(meeting, by=membership, at=timezone.now(), **form.cleaned_data)
    return redirect(f"{url_of(meeting)}#ideas-title")


def _idea(request: Request, idea_id: UUID) -> DebriefIdea:
    seen = DebriefIdea.objects.kept().visible_to(request.user).filter(meeting__group=request.group)
    found = get_object_or_404(seen.select_related("meeting"), pk=idea_id)
    found.meeting.group = request.group
    return found


@member_view
@require_POST
def settle(request: Request, membership: Membership, idea_id: UUID) -> HttpResponse:
    """Tried, or let go: it carries no more, and can be taken back."""
    idea = _idea(request, idea_id)
    form = SettleForm(request.POST)
    if form.is_valid() and debriefing.settle(idea, form.cleaned_data["settled"], at=timezone.now()):
        undo = reverse("meetings:idea-take-back", args=[request.group.slug, idea.pk])
        said = _("“%(idea)s” carries no more.") % {"idea": idea.text}
        messages.success(request, said, extra_tags=undo)
    return redirect(f"{url_of(idea.meeting)}#ideas-title")


@member_view
@require_POST
def take_back(request: Request, membership: Membership, idea_id: UUID) -> HttpResponse:
    idea = _idea(request, idea_id)
    if debriefing.take_back(idea):
        messages.success(request, _("“%(idea)s” waits again.") % {"idea": idea.text})
    return redirect(f"{url_of(idea.meeting)}#ideas-title")
