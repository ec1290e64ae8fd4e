"""Role cards: those of a group, one's own, who can help with something, and the booklet."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from inquiries import cards as card_of
from inquiries import tasks
from inquiries.access import group_view, member_view
from inquiries.forms.cards import HelpForm, LineForm
from inquiries.http import Hat, Request
from inquiries.models import CardLine, Document, Membership


def page_of(request: Request, hat: Hat, **more: Any) -> dict[str, Any]:
    """The cards as this reader may read them; newcomers first among those without an order of their own."""
    members = Membership.objects.current().filter(group=request.group, is_informed_only=False).for_listing()
    lines = CardLine.objects.visible_to(request.user).filter(membership__group=request.group)
    cards = card_of.cards(members, lines, today=timezone.localdate())
    is_inside = isinstance(hat, Membership)
    own = next((card for card in cards if is_inside and card.membership.pk == hat.pk), None)
    return {
        "written": sorted((card for card in cards if card.lines), key=lambda card: not card.is_new),
        "unwritten": [card for card in cards if not card.lines],
        "own": own,
        "help_form": HelpForm() if is_inside else None,
        "document": card_of.current_booklet(request.group) if is_inside else None,
    } | more


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: Request, hat: Hat) -> HttpResponse:
    """All cards; a POST asks who can help, so that what somebody needs stands in no address."""
    if request.method != "POST" or not isinstance(hat, Membership):
        return render(request, "inquiries/cards.html", page_of(request, hat))
    form = HelpForm(request.POST)
    if not form.is_valid():
        return render(request, "inquiries/cards.html", page_of(request, hat, help_form=form), status=422)
    asked = form.cleaned_data["asked"]
    found = card_of.who_can_help(request.user, request.group, asked)
    return render(
        request, "inquiries/cards.html", page_of(request, hat, help_form=form, asked=asked, found=found)
    )


@member_view
@require_http_methods(["GET", "POST"])
def card(request: Request, membership: Membership) -> HttpResponse:
    """One's own card, line by line."""
    lines = {line.kind: line for line in CardLine.objects.filter(membership=membership)}
    forms = [_form(request, kind, lines.get(kind)) for kind in CardLine.Kind.values]
    answers = [form.is_valid() for form in forms] if request.method == "POST" else [False]
    if not all(answers):
        return _page(request, forms, status=422 if request.method == "POST" else 200)
    stale = [form for form in forms if form.has_changed() and not _keep(membership, form)]
    if stale:
        return _stale(request, membership, forms, stale)
    messages.success(request, _("Your card is saved. Each line is read as you chose."))
    return redirect(reverse("inquiries:cards", args=[request.group.slug]))


def _form(request: Request, kind: str, line: CardLine | None) -> LineForm:
    begin: dict[str, Any] = {"version": 0, "shared_with": CardLine.Share.GROUP}
    if line:
        begin = {"text": line.text, "shared_with": line.shared_with, "version": line.version}
    return LineForm(request.POST or None, kind=kind, initial=begin)


def _keep(membership: Membership, form: LineForm) -> bool:
    said = form.cleaned_data
    if not said["text"] and not said["version"]:
        return True  # a line that was never said is not kept for who would read it
    words = {"text": said["text"], "shared_with": said["shared_with"], "version": said["version"] or 0}
    return card_of.write(membership, form.kind, **words, at=timezone.now())


def _stale(
    request: Request, membership: Membership, forms: list[LineForm], stale: list[LineForm]
) -> HttpResponse:
    """The card was changed on another device: both texts on the page, and the next save counts."""
    sent = request.POST.copy()
    for form in stale:
        theirs = CardLine.objects.get(membership=membership, kind=form.kind)
        sent[form.add_prefix("version")] = str(theirs.version)
        form.theirs, form.data = theirs, sent  # type: ignore[attr-defined]
    return _page(request, forms, status=409)


def _page(request: Request, forms: list[LineForm], *, status: int) -> HttpResponse:
    return render(request, "inquiries/card.html", {"forms": forms}, status=status)


# --- the booklet ----------------------------------------------------------------------------------


def _document(request: Request) -> Document | None:
    return card_of.current_booklet(request.group)


@member_view
@require_POST
def make_booklet(request: Request, membership: Membership) -> HttpResponse:
    document = card_of.order_booklet(request.group, at=timezone.now())
    tasks.wake()
    if not request.htmx:
        return redirect(reverse("inquiries:cards", args=[request.group.slug]) + "#booklet")
    return render(request, "inquiries/cards.html#booklet", {"document": document})


@member_view
@require_GET
def booklet_progress(request: Request, membership: Membership) -> HttpResponse:
    """How far the booklet is; 204 while that is what the page shows already."""
    document = _document(request)
    if not request.htmx:
        return redirect(reverse("inquiries:cards", args=[request.group.slug]))
    if document and request.GET.get("seen") == document.state:
        return HttpResponse(status=204)
    return render(request, "inquiries/cards.html#booklet", {"document": document})


@member_view
@require_safe
def booklet(request: Request, membership: Membership) -> HttpResponseBase:
    """The PDF of the cards as they stand; one of older words is never given out."""
    document = _document(request)
    if document is None or document.state != Document.State.READY:
        raise Http404
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:  # restored from a backup without its files
        raise Http404 from problem
    return FileResponse(file, filename=document.file_name, content_type="application/pdf")
