"""Pausing one's notes from the link in them, and starting them again: no sign-in, and a GET changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inquiries import linking, pausing
from inquiries.models import Link, User


@login_not_required
@csrf_exempt  # mail programs press "unsubscribe" themselves (RFC 8058); it can be taken back
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, token: str) -> HttpResponse:
    """A POST pauses; with `again` it starts the notes again. Twice is once."""
    link = linking.opened(token, Link.Purpose.PAUSE, at=timezone.now())
    if link is None:
        return render(request, "inquiries/link_ended.html", status=410)
    person = link.membership.person
    if request.method == "POST":
        _do(request, person)
        if "List-Unsubscribe" in request.POST:  # a mail program follows no redirect
            return HttpResponse("paused\n", content_type="text/plain; charset=utf-8")
        return redirect("inquiries:pause", token)
    return render(request, "inquiries/pause.html", {"person": person})


def _do(request: HttpRequest, person: User) -> None:
    if "again" in request.POST:
        pausing.start_again(person)
    else:
        pausing.pause(person, at=timezone.now())
