"""The note-taker of a small group: the page behind the link, and the page that gives the link out."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inquiries import enrolling, linking
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Link, Membership
from meetings import blanking, note_taking, opening
from meetings.forms.record import LearnedForm, PhotographForm, RecordForm
from meetings.models import SmallGroup
from meetings.photographing import NotAPictureError
from meetings.views.plan import meeting_of

LEARNED = "learned-%s"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, token: str) -> HttpResponse:
    """One box, and what stands there; a GET changes nothing, and nothing else of the meeting is to be seen."""
    link = linking.opened(token, Link.Purpose.NOTES, at=timezone.now())
    small_group = note_taking.small_group_of(link) if link else None
    if link is None or small_group is None:
        return render(request, "meetings/notes_taken/over.html", status=410)
    form: RecordForm
    if request.method != "POST":
        return _page(request, link, small_group, status=200)
    if "caption" in request.POST:
        form = PhotographForm(request.POST, request.FILES, meeting=small_group.meeting)
    else:
        form = LearnedForm(request.POST, meeting=small_group.meeting, auto_id=LEARNED)
    if not form.is_valid():
        return _page(request, link, small_group, form, status=422)
    return _keep(request, link, small_group, form)


def _keep(request: HttpRequest, link: Link, small_group: SmallGroup, form: RecordForm) -> HttpResponse:
    said, at = form.cleaned_data, timezone.now()
    typed = said.get("text") or said.get("caption", "")
    as_of: dict[str, Any] = {"link": link, "at": at, "client_key": said["client_key"]}
    try:
        if isinstance(form, PhotographForm):
            note_taking.photograph(small_group, form.picture, typed, **as_of)
        else:
            note_taking.write(small_group, typed, **as_of)
    except blanking.PausedError:
        return _page(request, link, small_group, form, status=409)
    except opening.ClosedError:  # between the look at it and the press
        return render(request, "meetings/notes_taken/over.html", {"typed": typed}, status=410)
    except NotAPictureError as problem:
        form.add_error("image", str(problem))
        return _page(request, link, small_group, form, status=422)
    return redirect("meetings:notes-page", link.token)


def _page(
    request: HttpRequest, link: Link, small_group: SmallGroup, form: RecordForm | None = None, *, status: int
) -> HttpResponse:
    meeting = small_group.meeting
    forms = {
        "form": LearnedForm(meeting=meeting, auto_id=LEARNED),
        "photograph_form": PhotographForm(meeting=meeting),
    }
    if form:
        forms[form.name or "form"] = form
    context = forms | {
        "small_group": small_group,
        "meeting": small_group.meeting,
        "group": small_group.meeting.group,
        "learned": note_taking.learned(small_group),
        "token": link.token,
    }
    return render(request, "meetings/notes_taken/page.html", context, status=status)


@member_view
@require_http_methods(["GET", "HEAD", "POST"])
def give_out(request: Request, membership: Membership, number: int, small_group_id: UUID) -> HttpResponse:
    """The link as a code to hold a phone to, and as words; made with one button, ended with another."""
    meeting = meeting_of(request, number)
    small_group = get_object_or_404(SmallGroup.objects.kept(), meeting=meeting, pk=small_group_id)
    small_group.meeting = meeting
    link = note_taking.link_of(small_group, at=timezone.now())
    if request.method == "POST":
        if "end" in request.POST and link:
            linking.revoke(link, at=timezone.now())
        elif meeting.is_recording and "end" not in request.POST:
            note_taking.make_link(small_group, by=membership, at=timezone.now())
        return redirect("meetings:notes-link", request.group.slug, number, small_group.pk)
    address = note_taking.url_of(link) if link and meeting.is_recording else ""
    context = {
        "meeting": meeting,
        "small_group": small_group,
        "address": address,
        "square": enrolling.square(address) if address else "",
    }
    return render(request, "meetings/notes_taken/give_out.html", context)
