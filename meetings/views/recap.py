"""The recap of a meeting: composed and published by those who write it, read by members and from a link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inquiries import access, linking, tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Document, Link, Membership
from meetings import recapping, stages
from meetings.forms.recap import RecapForm
from meetings.models import Meeting, Recap
from meetings.views.plan import meeting_of


def _recap_of(meeting: Meeting) -> Recap | None:
    recap = Recap.objects.filter(meeting=meeting).select_related("document", "changed_by__person").first()
    if recap:
        recap.meeting = meeting
    return recap


def _published(request: Request, meeting: Meeting) -> Recap:
    """The recap as this reader may read it, or 404."""
    seen = Recap.objects.visible_to(request.user).published().select_related("document")
    recap = get_object_or_404(seen, meeting=meeting)
    recap.meeting = meeting
    return recap


def _url(meeting: Meeting, name: str = "recap") -> str:
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number])


@member_view
@require_GET
def recap(request: Request, membership: Membership, number: int) -> HttpResponse:
    """The published recap; before that the page to write it, for those who do."""
    meeting = meeting_of(request, number)
    found = _recap_of(meeting)
    if found and found.published_at:
        return _read(request, membership, _published(request, meeting))
    if not access.can_write(membership, "recap"):
        raise Http404
    return _compose(request, meeting, found)


def _read(request: Request, membership: Membership, found: Recap) -> HttpResponse:
    parts = recapping.parts(found.meeting, text=found.text, left_out=found.left_out)
    context = recapping.context(found.meeting, parts) | {
        "recap": found,
        "stages": stages.stages(found.meeting, membership),
        "document": found.document,
    }
    return render(request, "meetings/recap.html", context)


def _compose(request: Request, meeting: Meeting, found: Recap | None, **changed: Any) -> HttpResponse:
    text = found.text if found else recapping.draft_text(meeting)
    left_out = found.left_out if found else []
    parts = recapping.parts(meeting, text=text, left_out=left_out)
    initial = {
        "text": text,
        "sections": [key for key, _label, is_in in parts.sections if is_in],
        "version": found.version if found else 0,
    }
    status = changed.pop("status", 200)
    context = recapping.context(meeting, parts) | {
        "recap": found,
        "form": RecapForm(initial=initial, parts=parts),
        "stages": stages.stages(meeting, request.hat),
        "readers": len(recapping.with_address(recapping.readers(meeting, but=_me(request)))),
        "theirs": None,
    }
    return render(request, "meetings/recap_write.html", context | changed, status=status)


def _me(request: Request) -> Membership:
    assert isinstance(request.hat, Membership)  # only those inside a group write its recaps
    return request.hat


@member_view
@require_POST
def write(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Keep the draft; nothing leaves. A stale save gets both texts."""
    meeting = meeting_of(request, number)
    parts = recapping.parts(meeting, text="", left_out=[])
    form = RecapForm(request.POST, parts=parts)
    found = _recap_of(meeting)
    if not meeting.is_held or (found and found.published_at):
        return redirect(_url(meeting))
    if not form.is_valid():
        return _compose(request, meeting, found, form=form, status=422)
    data = form.cleaned_data
    try:
        recapping.save(
            meeting,
            text=data["text"],
            left_out=form.left_out(),
            version=data["version"],
            by=membership,
            at=timezone.now(),
        )
    except recapping.StaleError as stale:
        again = RecapForm(initial=data | {"version": stale.theirs.version}, parts=parts)
        return _compose(request, meeting, found, form=again, theirs=stale.theirs, status=409)
    if "preview" in request.POST:
        return redirect(_url(meeting, "recap-preview"))
    messages.success(request, _("Saved. No message left."))
    return redirect(_url(meeting))


@member_view
@require_GET
def preview(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Exactly who will get what, before it is published."""
    meeting = meeting_of(request, number)
    found = _recap_of(meeting)
    if found is None or found.published_at:
        return redirect(_url(meeting))
    everybody = recapping.readers(meeting, but=membership)
    parts = recapping.parts(meeting, text=found.text, left_out=found.left_out)
    context = recapping.context(meeting, parts) | {
        "recap": found,
        "kinds": _by_kind(found, everybody),
        "readers": len(recapping.with_address(everybody)),
        "without": [reader for reader in everybody if not reader.membership.person.email],
    }
    return render(request, "meetings/recap_preview.html", context)


def _by_kind(found: Recap, everybody: list[recapping.Reader]) -> list[dict[str, Any]]:
    kinds = []
    for kind, label in recapping.KINDS.items():
        theirs = [reader for reader in recapping.with_address(everybody) if reader.kind == kind]
        if theirs:
            sample = max(theirs, key=lambda reader: len(reader.actions))
            mail = recapping.preview(found, sample, at=timezone.now())
            kinds.append({"label": label, "readers": theirs, "mail": mail, "sample": sample})
    return kinds


@member_view
@require_POST
def publish(request: Request, membership: Membership, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    found = _recap_of(meeting)
    if found is None or not meeting.is_held:
        return redirect(_url(meeting))
    sent = recapping.publish(found, by=membership, at=timezone.now())
    tasks.wake()
    if sent is not None:
        words = ngettext(
            "Published. %(n)s mail is on its way.", "Published. %(n)s mails are on their way.", sent
        )
        messages.success(request, words % {"n": sent})
    return redirect(_url(meeting))


@member_view
@require_GET
def progress(request: Request, membership: Membership, number: int) -> HttpResponse:
    """How far the PDF is; asks again by itself until it is there."""
    found = _published(request, meeting_of(request, number))
    if not request.htmx:
        return redirect(_url(found.meeting))
    context = {"document": found.document, "meeting": found.meeting, "recap": found}
    return render(request, "meetings/recap.html#progress", context)


@member_view
@require_POST
def make(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Have the PDF made, where there is none or it failed."""
    found = _published(request, meeting_of(request, number))
    recapping.order_pdf(found, at=timezone.now())
    tasks.wake()
    return redirect(f"{_url(found.meeting)}#pdf")


@member_view
@require_GET
def pdf(request: Request, membership: Membership, number: int) -> HttpResponseBase:
    return _file(_published(request, meeting_of(request, number)).document)


def _file(document: Document | None) -> FileResponse:
    if document is None or document.state != Document.State.READY:
        raise Http404
    return FileResponse(document.file.open("rb"), filename=document.file_name, content_type="application/pdf")


# --- from the link in a mail ----------------------------------------------------------------------


def _linked(token: str) -> tuple[Link, Recap] | None:
    link = linking.opened(token, Link.Purpose.RECAP, at=timezone.now())
    if link is None:
        return None
    found = Recap.objects.published().filter(meeting=link.about, meeting__group=link.membership.group_id)
    recap = found.select_related("document", "meeting__group").first()
    return (link, recap) if recap else None


@login_not_required
@require_http_methods(["GET", "HEAD"])
def linked(request: HttpRequest, token: str) -> HttpResponse:
    """The recap for one member, without a password."""
    opened = _linked(token)
    if opened is None:
        return render(request, "inquiries/link_ended.html", status=410)
    link, found = opened
    parts = recapping.parts(found.meeting, text=found.text, left_out=found.left_out)
    context = recapping.context(found.meeting, parts) | {
        "recap": found,
        "document": found.document,
        "link": link,
        "pdf_url": reverse("meetings:recap-link-pdf", args=[token]),
    }
    return render(request, "meetings/recap_linked.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def linked_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    opened = _linked(token)
    if opened is None:
        return render(request, "inquiries/link_ended.html", status=410)
    return _file(opened[1].document)
