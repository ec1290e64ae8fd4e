"""Photographs of a meeting: sent to the record, looked at by whoever may, and put into the recap or left out."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import photographing
from meetings.forms.record import PhotographForm
from meetings.models import Meeting, Photograph
from meetings.views.keeping import keeping, kept, once, refused
from meetings.views.plan import meeting_of


@keeping
def add(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    form = PhotographForm(request.POST, request.FILES, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form)
    caption, key = form.cleaned_data["caption"], form.cleaned_data["client_key"]
    try:
        once(
            request,
            meeting,
            lambda at: photographing.add(
                meeting, form.picture, caption, by=membership, at=at, client_key=key
            ),
        )
    except photographing.NotAPictureError as problem:
        form.add_error("image", str(problem))
        return refused(request, meeting, form)
    return kept(request, meeting, PhotographForm)


@member_view
@require_safe
def picture(request: Request, membership: Membership, number: int, entry_id: UUID) -> HttpResponseBase:
    seen = Photograph.objects.kept().visible_to(request.user)
    return picture_of(get_object_or_404(seen, entry=entry_id, entry__meeting=meeting_of(request, number)))


def picture_of(photograph: Photograph) -> HttpResponse:
    """The picture itself, or 404 where its file did not come back from a backup; nobody's cache keeps it."""
    try:
        with photograph.image.open("rb") as file:
            answer = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError as problem:
        raise Http404 from problem
    answer["Content-Disposition"] = f'attachment; filename="{photograph.entry_id}.jpg"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@member_view
@require_POST
def choose(request: Request, membership: Membership, number: int, entry_id: UUID) -> HttpResponse:
    """Into the recap, or out of it; once that is published its PDF is drawn anew."""
    meeting = meeting_of(request, number)
    kept = Photograph.objects.kept().visible_to(request.user).select_related("entry")
    photograph = get_object_or_404(kept, entry=entry_id, entry__meeting=meeting)
    photograph.entry.meeting = meeting
    photographing.choose(photograph, is_chosen=request.POST.get("in") == "yes", at=timezone.now())
    tasks.wake()
    if not request.htmx:
        return redirect("meetings:recap", request.group.slug, number)
    context = {"meeting": meeting, "choosing": photographing.of(meeting), "is_written": True}
    answer = render(request, "meetings/recap/_choose.html", context)
    return trigger_client_event(answer, "clip:chosen", after="swap")
