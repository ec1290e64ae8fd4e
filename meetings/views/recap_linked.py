"""The recap from the link in a mail: for one member, without a password, and nothing can be changed there."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inquiries import linking
from inquiries.models import Link
from meetings import publishing, recapping
from meetings.models import Recap
from meetings.views.recap import file_of


def _opened(token: str) -> tuple[Link, Recap] | None:
    link = linking.opened(token, Link.Purpose.RECAP, at=timezone.now())
    if link is None:
        return None
    recaps = Recap.objects.published().filter(meeting=link.about, meeting__group=link.membership.group_id)
    recap = recaps.select_related("document", "meeting__group").first()
    return (link, recap) if recap else None


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/recap_ended.html", status=410)


@login_not_required
@require_safe
def linked(request: HttpRequest, token: str) -> HttpResponse:
    opened = _opened(token)
    if opened is None:
        return _ended(request)
    link, recap = opened
    parts = recapping.parts(recap.meeting, text=recap.text, left_out=recap.left_out)
    context = publishing.context(parts) | {
        "recap": recap,
        "document": recap.document,
        "link": link,
        "token": token,
    }
    return render(request, "meetings/recap_linked.html", context)


@login_not_required
@require_safe
def linked_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    opened = _opened(token)
    return file_of(opened[1].document) if opened else _ended(request)
