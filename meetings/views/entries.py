"""What the recording page keeps: each form of it posts here, and gets its own part of the page back."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import hearing, opening, recording, taking_on
from meetings.forms import record as forms
from meetings.models import Action, ActionUpdate, Entry, Meeting, SmallGroup
from meetings.views.plan import meeting_of
from meetings.views.record import learned_form, page_of, small_groups, url_of

View = Callable[..., HttpResponseBase]
ENTRY_FORMS: dict[str, type[forms.RecordForm]] = {
    Entry.Kind.AGREED: forms.AgreedForm,
    Entry.Kind.QUOTE: forms.QuoteForm,
    Entry.Kind.CHECK_OUT: forms.CheckOutForm,
}
BINS: dict[str, Any] = {"entry": Entry, "small-group": SmallGroup, "action": Action, "update": ActionUpdate}


def kept(request: Request, meeting: Meeting, part: str, also: tuple[str, ...] = ()) -> HttpResponse:
    """After something was kept: its part and what else changed to htmx, the page to everybody else."""
    if not request.htmx:
        return redirect(f"{url_of(meeting)}#{part}")
    context = page_of(request, meeting, part=part, also=("recorded", "close", *also))
    return render(request, "meetings/record.html#kept", context)


def refused(request: Request, meeting: Meeting, part: str, **typed: Any) -> HttpResponse:
    """The part again with what is wrong, what to do, and what was typed."""
    template = "meetings/record.html#kept" if request.htmx else "meetings/record.html"
    return render(request, template, page_of(request, meeting, part=part, **typed), status=422)


def closed(request: Request, meeting: Meeting) -> HttpResponse:
    """Nothing more is kept here; what was typed stays in its box."""
    if request.htmx:
        answer = render(request, "meetings/record_refused.html#words", {"meeting": meeting}, status=409)
        return reswap(retarget(answer, "#toast"), "innerHTML")
    return render(request, "meetings/record_refused.html", {"meeting": meeting}, status=409)


def keeping(view: View) -> View:
    """Gate a view that keeps something: a POST to a record that is open; else it says so and keeps nothing."""

    @member_view
    @require_POST
    def gated(request: Request, membership: Membership, /, number: int, **kwargs: Any) -> HttpResponseBase:
        meeting = meeting_of(request, number)
        try:
            return view(request, membership, meeting, **kwargs)
        except opening.ClosedError:
            return closed(request, meeting)

    update_wrapper(gated, view)
    return gated


@keeping
def attendance(request: Request, membership: Membership, meeting: Meeting, member_id: UUID) -> HttpResponse:
    members = Membership.objects.current().filter(group=meeting.group).select_related("organisation")
    member = get_object_or_404(members, pk=member_id)
    is_present = request.POST.get("here") == "yes"
    settled = recording.mark(meeting, member, is_present=is_present, by=membership, at=timezone.now())
    if not request.htmx:
        return redirect(f"{url_of(meeting)}#here")
    here = hearing.who_is_here(meeting)
    shown = next(m for _key, _label, rows in here.sectors for m in rows if m.pk == member.pk)
    also = ("here-count", *(("recorded", "close") if settled else ()))
    context = page_of(request, meeting, part="tap", here=here, member=shown, also=also)
    return render(request, "meetings/record.html#kept", context)


@keeping
def walk_in(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.WalkInForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, "walk-in", walk_in_form=form)
    data = form.cleaned_data
    recording.walk_in(
        meeting,
        data["name"],
        data["organisation"],
        data["sector"],
        by=membership,
        at=timezone.now(),
        client_key=data["client_key"],
    )
    return kept(request, meeting, "walk-in", also=("here", "people"))


@keeping
def update(request: Request, membership: Membership, meeting: Meeting, action_id: UUID) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user), group=meeting.group, pk=action_id)
    form = forms.UpdateForm(request.POST, meeting=meeting)
    if not form.is_valid():
        again = hearing.round_of(meeting, action_id)
        return refused(request, meeting, "round", update_form=form, round=again)
    recording.tell(meeting, action, **form.cleaned_data, by=membership, at=timezone.now())
    return kept(request, meeting, "round")


@keeping
def take_on(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.ActionForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, "new-action", action_form=form)
    key = form.cleaned_data["client_key"]
    taking_on.take_on(meeting, form.read, by=membership, at=timezone.now(), client_key=key)
    return kept(request, meeting, "new-action")


@keeping
def entry(request: Request, membership: Membership, meeting: Meeting, kind: str) -> HttpResponse:
    form_class = ENTRY_FORMS[kind]
    form = form_class(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form.part, **{f"{kind}_form": form})
    recording.add_entry(meeting, kind=kind, **form.cleaned_data, by=membership, at=timezone.now())
    return kept(request, meeting, form.part)


@keeping
def small_group(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.SmallGroupForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form.part, small_group_form=form)
    recording.add_small_group(meeting, **form.cleaned_data, by=membership, at=timezone.now())
    return kept(request, meeting, form.part, also=("small-group-list",))


@keeping
def learned(request: Request, membership: Membership, meeting: Meeting, small_group_id: UUID) -> HttpResponse:
    row = get_object_or_404(SmallGroup.objects.kept(), meeting=meeting, pk=small_group_id)
    form = learned_form(meeting, row, request.POST)
    if form.is_valid():
        said = form.cleaned_data | {"kind": Entry.Kind.LEARNED, "small_group": row}
        recording.add_entry(meeting, **said, by=membership, at=timezone.now())
        if not request.htmx:
            return redirect(f"{url_of(meeting)}#small-group-{row.pk}")
    rows = [
        (g, told, form if g == row and form.errors else empty) for g, told, empty in small_groups(meeting)
    ]
    only = next(one for one in rows if one[0] == row)
    also = () if form.errors else ("recorded", "close")
    context = page_of(request, meeting, part="small-group", small_groups=rows, only=only, also=also)
    template = "meetings/record.html#kept" if request.htmx else "meetings/record.html"
    return render(request, template, context, status=422 if form.errors else 200)


@keeping
def remove(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = _row(meeting, what, row_id)
    if recording.remove(meeting, row, by=membership, at=timezone.now()):
        undo = url_of(meeting, "record-put-back", what, row_id)
        messages.success(request, _("Removed from the record."), extra_tags=undo)
    return kept(request, meeting, "recorded", also=("toast", *_shown_by(what)))


@keeping
def put_back(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = _row(meeting, what, row_id)
    if recording.put_back(meeting, row):
        messages.success(request, _("It is back in the record."))
    return kept(request, meeting, "recorded", also=("toast", *_shown_by(what)))


def _row(meeting: Meeting, what: str, row_id: UUID) -> recording.Row:
    if what not in BINS:
        raise Http404
    row: recording.Row = get_object_or_404(BINS[what].objects.filter(meeting=meeting), pk=row_id)
    return row


def _shown_by(what: str) -> tuple[str, ...]:
    """Which other parts of the page show such a row."""
    return {"update": ("round",), "small-group": ("small-group-list",), "entry": ("small-group-list",)}.get(
        what, ()
    )
