"""The agenda of a plan: started from a format, and its items added, changed, moved, taken out and put back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import carrying_in, planning
from meetings.forms.plan import FormatForm, ItemForm, MinutesForm, MoveForm
from meetings.models import AgendaItem, Meeting
from meetings.views.plan import changed_page, formats_for, meeting_of, page_of, refused

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def item_of(request: Request, meeting: Meeting, item_id: UUID) -> AgendaItem:
    items = AgendaItem.objects.kept().visible_to(request.user)
    item = get_object_or_404(items, meeting=meeting, pk=item_id)
    item.meeting = meeting
    return item


@member_view
@require_POST
def choose_format(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    form = FormatForm(request.POST, formats=formats_for(meeting))
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
    if what is None or what.is_private:
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
