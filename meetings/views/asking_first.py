"""A quote, shown to whoever said it before anybody else reads it: the page behind their link, and the button that asks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import access, linking, tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Link, Membership
from meetings import asking_first, releasing
from meetings.forms.recap import QuoteAnswerForm
from meetings.models import Entry, Release
from meetings.views.plan import meeting_of


@member_view
@require_POST
def ask(request: Request, membership: Membership, number: int, entry_id: UUID) -> HttpResponse:
    meeting = meeting_of(request, number)
    rows = Entry.objects.kept().visible_to(request.user).filter(meeting=meeting, kind=Entry.Kind.QUOTE)
    entry = get_object_or_404(rows.select_related("speaker__person", "speaker__group"), pk=entry_id)
    entry.meeting = meeting
    if asking_first.ask(entry, by=membership, at=timezone.now()):
        assert entry.speaker is not None  # whom it asked
        tasks.wake()
        words = {"name": entry.speaker.person.short_name}
        messages.success(request, _("%(name)s is asked by mail. It stays out until they say yes.") % words)
    else:
        messages.info(request, _("They were asked already, or have no address: ask them in person."))
    return redirect(reverse("meetings:recap", args=[request.group.slug, number]) + "#not-asked")


@member_view
@require_POST
def heard(request: Request, membership: Membership, number: int, entry_id: UUID) -> HttpResponse:
    """They said yes when they were asked in person, or did not after all."""
    meeting, at = meeting_of(request, number), timezone.now()
    rows = Entry.objects.kept().visible_to(request.user).filter(meeting=meeting, kind=Entry.Kind.QUOTE)
    entry = get_object_or_404(rows, pk=entry_id)
    entry.meeting = meeting
    if "take_back" in request.GET:
        asking_first.take_back_yes(entry, at=at)
    elif asking_first.hear_yes(entry, at=at):
        undo = reverse("meetings:quote-heard", args=[request.group.slug, number, entry.pk])
        messages.success(request, _("Noted: they said yes."), extra_tags=f"{undo}?take_back")
    tasks.wake()
    back = request.POST.get("back", "")
    route = "meetings:goes-out" if back == "goes-out" else "meetings:recap"
    return redirect(route, request.group.slug, number)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, token: str) -> HttpResponse:
    """One's own line and nothing else of the meeting; a GET changes nothing, and the answer can be changed later."""
    link = linking.opened(token, Link.Purpose.QUOTE, at=timezone.now())
    entry = asking_first.entry_of(link) if link else None
    if link is None or entry is None:
        return render(request, "meetings/quote_ended.html", status=410)
    form = _form(request, entry)
    if request.method == "POST" and form.is_valid():
        _keep(form, entry, by=link.membership)
        return redirect("meetings:quote-page", token)
    context = _about(entry, form) | {"person": link.membership.person, "token": token}
    return render(request, "meetings/quote.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def own_quote(request: Request, entry_id: UUID) -> HttpResponse:
    """The same for whoever said it, signed in: as long as it is kept, and wherever it stands."""
    entry = get_object_or_404(asking_first.said_by(request.user), pk=entry_id)
    form = _form(request, entry)
    if request.method == "POST" and form.is_valid():
        assert entry.speaker is not None  # who asks
        _keep(form, entry, by=entry.speaker)
        messages.success(request, _("Kept. It is so now wherever it stands, and no message has left."))
        return redirect("meetings:own-quote", entry.pk)
    group = entry.meeting.group
    is_out = releasing.is_out(group, Release.Kind.QUOTE, entry.pk)
    context = _about(entry, form) | {"readers": access.readers("quotes", group, is_out=is_out)}
    return render(request, "meetings/own_quote.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, entry: Entry) -> QuoteAnswerForm:
    is_said = entry.answered_at or entry.may_be_quoted
    may = ("yes" if entry.may_be_quoted else "no") if is_said else None
    return QuoteAnswerForm(request.POST or None, initial={"text": entry.text, "may": may})


def _keep(form: QuoteAnswerForm, entry: Entry, *, by: Membership) -> None:
    said = form.cleaned_data
    may = said["may"] == "yes"
    asking_first.answer(entry, may_be_quoted=may, text=said["text"], by=by, at=timezone.now())
    tasks.wake()


def _about(entry: Entry, form: QuoteAnswerForm) -> dict[str, Any]:
    return {"entry": entry, "meeting": entry.meeting, "group": entry.meeting.group, "form": form}
