"""The recording page: opened on the day, one page for three hours, closed when everybody has left."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import grouping, hall_clock, hearing, opening, planning, stages, taking_on
from meetings.forms import record as forms
from meetings.models import Entry, Meeting, SmallGroup
from meetings.reading import Sheet
from meetings.recorded import recorded
from meetings.views.plan import meeting_of

PARTS = ("hall", "recorded", "close", "here", "people", "round", "small-group-list")  # what others may change

EMPTY = (
    forms.ActionForm,
    forms.AgreedForm,
    forms.QuoteForm,
    forms.CheckOutForm,
    forms.SmallGroupForm,
    forms.WalkInForm,
    forms.PhotographForm,
)


@member_view
@require_GET
def record(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Members know nothing of it: they read the recap."""
    if not access.can_write(membership, "meeting record"):
        raise Http404
    meeting = meeting_of(request, number)
    if meeting.opened_at is None:
        is_the_day = meeting.starts_local.date() <= timezone.localdate()
        context = {
            "meeting": meeting,
            "stages": stages.stages(meeting, membership),
            "is_the_day": is_the_day,
        }
        return render(request, "meetings/record_before.html", context)
    if meeting.is_held:
        return render(request, "meetings/record_held.html", held_page(request, meeting))
    template = "meetings/record.html"
    if request.htmx and request.htmx.target == "round":
        template = "meetings/record.html#round"
    return render(request, template, page_of(request, meeting))


@member_view
@require_GET
def now(request: Request, membership: Membership, number: int) -> HttpResponse:
    """The parts of the open page as they stand, for a page that was open before; 304 where nothing changed since.

    An answer to the latter costs a look at the meeting, and nothing of what was recorded.
    """
    meeting = meeting_of(request, number)
    tag = f'"{meeting.record_version}"'
    if not meeting.is_recording:
        return render(request, "meetings/record_refused.html#closed", {"meeting": meeting}, status=410)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag, "X-Clip-Paused": str(int(meeting.is_paused))})
    answer = render(request, "meetings/record.html#kept", page_of(request, meeting, also=PARTS))
    answer["ETag"] = tag
    answer["X-Clip-Paused"] = str(int(meeting.is_paused))
    return answer


def held_page(request: Request, meeting: Meeting) -> dict[str, Any]:
    """A closed record, to read: what was kept, who came, and what comes next."""
    sheet = Sheet(meeting)
    return {
        "meeting": meeting,
        "stages": stages.stages(meeting, request.hat),
        "came": hearing.who_came(meeting),
        "recorded": recorded(meeting, sheet)[::-1],
        "told": hearing.told_this_evening(meeting, sheet),
        "may_reopen": getattr(meeting, "recap_out_at", None) is None,
    }


def page_of(request: Request, meeting: Meeting, **changed: Any) -> dict[str, Any]:
    """All that the open page and its fragments read, in a fixed number of queries."""
    sheet, at = Sheet(meeting), timezone.now()
    context: dict[str, Any] = {
        "clock": hall_clock.read(planning.agenda(meeting, at=at), at),
        "here": hearing.who_is_here(meeting, sheet),
        "small_groups": small_groups(meeting, sheet),
        "recorded": recorded(meeting, sheet),
        "told": hearing.told_this_evening(meeting, sheet),
        "added": [import_string(path)(request, meeting, sheet) for path in settings.RECORD_PARTS],
        **{form.name: form(meeting=meeting) for form in EMPTY},
        **round_of(request, meeting, sheet),
    }
    return part_of(meeting, "", **context) | changed


def part_of(meeting: Meeting, part: str, **shown: Any) -> dict[str, Any]:
    """What one part of the page reads besides its own: nothing of what was recorded."""
    next_day = taking_on.next_day(meeting, grouping.meetings_of(meeting.group))
    context = {"meeting": meeting, "next_day": next_day, "part": part, "also": (), "oob": False}
    return context | shown


def round_of(
    request: Request, meeting: Meeting, sheet: Sheet | None = None, chosen: UUID | None = None
) -> dict[str, Any]:
    """What the round of updates reads: where it stands, and its form with what was kept of that action here before."""
    sheet = sheet or Sheet(meeting)
    now_round = hearing.round_of(meeting, chosen or _chosen(request), sheet)
    said, before = now_round.said, _("once the recap is out")
    initial = {"state": said.state, "words": said.words} if said else None
    return {
        "round": now_round,
        forms.UpdateForm.name: forms.UpdateForm(meeting=meeting, initial=initial),
        "words_readers": access.readers(
            "meeting record", meeting.group, before=before, holders=sheet.holders
        ),
    }


def small_groups(meeting: Meeting, sheet: Sheet) -> list[tuple[SmallGroup, list[Entry], forms.LearnedForm]]:
    """Each small group with what it learned so far, and a form for more."""
    by_group: dict[UUID | None, list[Entry]] = {}
    for entry in sheet.entries:
        if entry.kind == Entry.Kind.LEARNED:
            by_group.setdefault(entry.small_group_id, []).append(entry)
    rows = sheet.small_groups.values()
    return [(row, by_group.get(row.pk, []), learned_form(meeting, row)) for row in rows]


def learned_form(meeting: Meeting, small_group: SmallGroup, typed: Any = None) -> forms.LearnedForm:
    return forms.LearnedForm(typed, meeting=meeting, auto_id=f"learned-{small_group.pk}-%s")


def _chosen(request: Request) -> UUID | None:
    try:
        return UUID(request.GET.get("ask", ""))
    except ValueError:
        return None


def url_of(meeting: Meeting, name: str = "record", *args: Any) -> str:
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


@member_view
@require_POST
def open_record(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    opening.open_record(meeting, at=timezone.now())
    return redirect(url_of(meeting))


@member_view
@require_POST
def close_record(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    opening.close_record(meeting, by=membership, at=timezone.now())
    return redirect(url_of(meeting))


@member_view
@require_POST
def reopen(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    if opening.reopen(meeting):
        messages.success(request, _("The record is open again."))
    elif meeting.is_held:
        messages.info(request, _("The recap is out, so the record stays closed."))
    return redirect(url_of(meeting))
