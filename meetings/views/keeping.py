"""What the views that keep something share: the gate, once and no more, and what each answers."""

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from inquiries import receiving
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import blanking, opening, recording
from meetings.forms.record import RecordForm
from meetings.models import Meeting
from meetings.views.plan import meeting_of
from meetings.views.record import page_of, part_of, url_of

View = Callable[..., HttpResponseBase]
T = TypeVar("T")
WORDS = ("text", "words", "line", "topic", "caption")  # the boxes of these forms that hold what was said


def kept(request: Request, meeting: Meeting, form_class: type[RecordForm]) -> HttpResponse:
    """After something was kept: its form, empty, to htmx, which then looks what else changed; the page to others.

    Nothing of the record is read for it: two people who record fetch what changed anyway (static/js/keeping/others.js).
    """
    part = form_class.part
    if not request.htmx:
        return redirect(f"{url_of(meeting)}#{part}")
    fresh = {form_class.name: form_class(meeting=meeting)}
    answer = render(request, "meetings/record.html#kept", part_of(meeting, part, **fresh))
    return look_again(answer)


def look_again(answer: HttpResponse) -> HttpResponse:
    """Have the page fetch now what this change shows elsewhere on it."""
    return trigger_client_event(answer, "clip:sent")


def shown(request: Request, meeting: Meeting, part: str, also: tuple[str, ...] = ()) -> HttpResponse:
    """After a change of what the page shows: that part and what else changed to htmx, the page to everybody else."""
    if not request.htmx:
        return redirect(f"{url_of(meeting)}#{part}")
    context = page_of(request, meeting, part=part, also=("recorded", "close", *also))
    return render(request, "meetings/record.html#kept", context)


def refused(request: Request, meeting: Meeting, form: RecordForm, **more: Any) -> HttpResponse:
    """The form again with what is wrong, what to do, and what was typed."""
    typed = more | {form.name: form}
    if request.htmx:
        return render(request, "meetings/record.html#kept", part_of(meeting, form.part, **typed), status=422)
    return render(request, "meetings/record.html", page_of(request, meeting, **typed), status=422)


def gone(request: Request, meeting: Meeting, row: Any = None) -> HttpResponse:
    """The record is closed, or the row was removed: nothing is kept, and what was typed is there to copy."""
    context = {"meeting": meeting, "row": row, "typed": typed_in(request)}
    if request.htmx:
        answer = render(request, "meetings/record_refused.html#words", context, status=410)
        return reswap(retarget(answer, "#toast"), "innerHTML")
    return render(request, "meetings/record_refused.html", context, status=410)


def paused(request: Request, meeting: Meeting) -> HttpResponse:
    """The meeting is paused: nothing is kept, and what was typed is there to copy."""
    context = {"meeting": meeting, "typed": typed_in(request), "is_paused": True}
    if request.htmx:
        answer = render(request, "meetings/record_refused.html#words", context, status=410)
        return reswap(retarget(answer, "#toast"), "innerHTML")
    return render(request, "meetings/record_refused.html", context, status=410)


def sent_otherwise(request: Request, meeting: Meeting) -> HttpResponse:
    """What came first under this key stands; what came now is shown beside it, and kept once somebody says so."""
    key = receiving.key_of(request)
    context = {
        "meeting": meeting,
        "theirs": recording.kept_under(key) if key else "",
        "typed": typed_in(request),
        "fields": [
            (k, v) for k, values in request.POST.lists() if k not in receiving.NOT_SAID for v in values
        ],
    }
    template = "meetings/record_twice.html#form" if request.htmx else "meetings/record_twice.html"
    return render(request, template, context, status=409)


def typed_in(request: Request) -> str:
    """The words in a form, whichever it is."""
    return next((request.POST[name] for name in WORDS if request.POST.get(name)), "")


def within(kept: Any, **which: Any) -> Any:
    """A row of a record, or 404; raises RemovedError where it is in the bin."""
    row = get_object_or_404(kept, **which)
    if row.removed_at:
        raise recording.RemovedError(row)
    return row


def once(
    request: Request, meeting: Meeting, do: Callable[[datetime], T], *, about: UUID | None = None
) -> T | None:
    """Carry out what a form sent as of when it was said, unless it was carried out before: then None."""
    now = timezone.now()
    at = max(receiving.sent_at(request, now=now), meeting.opened_at or now)
    blanking.must_go_on(meeting, at)
    return receiving.once(request, lambda: do(at), at=at, about=about)


def keeping(view: View) -> View:
    """Gate a view that keeps something: a POST to a record that is open; else it says so and keeps nothing."""

    @member_view
    @require_POST
    def gated(request: Request, membership: Membership, /, number: int, **kwargs: Any) -> HttpResponseBase:
        meeting = meeting_of(request, number)
        return answer(request, meeting, lambda: view(request, membership, meeting, **kwargs))

    update_wrapper(gated, view)
    return gated


def answer(request: Request, meeting: Meeting, do: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What a view answers, or why nothing was kept, with what was typed."""
    try:
        response = do()
    except opening.ClosedError:
        return gone(request, meeting)
    except blanking.PausedError:
        return paused(request, meeting)
    except recording.RemovedError as removed:
        return gone(request, meeting, removed.row)
    except receiving.OtherWordsError:
        return sent_otherwise(request, meeting)
    receiving.stamp(request, response)
    return response
