"""One's own notes between meetings: pause them for a leave or until one says so, and at what hours they may come.

From the link in a note without signing in, where a GET changes nothing, or signed in from one's account.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inquiries import linking, pausing
from inquiries.forms.pausing import HoursForm, PauseForm
from inquiries.http import Request
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
    if "List-Unsubscribe" in request.POST:  # a mail program follows no redirect
        pausing.pause(person, at=timezone.now())
        return HttpResponse("paused\n", content_type="text/plain; charset=utf-8")
    return _answer(request, person, "inquiries/pause.html")


@require_http_methods(["GET", "HEAD", "POST"])
def own_notes(request: Request) -> HttpResponse:
    """The same for somebody who is signed in."""
    return _answer(request, request.user, "inquiries/own_notes.html")


def _answer(request: HttpRequest, person: User, template: str) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    pause_form = PauseForm(sent if sent is not None and "hours" not in sent else None)
    hours_form = HoursForm(sent if sent is not None and "hours" in sent else None, person=person)
    if sent is not None and _do(sent, person, pause_form, hours_form):
        return redirect(request.path)
    context = {
        "person": person,
        "is_paused": person.notes_are_paused(timezone.now()),
        "pause_form": pause_form,
        "hours_form": hours_form,
    }
    return render(request, template, context, status=200 if sent is None else 422)


def _do(sent: object, person: User, pause_form: PauseForm, hours_form: HoursForm) -> bool:
    """Do what the button says, and say whether that could be done."""
    if hours_form.is_bound:
        return hours_form.is_valid() and (
            pausing.choose_hours(person, hours_form.cleaned_data["hours"]) or True
        )
    if "again" in pause_form.data:
        pausing.start_again(person)
        return True
    if pause_form.is_valid():
        pausing.pause(person, at=timezone.now(), until=pause_form.cleaned_data["until"])
        return True
    return False
