"""The plan of a meeting: members read it once it is shared, those who plan change it here."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import carrying_in, grouping, inviting, planning, stages
from meetings.formats import in_order
from meetings.forms.plan import FormatForm, ItemForm, MinutesForm, MissingForm, MoveForm
from meetings.models import AgendaItem, Meeting

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def meeting_of(request: Request, number: int) -> Meeting:
    """The meeting of the page's group, or 404."""
    for meeting in grouping.meetings_of(request.group):
        if meeting.number == number:
            return meeting
    raise Http404


def item_of(request: Request, meeting: Meeting, item_id: UUID) -> AgendaItem:
    items = AgendaItem.objects.kept().visible_to(request.user)
    item = get_object_or_404(items, meeting=meeting, pk=item_id)
    item.meeting = meeting
    return item


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
        "formats": in_order(meeting.number, meeting.group.planned_meetings),
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
def choose_format(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    form = FormatForm(request.POST)
    if not form.is_valid():
        return refused(request, meeting, "agenda", format_form=form)
    now = timezone.now()
    if planning.choose_format(meeting, form.chosen(), by=membership, at=now):
        words = _("The agenda starts from “%(name)s”. The one before is in the bin.") % {
            "name": form.chosen().name
        }
        messages.success(request, words, extra_tags=_undo_url(meeting, now))
    return changed_page(request, meeting, focus="agenda-title")


def _undo_url(meeting: Meeting, removed_at: datetime) -> str:
    moment = (removed_at - EPOCH) // timedelta(microseconds=1)
    return reverse("meetings:plan-put-back-agenda", args=[meeting.group.slug, meeting.number, moment])


@member_view
@require_POST
def put_back_agenda(request: Request, membership: Membership, number: int, moment: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    if moment > 10**16:
        raise Http404
    removed_at = EPOCH + timedelta(microseconds=moment)
    if planning.put_back_agenda(meeting, removed_at, by=membership, at=timezone.now()):
        messages.success(request, _("The agenda from before is back."))
    return changed_page(request, meeting, focus="agenda-title")


@member_view
@require_POST
def add(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    form = ItemForm(request.POST, meeting=meeting, prefix="add")
    if not form.is_valid():
        return refused(request, meeting, "agenda", add_form=form)
    item = planning.add(meeting, **form.cleaned_data)
    return changed_page(request, meeting, focus=f"title-{item.pk}" if item else "")


@member_view
@require_POST
def carry(request: Request, membership: Membership, number: int, key: UUID) -> HttpResponse:
    """Put something carried in into the plan; a second press changes nothing."""
    meeting = meeting_of(request, number)
    things = carrying_in.carry_in(meeting, membership, timezone.now())
    what = next((thing for thing in things if thing.key == key), None)
    if what is None:
        raise Http404
    planning.add(meeting, title=what.title[:120], minutes=what.minutes, kind=what.kind, carries=what.key)
    return changed_page(request, meeting, focus=f"in-plan-{what.key}")


@member_view
@require_http_methods(["GET", "POST"])
def item(request: Request, membership: Membership, number: int, item_id: UUID) -> HttpResponse:
    meeting = meeting_of(request, number)
    found = item_of(request, meeting, item_id)
    form = ItemForm(request.POST or None, instance=found, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(f"{meeting.get_absolute_url()}#title-{found.pk}")
    context = {"meeting": meeting, "item": found, "form": form}
    return render(
        request, "meetings/plan_item.html", context, status=422 if request.method == "POST" else 200
    )


@member_view
@require_POST
def minutes(request: Request, membership: Membership, number: int, item_id: UUID) -> HttpResponse:
    meeting = meeting_of(request, number)
    found = item_of(request, meeting, item_id)
    form = MinutesForm(request.POST, item=found)
    if not form.is_valid():
        return _minutes_refused(request, meeting, found, form)
    planning.set_minutes(found, form.cleaned_data["minutes"])
    if not request.htmx:
        return redirect(f"{meeting.get_absolute_url()}#minutes-{found.pk}")
    return _minutes_part(request, meeting, found)


def _minutes_refused(
    request: Request, meeting: Meeting, found: AgendaItem, form: MinutesForm
) -> HttpResponse:
    wrong: dict[str, Any] = {"wrong_item": found.pk, "minutes_form": form}
    if request.htmx:
        return _minutes_part(request, meeting, found, status=422, **wrong)
    return refused(request, meeting, "agenda", **wrong)


def _minutes_part(
    request: Request, meeting: Meeting, found: AgendaItem, *, status: int = 200, **wrong: Any
) -> HttpResponse:
    """The item itself, and beside it the bar, the clock of the others and the stages."""
    context = page_of(request, meeting, **wrong) | {"oob": True}
    context["slot"] = next(slot for slot in context["agenda"].slots if slot.item.pk == found.pk)
    return render(request, "meetings/plan.html#times", context, status=status)


@member_view
@require_POST
def move(request: Request, membership: Membership, number: int, item_id: UUID) -> HttpResponse:
    meeting = meeting_of(request, number)
    found = item_of(request, meeting, item_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return changed_page(request, meeting)
    step = {"up": -1, "down": 1}.get(form.cleaned_data["to"])
    place = planning.place_of(found) + step if step else form.cleaned_data["place"] or 0
    planning.move(found, place)
    return changed_page(request, meeting, focus=f"{'up' if step == -1 else 'down'}-{found.pk}")


@member_view
@require_POST
def remove(request: Request, membership: Membership, number: int, item_id: UUID) -> HttpResponse:
    meeting = meeting_of(request, number)
    found = item_of(request, meeting, item_id)
    if found.remove(by=request.user, at=timezone.now()):
        undo = reverse("meetings:plan-put-back", args=[meeting.group.slug, meeting.number, found.pk])
        messages.success(
            request, _("“%(title)s” is out of the plan.") % {"title": found.title}, extra_tags=undo
        )
    return changed_page(request, meeting, focus="agenda-title")


@member_view
@require_POST
def put_back(request: Request, membership: Membership, number: int, item_id: UUID) -> HttpResponse:
    meeting = meeting_of(request, number)
    removed = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting)
    found = get_object_or_404(removed, pk=item_id)
    if found.put_back():
        messages.success(request, _("“%(title)s” is back in the plan.") % {"title": found.title})
    return changed_page(request, meeting, focus=f"title-{found.pk}")


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
