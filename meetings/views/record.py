"""The recording page: opened on the day, one page for three hours, each entry kept as it is made."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inquiries import access
from inquiries.access import member_view
from inquiries.forms.base import ClipForm
from inquiries.http import Request
from inquiries.models import Membership
from meetings import hearing, planning, recording, stages, taking_on, updating
from meetings.forms import record as forms
from meetings.models import Action, ActionUpdate, Entry, Meeting, SmallGroup
from meetings.views.plan import meeting_of

View = Callable[..., HttpResponse]
ENTRY_FORMS: dict[str, type[forms.RecordForm]] = {
    Entry.Kind.AGREED: forms.AgreedForm,
    Entry.Kind.QUOTE: forms.QuoteForm,
    Entry.Kind.CHECK_OUT: forms.CheckOutForm,
}
BINS: dict[str, Any] = {"entry": Entry, "small-group": SmallGroup, "action": Action}


@member_view
@require_GET
def record(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    if meeting.opened_at is None:
        context = {"meeting": meeting, "stages": stages.stages(meeting, membership)}
        return render(request, "meetings/record_closed.html", context)
    return render(request, "meetings/record.html", page_of(request, meeting))


def page_of(request: Request, meeting: Meeting, **changed: Any) -> dict[str, Any]:
    """All that the page and its fragments read, in a fixed number of queries."""
    small_groups = list(SmallGroup.objects.kept().filter(meeting=meeting))
    now_round = hearing.round_of(meeting, _chosen(request))
    context: dict[str, Any] = {
        "meeting": meeting,
        "agenda": planning.agenda(meeting),
        "stages": stages.stages(meeting, request.hat),
        "round": now_round,
        "update_form": forms.UpdateForm(meeting=meeting, prefix="update"),
        "action_form": forms.ActionForm(meeting=meeting, prefix="action"),
        "agreed_form": forms.AgreedForm(meeting=meeting, prefix="agreed"),
        "quote_form": forms.QuoteForm(meeting=meeting, prefix="quote"),
        "check_out_form": forms.CheckOutForm(meeting=meeting, prefix="check_out"),
        "small_group_form": forms.SmallGroupForm(meeting=meeting, prefix="topic"),
        "walk_in_form": forms.WalkInForm(meeting=meeting, prefix="walk"),
        "learned_forms": [(g, forms.LearnedForm(meeting=meeting, small_group=g)) for g in small_groups],
        "recorded": hearing.recorded(meeting),
        "here": hearing.who_is_here(meeting),
        "evening": hearing.evening_mails(meeting),
        "next_day": taking_on.next_day(meeting),
        "may_reopen": not meeting.recap_out_at if hasattr(meeting, "recap_out_at") else True,
        "words_readers": access.readers("meeting record", meeting.group, before=_("once the recap is out")),
        "oob": False,
        "part": "",
    }
    return context | changed


def _chosen(request: Request) -> UUID | None:
    try:
        return UUID(request.GET.get("ask", ""))
    except ValueError:
        return None


def kept(request: Request, meeting: Meeting, part: str) -> HttpResponse:
    """After an entry was kept: its part of the page and what else changed to htmx, the page to everybody else."""
    if not request.htmx:
        return redirect(f"{_url(meeting)}#{part}")
    return render(request, "meetings/record.html#kept", page_of(request, meeting, part=part, oob=True))


def refused(request: Request, meeting: Meeting, part: str, **form: Any) -> HttpResponse:
    """The part again with what is wrong, what to do, and what was typed."""
    template = "meetings/record.html#refused" if request.htmx else "meetings/record.html"
    return render(request, template, page_of(request, meeting, part=part, **form), status=422)


def _url(meeting: Meeting) -> str:
    return reverse("meetings:record", args=[meeting.group.slug, meeting.number])


def recording_view(view: View) -> View:
    """Gate a view that keeps something: a POST, to a record that is open; else it says so and keeps nothing."""

    @member_view
    @require_POST
    @wraps(view)
    def gated(request: Request, membership: Membership, number: int, **kwargs: Any) -> HttpResponse:
        meeting = meeting_of(request, number)
        try:
            return view(request, membership, meeting, **kwargs)
        except recording.ClosedError:
            context = {"meeting": meeting, "stages": stages.stages(meeting, membership)}
            return render(request, "meetings/record_refused.html", context, status=409)

    return gated


@member_view
@require_POST
def open_record(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    recording.open_record(meeting, at=timezone.now())
    return redirect(_url(meeting))


@member_view
@require_POST
def close_record(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    if recording.close_record(meeting, by=membership, at=timezone.now()):
        messages.success(
            request, _("The record is closed."), extra_tags=_action_url(meeting, "record-reopen")
        )
    return redirect(_url(meeting))


@member_view
@require_POST
def reopen(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    if not recording.reopen(meeting):
        messages.info(request, _("The recap is out, so the record stays closed."))
    return redirect(_url(meeting))


def _action_url(meeting: Meeting, name: str, *args: Any) -> str:
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


@recording_view
def attendance(request: Request, membership: Membership, meeting: Meeting, member_id: UUID) -> HttpResponse:
    members = Membership.objects.current().filter(group=meeting.group).select_related("organisation")
    member = get_object_or_404(members, pk=member_id)
    recording.mark(
        meeting,
        member,
        is_present=request.POST.get("here") == "yes",
        by=membership,
        at=timezone.now(),
        client_key=member_id,
    )
    return kept(request, meeting, "here")


@recording_view
def walk_in(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.WalkInForm(request.POST, meeting=meeting, prefix="walk")
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
    return kept(request, meeting, "walk-in")


@recording_view
def update(request: Request, membership: Membership, meeting: Meeting, action_id: UUID) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user), group=meeting.group, pk=action_id)
    form = forms.UpdateForm(request.POST, meeting=meeting, prefix="update")
    if not form.is_valid():
        again = hearing.round_of(meeting, action_id)
        return refused(request, meeting, "round", update_form=form, round=again)
    recording.must_be_open(meeting)
    through = ActionUpdate.Through.MEETING
    updating.tell(
        action, **form.cleaned_data, through=through, by=membership, at=timezone.now(), meeting=meeting
    )
    return kept(request, meeting, "round")


@recording_view
def take_on(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.ActionForm(request.POST, meeting=meeting, prefix="action")
    if not form.is_valid():
        return refused(request, meeting, "new-action", action_form=form)
    recording.must_be_open(meeting)
    key = form.cleaned_data["client_key"]
    taking_on.take_on(meeting, form.read, by=membership, at=timezone.now(), client_key=key)
    return kept(request, meeting, "new-action")


@recording_view
def entry(request: Request, membership: Membership, meeting: Meeting, kind: str) -> HttpResponse:
    form_class = ENTRY_FORMS[kind]
    form = form_class(request.POST, meeting=meeting, prefix=kind)
    if not form.is_valid():
        return refused(request, meeting, kind, **{f"{kind}_form": form})
    recording.add_entry(meeting, kind=kind, **form.cleaned_data, by=membership, at=timezone.now())
    return kept(request, meeting, kind)


@recording_view
def small_group(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = forms.SmallGroupForm(request.POST, meeting=meeting, prefix="topic")
    if not form.is_valid():
        return refused(request, meeting, "small-groups", small_group_form=form)
    recording.add_small_group(meeting, **form.cleaned_data, by=membership, at=timezone.now())
    return kept(request, meeting, "small-groups")


@recording_view
def learned(request: Request, membership: Membership, meeting: Meeting, small_group_id: UUID) -> HttpResponse:
    group = get_object_or_404(SmallGroup.objects.kept(), meeting=meeting, pk=small_group_id)
    form = forms.LearnedForm(request.POST, meeting=meeting, small_group=group)
    if not form.is_valid():
        all_forms = page_of(request, meeting)["learned_forms"]
        mended = [(g, form if g == group else other) for g, other in all_forms]
        return refused(request, meeting, "small-groups", learned_forms=mended)
    recording.add_entry(
        meeting,
        kind=Entry.Kind.LEARNED,
        small_group=group,
        **form.cleaned_data,
        by=membership,
        at=timezone.now(),
    )
    return kept(request, meeting, "small-groups")


@member_view
@require_http_methods(["GET", "POST"])
def change(request: Request, membership: Membership, number: int, entry_id: UUID) -> HttpResponse:
    """Other words for an entry; a stale save gets both texts and loses neither."""
    meeting = meeting_of(request, number)
    row = get_object_or_404(Entry.objects.visible_to(request.user).kept(), meeting=meeting, pk=entry_id)
    form: ClipForm = forms.ChangeForm(initial={"text": row.text, "version": row.version})
    theirs, status = None, 200
    if request.method == "POST":
        form = forms.ChangeForm(request.POST)
        try:
            if form.is_valid():
                recording.must_be_open(meeting)
                recording.change_entry(row, form.cleaned_data["text"], version=form.cleaned_data["version"])
                return redirect(f"{_url(meeting)}#recorded")
            status = 422
        except recording.ClosedError:
            return render(
                request, "meetings/record_refused.html", {"meeting": meeting, "stages": []}, status=409
            )
        except recording.StaleError as stale:
            theirs, status = stale.theirs, 409
            form = forms.ChangeForm(initial={"text": form.cleaned_data["text"], "version": theirs.version})
    context = {"meeting": meeting, "entry": row, "form": form, "theirs": theirs}
    return render(request, "meetings/record_change.html", context, status=status)


@recording_view
def remove(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = get_object_or_404(BINS[what].objects.filter(meeting=meeting), pk=row_id)
    recording.must_be_open(meeting)
    if recording.remove(row, by=membership, at=timezone.now()):
        messages.success(
            request, _("Removed."), extra_tags=_action_url(meeting, "record-put-back", what, row_id)
        )
    return kept(request, meeting, "recorded")


@recording_view
def put_back(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = get_object_or_404(BINS[what].objects.filter(meeting=meeting), pk=row_id)
    recording.must_be_open(meeting)
    row.put_back()
    return redirect(f"{_url(meeting)}#recorded")
