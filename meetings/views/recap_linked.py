"""The recap from the link in a mail, for one member, without a password; and signed in, for who has left the group.

Nothing can be changed there.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inquiries import linking
from inquiries.http import Request
from inquiries.models import Link, Membership, User
from meetings import publishing, recapping
from meetings.models import Photograph, Recap
from meetings.views.photographs import picture_of
from meetings.views.recap import file_of


def _opened(token: str) -> tuple[Link, Recap] | None:
    link = linking.opened(token, Link.Purpose.RECAP, at=timezone.now())
    if link is None:
        return None
    member = link.membership
    read = Recap.objects.kept_by if member.left_on else Recap.objects.visible_to
    theirs = read(member.person).published()
    recaps = theirs.filter(meeting=link.about, meeting__group=member.group_id)
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
    pdf_url = reverse("meetings:recap-link-pdf", args=[token])
    photograph = ("recap-link-photograph", token)
    reader = link.membership.person
    return _shown(request, recap, reader=reader, pdf_url=pdf_url, link=link, photograph=photograph)


def _shown(
    request: HttpRequest,
    recap: Recap,
    *,
    reader: User,
    pdf_url: str,
    link: Link | None,
    photograph: tuple[str, Any],
) -> HttpResponse:
    """When and where the group meets next stands there as it is today: for those who belong today."""
    route, key = photograph
    parts = recapping.parts_of(recap)
    if not Membership.objects.current().filter(person=reader, group=recap.meeting.group_id).exists():
        parts.next_meeting = None
    shown = publishing.context(
        parts, url_of=lambda one: reverse(f"meetings:{route}", args=[key, one.entry_id])
    )
    more = {"recap": recap, "document": recap.document, "link": link, "pdf_url": pdf_url}
    shown |= {"reader_id": reader.pk}
    return render(request, "meetings/recap_linked.html", shown | more)


@login_not_required
@require_safe
def linked_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    opened = _opened(token)
    return file_of(opened[1].document) if opened else _ended(request)


@login_not_required
@require_safe
def linked_photograph(request: HttpRequest, token: str, entry_id: UUID) -> HttpResponseBase:
    opened = _opened(token)
    return _photograph(opened[1], entry_id) if opened else _ended(request)


def _photograph(recap: Recap, entry_id: UUID) -> HttpResponseBase:
    return picture_of(
        get_object_or_404(Photograph.objects.chosen().filter(entry__meeting=recap.meeting_id), entry=entry_id)
    )


# --- signed in, for who has left the group --------------------------------------------------------


def _kept(request: Request, recap_id: UUID) -> Recap:
    return get_object_or_404(
        Recap.objects.kept_by(request.user).select_related("document", "meeting__group"), pk=recap_id
    )


@require_safe
def kept(request: Request, recap_id: UUID) -> HttpResponse:
    """A recap that was published while its reader belonged to the group, also once they have left."""
    recap = _kept(request, recap_id)
    pdf_url = reverse("meetings:recap-kept-pdf", args=[recap.pk])
    photograph = ("recap-kept-photograph", recap.pk)
    return _shown(request, recap, reader=request.user, pdf_url=pdf_url, link=None, photograph=photograph)


@require_safe
def kept_pdf(request: Request, recap_id: UUID) -> HttpResponseBase:
    return file_of(_kept(request, recap_id).document)


@require_safe
def kept_photograph(request: Request, recap_id: UUID, entry_id: UUID) -> HttpResponseBase:
    return _photograph(_kept(request, recap_id), entry_id)
