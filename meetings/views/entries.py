"""What the recording page keeps: each form of it posts here, and gets its own part of the page back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from inquiries.http import Request
from inquiries.models import Membership
from meetings import hearing, recording, taking_on
from meetings.forms import record as forms
from meetings.models import Action, ActionUpdate, Entry, Meeting, SmallGroup
from meetings.views.keeping import keeping, kept, once, refused, within
from meetings.views.record import learned_form, page_of, small_groups, url_of

ENTRY_FORMS: dict[str, type[forms.RecordForm]] = {
    Entry.Kind.AGREED: forms.AgreedForm,
    Entry.Kind.QUOTE: forms.QuoteForm,
    Entry.Kind.CHECK_OUT: forms.CheckOutForm,
}
BINS: dict[str, Any] = {"entry": Entry, "small-group": SmallGroup, "action": Action, "update": ActionUpdate}


@keeping
def attendance(request: Request, membership: Membership, meeting: Meeting, member_id: UUID) -> HttpResponse:
    members = Membership.objects.current().filter(group=meeting.group).select_related("organisation")
    member = get_object_or_404(members, pk=member_id)
    is_present = request.POST.get("here") == "yes"
    settled = once(
        request,
        meeting,
        lambda at: recording.mark(meeting, member, is_present=is_present, by=membership, at=at),
        about=member.pk,
    )
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
    who = {name: form.cleaned_data[name] for name in ("name", "organisation_name", "sector", "client_key")}
    once(request, meeting, lambda at: recording.walk_in(meeting, **who, by=membership, at=at))
    return kept(request, meeting, "walk-in", also=("here", "people"))


@keeping
def update(request: Request, membership: Membership, meeting: Meeting, action_id: UUID) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user), group=meeting.group, pk=action_id)
    form = forms.UpdateForm(request.POST, meeting=meeting)
    if not form.is_valid():
        again = hearing.round_of(meeting, action_id)
        return refused(request, meeting, "round", update_form=form, round=again)
    said = form.cleaned_data
    once(request, meeting, lambda at: recording.tell(meeting, action, **said, by=membership, at=at))
    return kept(request, meeting, "round")


@keeping
def take_on(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.ActionForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, "new-action", action_form=form)
    key = form.cleaned_data["client_key"]
    once(
        request,
        meeting,
        lambda at: taking_on.take_on(meeting, form.read, by=membership, at=at, client_key=key),
    )
    return kept(request, meeting, "new-action")


@keeping
def entry(request: Request, membership: Membership, meeting: Meeting, kind: str) -> HttpResponse:
    form_class = ENTRY_FORMS[kind]
    form = form_class(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form.part, **{f"{kind}_form": form})
    said = form.cleaned_data | {"kind": kind, "by": membership}
    once(request, meeting, lambda at: recording.add_entry(meeting, **said, at=at))
    return kept(request, meeting, form.part)


@keeping
def small_group(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.SmallGroupForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form.part, small_group_form=form)
    said = form.cleaned_data
    once(request, meeting, lambda at: recording.add_small_group(meeting, **said, by=membership, at=at))
    return kept(request, meeting, form.part, also=("small-group-list",))


@keeping
def learned(request: Request, membership: Membership, meeting: Meeting, small_group_id: UUID) -> HttpResponse:
    row = within(SmallGroup.objects.all(), meeting=meeting, pk=small_group_id)
    form = learned_form(meeting, row, request.POST)
    if form.is_valid():
        said = form.cleaned_data | {"kind": Entry.Kind.LEARNED, "small_group": row, "by": membership}
        once(request, meeting, lambda at: recording.add_entry(meeting, **said, at=at))
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
    if once(request, meeting, lambda at: recording.remove(meeting, row, by=membership, at=at)):
        undo = url_of(meeting, "record-put-back", what, row_id)
        messages.success(request, _("Removed from the record."), extra_tags=undo)
    return kept(request, meeting, "recorded", also=("toast", *_shown_by(what)))


@keeping
def put_back(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = _row(meeting, what, row_id)
    if once(request, meeting, lambda at: recording.put_back(meeting, row)):
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
