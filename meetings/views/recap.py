"""The recap of a meeting: composed, looked over and published by those who write it, read by members."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from inquiries import access, tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Document, Membership
from inquiries.saving import StaleError
from meetings import naming, photographing, publishing, recapping, stages
from meetings.forms.recap import RecapForm
from meetings.models import Meeting, Recap
from meetings.views.plan import meeting_of


def recap_of(meeting: Meeting) -> Recap | None:
    recaps = Recap.objects.select_related("document", "changed_by__person", "published_by__person")
    found = recaps.filter(meeting=meeting).first()
    if found:
        found.meeting = meeting
    return found


def published(request: Request, number: int) -> Recap:
    """The recap as this reader may read it, or 404."""
    meeting = meeting_of(request, number)
    seen = Recap.objects.visible_to(request.user).published().select_related("document")
    found = get_object_or_404(seen, meeting=meeting)
    found.meeting = meeting
    return found


def url_of(meeting: Meeting, name: str = "recap") -> str:
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number])


# --- reading it, or writing it --------------------------------------------------------------------


@member_view
@require_GET
def recap(request: Request, membership: Membership, number: int) -> HttpResponse:
    """The published recap; before that the page to write it, for those who do."""
    meeting = meeting_of(request, number)
    found = recap_of(meeting)
    if found and found.published_at:
        return _read(request, membership, published(request, number))
    if not access.can_write(membership, "recap"):
        raise Http404
    return _compose(request, membership, meeting, found)


def _read(request: Request, membership: Membership, found: Recap) -> HttpResponse:
    parts = recapping.parts_of(found)
    context = publishing.context(parts) | {
        "recap": found,
        "reader_id": membership.person_id,
        "stages": stages.stages(found.meeting, membership),
        "here": "recap",
        "document": found.document,
        "named": naming.named(parts, but=membership) if access.can_write(membership, "recap") else [],
        "choosing": photographing.of(found.meeting) if access.can_write(membership, "photographs") else [],
    }
    return render(request, "meetings/recap.html", context)


def _compose(
    request: Request, membership: Membership, meeting: Meeting, found: Recap | None, **changed: Any
) -> HttpResponse:
    text = found.text if found else recapping.draft_text(meeting)
    parts = recapping.parts(meeting, text=text, left_out=found.left_out if found else [])
    initial = {"text": text, "sections": parts.shown, "version": found.version if found else 0}
    status = changed.pop("status", 200)
    context = publishing.context(parts) | {
        "recap": found,
        "form": RecapForm(initial=initial, parts=parts, readers=_readers(request)),
        "stages": stages.stages(meeting, membership),
        "here": "recap",
        "reached": _reached(meeting, membership),
        "theirs": None,
        "choosing": photographing.of(meeting),
        "named": naming.named(parts, but=membership) if found else [],
    }
    return render(request, "meetings/recap_write.html", context | changed, status=status)


def _readers(request: Request) -> dict[str, str]:
    return {"text": access.readers("recap", request.group, before=_("once you publish it"))}


def _reached(meeting: Meeting, membership: Membership) -> int:
    return sum(reader.has_address for reader in publishing.readers(meeting, but=membership))


@member_view
@require_POST
def look(request: Request, membership: Membership, number: int) -> HttpResponse:
    """How it would read with what is typed now; keeps nothing."""
    meeting = meeting_of(request, number)
    if not meeting.is_held:
        raise Http404
    form = RecapForm(request.POST, parts=recapping.parts(meeting, text="", left_out=[]))
    if not form.is_valid():
        return HttpResponse(status=204)
    form.parts.text, form.parts.left_out = form.cleaned_data["text"], form.left_out()
    context = publishing.context(form.parts)
    return render(request, "meetings/recap_write.html#reads", context)


@member_view
@require_POST
def write(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Keep the draft; nothing leaves. A stale save gets both texts."""
    meeting = meeting_of(request, number)
    found = recap_of(meeting)
    if not meeting.is_held:
        return redirect(url_of(meeting))
    parts = recapping.parts(meeting, text="", left_out=[])
    form = RecapForm(request.POST, parts=parts, readers=_readers(request))
    if not form.is_valid():
        return _compose(request, membership, meeting, found, form=form, status=422)
    said = {"text": form.cleaned_data["text"], "left_out": form.left_out()}
    version = form.cleaned_data["version"]
    try:
        recapping.save(meeting, **said, version=version, by=membership, at=timezone.now())
    except StaleError as stale:
        return _both(request, membership, meeting, form, stale.theirs)
    if "preview" in request.POST:
        return redirect(url_of(meeting, "recap-preview"))
    messages.success(request, _("Saved. No message left."))
    return redirect(url_of(meeting))


