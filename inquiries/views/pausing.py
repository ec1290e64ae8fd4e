"""Pausing one's notes from the link in them, and starting them again: no sign-in, and a GET changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from inquiries import linking, pausing
from inquiries.models import Link


@login_not_required
@csrf_exempt  # mail programs press "unsubscribe" themselves (RFC 8058); it can be taken back
def pause(request: HttpRequest, token: str) -> HttpResponse:
    """A POST pauses; with `again` it starts the notes again. Twice is once."""
    link = linking.opened(token, Link.Purpose.PAUSE, at=timezone.now())
    if link is None:
        return render(request, "inquiries/link_ended.html", status=410)
    person = link.membership.person
    if request.method == "POST":
        pausing.pause(person, at=timezone.now()) if "again" not in request.POST else pausing.start_again(
            person
        )
        person.refresh_from_db()
    return render(request, "inquiries/pause.html", {"person": person, "link": link})
