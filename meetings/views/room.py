"""The room: on phones without an account, found by a code; and beside it what the facilitator sees of it."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import enrolling
from inquiries.access import member_view
from inquiries.forms.base import ClipForm
from inquiries.http import Request
from inquiries.models import Membership
from inquiries.views.errors import WAIT_SECONDS, too_many_tries
from meetings import hosting
from meetings.forms.room import RoomCodeForm, form_of
from meetings.hosting import Panel
from meetings.models import Meeting, RoomCode
from meetings.views.plan import meeting_of

COOKIE, HOURS = "clip-room", 12
LIMITS = "allauth.account"


# --- on a phone -----------------------------------------------------------------------------------


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """For whoever has no camera: the code is typed."""
    form = RoomCodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "meetings/room/door.html", {"form": form}, status=422 if form.errors else 200)
    room = hosting.room_of(form.cleaned_data["code"])
    return redirect("meetings:room-phone", room.code) if room else _no_room(request)


def _no_room(request: HttpRequest) -> HttpResponse:
    """Guessed, over, or of another day: the same answer, so many times from one place and no more."""
    if not ratelimit.consume(request, app=LIMITS, action="room_code", limit_get=True):
        return too_many_tries(request)
    return render(request, "meetings/room/over.html", {"form": RoomCodeForm()}, status=404)


RoomView = Callable[..., HttpResponse]


def room_view(view: RoomView) -> RoomView:
    """Gate a page of a room: its code opens it while the meeting is in session, and the phone gets a token of its own."""

    @login_not_required
    @never_cache
    @wraps(view)
    def gated(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        room = hosting.room_of(code)
        if room is None:
            return _no_room(request)
        token = request.COOKIES.get(COOKIE, "") or hosting.new_token()
        answer = view(request, room, token, **kwargs)
        answer.set_cookie(
            COOKIE,
            token,
            max_age=HOURS * 3600,
            path=reverse("meetings:room-door"),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return answer

    return gated


@require_safe
@room_view
def phone(request: HttpRequest, room: RoomCode, token: str) -> HttpResponse:
    return _phone_page(request, room, token)


def _phone_page(
    request: HttpRequest,
    room: RoomCode,
    token: str,
    *,
    wrong: ClipForm | None = None,
    key: str = "",
    status: int = 200,
) -> HttpResponse:
    device = hosting.device_of(room.meeting, token)
    rows = []
    for panel in hosting.panels():
        said = panel.said(room.meeting, device) if device else {}
        form = wrong if wrong and panel.key == key else form_of(panel, initial=said)
        rows.append((panel, form, bool(said)))
    context = {"room": room, "meeting": room.meeting, "group": room.meeting.group, "rows": rows}
    return render(
        request, "meetings/room/phone.html", context | {"sent": request.GET.get("sent", "")}, status=status
    )


@require_POST
@room_view
def say(request: HttpRequest, room: RoomCode, token: str, panel: str) -> HttpResponse:
    """Keep what a phone says; during a pause, or where it is too much, nothing is kept, and the words stay in their box."""
    found = _panel(panel)
    form = form_of(found, request.POST)
    if not form.is_valid() or room.meeting.is_paused:
        status = 409 if room.meeting.is_paused else 422
        return _phone_page(request, room, token, wrong=form, key=panel, status=status)
    if not hosting.has_ear_for(ratelimit.get_ip(request), at=timezone.now()):
        form.add_error(None, _("Too much came from here at once. Wait ten minutes, then send yours again."))
        answer = _phone_page(request, room, token, wrong=form, key=panel, status=429)
        answer["Retry-After"] = str(WAIT_SECONDS)
        return answer
    device = hosting.device_of(room.meeting, token, is_new=True)
    if device is None:
        form.add_error(None, _("This room takes no more phones. Say it aloud, or to the facilitator."))
        return _phone_page(request, room, token, wrong=form, key=panel, status=409)
    found.keep(room.meeting, device, form.cleaned_data, timezone.now())
    return redirect(reverse("meetings:room-phone", args=[room.code]) + f"?sent={panel}#{panel}")


def _panel(key: str) -> Panel:
    for panel in hosting.panels():
        if panel.key == key:
            return panel
    raise Http404


# --- beside the laptop ----------------------------------------------------------------------------


@member_view
@require_safe
def room(request: Request, membership: Membership, number: int) -> HttpResponse:
    """The code to hang up, and what phones said; 204 to a page that shows that already."""
    meeting = meeting_of(request, number)
    context = _room_page(request, membership, meeting)
    if request.htmx and request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=204)
    template = "meetings/room.html#said" if request.htmx else "meetings/room.html"
    return render(request, template, context)


def _room_page(request: Request, membership: Membership, meeting: Meeting) -> dict[str, Any]:
    code = RoomCode.objects.usable().filter(meeting=meeting).first()
    address = hosting.address_of(code) if code else ""
    words = hosting.words_of(meeting, membership)
    told = repr([(said.pk, said.text, said.name) for kind in words for said in words[kind]])
    return {
        "meeting": meeting,
        "code": code,
        "address": address,
        "square": enrolling.square(address) if code else "",
        "door": settings.SITE_URL.split("//")[-1] + reverse("meetings:room-door"),
        "words": words,
        "seen": hashlib.sha256(told.encode()).hexdigest()[:16],
    }


@member_view
@require_POST
def show(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Hang the code up, or take it down."""
    meeting = meeting_of(request, number)
    if request.POST.get("do") == "take_down":
        hosting.take_down(meeting, at=timezone.now())
    elif meeting.is_recording:
        hosting.show(meeting, by=membership, at=timezone.now())
    return redirect("meetings:room", request.group.slug, number)
