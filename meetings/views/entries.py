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
from meetings.views.keeping import keeping, kept, look_again, once, refused, shown, within
from meetings.views.record import learned_form, page_of, part_of, round_of, url_of

ENTRY_FORMS: dict[str, type[forms.RecordForm]] = {
    Entry.Kind.AGREED: forms.AgreedForm,
    Entry.Kind.QUOTE: forms.QuoteForm,
    Entry.Kind.CHECK_OUT: forms.CheckOutForm,
}
BINS: dict[str, Any] = {
    "entry": Entry,
    "small-group": SmallGroup,
    "action": Action,
    "update": ActionUpdate,
}


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
    tapped = next(m for _key, _label, rows in here.sectors for m in rows if m.pk == member.pk)
    context = part_of(meeting, "tap", here=here, member=tapped, also=("here-count",))
    answer = render(request, "meetings/record.html#kept", context)
    return look_again(answer) if settled else answer


@keeping
def walk_in(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.WalkInForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form)
    who = {name: form.cleaned_data[name] for name in ("name", "organisation_name", "sector", "client_key")}
    once(request, meeting, lambda at: recording.walk_in(meeting, **who, by=membership, at=at))
    return kept(request, meeting, forms.WalkInForm)


@keeping
def update(request: Request, membership: Membership, meeting: Meeting, action_id: UUID) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user), group=meeting.group, pk=action_id)
    form = forms.UpdateForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form, **round_of(request, meeting, chosen=action_id))
    said = form.cleaned_data
    once(request, meeting, lambda at: recording.tell(meeting, action, **said, by=membership, at=at))
    if not request.htmx:
        return redirect(f"{url_of(meeting)}#{form.part}")
    context = part_of(meeting, form.part, **round_of(request, meeting))
    return look_again(render(request, "meetings/record.html#kept", context))


@keeping
def take_on(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.ActionForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form)
    key = form.cleaned_data["client_key"]
    once(
        request,
        meeting,
        lambda at: taking_on.take_on(meeting, form.read, by=membership, at=at, client_key=key),
    )
    return kept(request, meeting, forms.ActionForm)


@keeping
def entry(request: Request, membership: Membership, meeting: Meeting, kind: str) -> HttpResponse:
    form = ENTRY_FORMS[kind](request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form)
    said = form.cleaned_data | {"kind": kind, "by": membership}
    once(request, meeting, lambda at: recording.add_entry(meeting, **said, at=at))
    return kept(request, meeting, ENTRY_FORMS[kind])


@keeping
def small_group(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.SmallGroupForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form)
    said = form.cleaned_data
    once(request, meeting, lambda at: recording.add_small_group(meeting, **said, by=membership, at=at))
    return kept(request, meeting, forms.SmallGroupForm)


@keeping
def learned(request: Request, membership: Membership, meeting: Meeting, small_group_id: UUID) -> HttpResponse:
    row = within(SmallGroup.objects.all(), meeting=meeting, pk=small_group_id)
    form = learned_form(meeting, row, request.POST)
    if form.is_valid():
        said = form.cleaned_data | {"kind": Entry.Kind.LEARNED, "small_group": row, "by": membership}
        once(request, meeting, lambda at: recording.add_entry(meeting, **said, at=at))
        form = learned_form(meeting, row)
    is_wrong = bool(form.errors)
    if request.htmx:
        told = list(Entry.objects.kept().filter(small_group=row, kind=Entry.Kind.LEARNED))
        context = part_of(meeting, "small-group", only=(row, told, form))
        answer = render(request, "meetings/record.html#kept", context, status=422 if is_wrong else 200)
        return answer if is_wrong else look_again(answer)
    if not is_wrong:
        return redirect(f"{url_of(meeting)}#small-group-{row.pk}")
    page = page_of(request, meeting)
    page["small_groups"] = [
        (one, told, form if one == row else empty) for one, told, empty in page["small_groups"]
    ]
    return render(request, "meetings/record.html", page, status=422)


@keeping
def remove(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = _row(meeting, what, row_id)
    if once(request, meeting, lambda at: recording.remove(meeting, row, by=membership, at=at)):
        undo = url_of(meeting, "record-put-back", what, row_id)
        messages.success(request, _("Removed from the record."), extra_tags=undo)
    return shown(request, meeting, "recorded", also=("toast", *_shown_by(what)))


@keeping
def put_back(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = _row(meeting, what, row_id)
    if once(request, meeting, lambda at: recording.put_back(meeting, row)):
        messages.success(request, _("It is back in the record."))
    return shown(request, meeting, "recorded", also=("toast", *_shown_by(what)))


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