def _both(
    request: Request, membership: Membership, meeting: Meeting, form: RecapForm, theirs: Recap
) -> HttpResponse:
    """Their text and this one; saved again, this one stands."""
    mine = form.cleaned_data | {"version": theirs.version}
    again = RecapForm(initial=mine, parts=form.parts, readers=form.readers)
    return _compose(request, membership, meeting, theirs, form=again, theirs=theirs, status=409)


# --- looking over who gets what, and publishing ---------------------------------------------------


@member_view
@require_GET
def preview(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Exactly who will get what, before it is published."""
    meeting = meeting_of(request, number)
    found = recap_of(meeting)
    if found is None or found.published_at or not meeting.is_held:
        return redirect(url_of(meeting))
    return _preview(request, membership, found)


def _preview(
    request: Request, membership: Membership, found: Recap, *, is_stale: bool = False
) -> HttpResponse:
    everybody = publishing.readers(found.meeting, but=membership)
    parts = recapping.parts_of(found)
    context = publishing.context(parts) | {
        "recap": found,
        "kinds": _by_kind(found, everybody, membership),
        "reached": sum(reader.has_address for reader in everybody),
        "without": [reader for reader in everybody if not reader.has_address],
        "is_stale": is_stale,
        "objections": naming.objections(parts, but=membership),
    }
    return render(request, "meetings/recap_preview.html", context, status=409 if is_stale else 200)


def _by_kind(
    found: Recap, everybody: list[publishing.Reader], membership: Membership
) -> list[dict[str, Any]]:
    """Each kind of reader with their names, and the mail as one of them gets it: the one with most in it."""
    kinds = []
    for kind in publishing.KINDS:
        theirs = [reader for reader in everybody if reader.kind == kind and reader.has_address]
        if theirs:
            sample = max(theirs, key=lambda reader: len(reader.actions))
            mail = publishing.preview(found, sample, by=membership, at=timezone.now())
            kinds.append({"key": kind, "readers": theirs, "mail": mail, "sample": sample})
    return kinds


@member_view
@require_POST
def publish(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Publish the version that was looked over; another one is shown first."""
    meeting = meeting_of(request, number)
    found = recap_of(meeting)
    if found is None or found.published_at or not meeting.is_held:
        return redirect(url_of(meeting))
    version = request.POST.get("version", "")
    sent = None
    if version == str(found.version):
        sent = publishing.publish(found, version=found.version, by=membership, at=timezone.now())
    if sent is None:
        found = recap_of(meeting)
        assert found is not None  # recaps are never deleted
        return (
            redirect(url_of(meeting))
            if found.published_at
            else _preview(request, membership, found, is_stale=True)
        )
    tasks.wake()
    words = ngettext("Published. %(n)s mail is on its way.", "Published. %(n)s mails are on their way.", sent)
    messages.success(request, words % {"n": sent})
    return redirect(url_of(meeting))


# --- the PDF --------------------------------------------------------------------------------------


@member_view
@require_GET
def progress(request: Request, membership: Membership, number: int) -> HttpResponse:
    """How far the PDF is; the page asks each second, and gets 204 while that is what it shows already."""
    found = published(request, number)
    if not request.htmx:
        return redirect(url_of(found.meeting))
    if found.document and request.GET.get("seen") == found.document.state:
        return HttpResponse(status=204)
    context = {"document": found.document, "meeting": found.meeting, "recap": found}
    return render(request, "meetings/recap.html#progress", context)


@member_view
@require_POST
def make(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Have the PDF made, where there is none or it failed."""
    found = published(request, number)
    publishing.order_pdf(found, at=timezone.now())
    tasks.wake()
    if not request.htmx:
        return redirect(f"{url_of(found.meeting)}#pdf")
    context = {"document": found.document, "meeting": found.meeting, "recap": found}
    return render(request, "meetings/recap.html#progress", context)


@member_view
@require_GET
def pdf(request: Request, membership: Membership, number: int) -> HttpResponseBase:
    return file_of(published(request, number).document)


def file_of(document: Document | None) -> FileResponse:
    """The PDF, or 404 while there is none."""
    if document is None or document.state != Document.State.READY:
        raise Http404
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:  # restored from a backup without its files
        raise Http404 from problem
    return FileResponse(file, filename=document.file_name, content_type="application/pdf")
