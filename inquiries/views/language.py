"""Shared language: words, what each organisation means by them, and what the group agrees to mean."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inquiries import access, describing
from inquiries.access import member_view
from inquiries.forms.cards import MeaningForm, TermForm
from inquiries.http import Request
from inquiries.models import Meaning, Membership, Term
from inquiries.models.base import fold


def page_of(request: Request, membership: Membership, **wrong: Any) -> dict[str, Any]:
    """The words in order with their meanings: a fixed number of queries."""
    terms = Term.objects.kept().filter(group=request.group).prefetch_related("meanings__organisation")
    looked_for = request.GET.get("q", "").strip()
    if looked_for:
        terms = terms.filter(folded__contains=fold(looked_for))
    rows = [_row(term, membership) for term in terms]
    return {"rows": rows, "looked_for": looked_for, "form": TermForm()} | wrong


def _row(term: Term, membership: Membership) -> dict[str, Any]:
    meanings = [meaning for meaning in term.meanings.all() if meaning.text]
    own = next((m for m in term.meanings.all() if m.organisation_id == membership.organisation_id), None)
    return {
        "term": term,
        "meanings": meanings,
        "own_form": meaning_form(term, own, membership),
        "agree_form": agree_form(term) if access.can_write(membership, "shared language") else None,
    }


def meaning_form(term: Term, own: Meaning | None, membership: Membership, sent: Any = None) -> MeaningForm:
    begin = {"text": own.text, "version": own.version} if own else {"version": 0}
    label = _("What %(organisation)s means by it") % {"organisation": membership.organisation.name}
    return MeaningForm(sent, term=term, label=label, kind="mean", initial=begin)


def agree_form(term: Term, sent: Any = None) -> MeaningForm:
    begin = {"text": term.agreed, "version": term.version}
    return MeaningForm(sent, term=term, label=_("What we agree to mean"), kind="agree", initial=begin)


def _url(request: Request, part: str = "") -> str:
    return reverse("inquiries:language", args=[request.group.slug]) + part


@member_view
@require_safe
def language(request: Request, membership: Membership) -> HttpResponse:
    return render(request, "inquiries/language.html", page_of(request, membership))


@member_view
@require_POST
def add(request: Request, membership: Membership) -> HttpResponse:
    form = TermForm(request.POST)
    if not form.is_valid():
        wrong = page_of(request, membership, form=form)
        return render(request, "inquiries/language.html", wrong, status=422)
    term, is_new = describing.add(request.group, form.cleaned_data["text"], by=membership, at=timezone.now())
    says = _("“%(word)s” is there. What does it mean where you work?")
    if not is_new:
        says = _("“%(word)s” was there already. What does it mean where you work?")
    messages.success(request, says % {"word": term.text})
    return redirect(_url(request, f"#term-{term.pk}"))


def _term(request: Request, key: UUID) -> Term:
    return get_object_or_404(Term.objects.kept(), pk=key, group=request.group)


def _refused(request: Request, membership: Membership, term: Term, status: int, **forms: Any) -> HttpResponse:
    """The page again with the one form that has something to mend, opened."""
    context = page_of(request, membership)
    row = next(row for row in context["rows"] if row["term"].pk == term.pk)
    row.update(forms, is_open=True)
    return render(request, "inquiries/language.html", context, status=status)


@member_view
@require_POST
def mean(request: Request, membership: Membership, term_id: UUID) -> HttpResponse:
    """What one's own organisation means by it."""
    term = _term(request, term_id)
    own = Meaning.objects.filter(term=term, organisation=membership.organisation).first()
    form = meaning_form(term, own, membership, request.POST)
    if not form.is_valid():
        return _refused(request, membership, term, 422, own_form=form)
    said = form.cleaned_data
    version = said["version"] or 0
    at = timezone.now()
    if not describing.mean(
        term, membership.organisation, said["text"], version=version, by=membership, at=at
    ):
        theirs = Meaning.objects.get(term=term, organisation=membership.organisation)
        fresh = meaning_form(term, theirs, membership)
        fresh.initial["text"] = said["text"]
        return _refused(request, membership, term, 409, own_form=fresh, theirs=theirs.text)
    messages.success(request, _("Saved. No message has left."))
    return redirect(_url(request, f"#term-{term.pk}"))


@member_view
@require_POST
def agree(request: Request, membership: Membership, term_id: UUID) -> HttpResponse:
    """What the group agrees to mean."""
    term = _term(request, term_id)
    form = agree_form(term, request.POST)
    if not form.is_valid():
        return _refused(request, membership, term, 422, agree_form=form)
    if not describing.agree(term, form.cleaned_data["text"], version=form.cleaned_data["version"] or 0):
        theirs = _term(request, term_id)
        fresh = agree_form(theirs)
        fresh.initial["text"] = form.cleaned_data["text"]
        return _refused(request, membership, theirs, 409, agree_form=fresh, theirs=theirs.agreed)
    messages.success(request, _("Saved. No message has left."))
    return redirect(_url(request, f"#term-{term.pk}"))


@member_view
@require_POST
def remove(request: Request, membership: Membership, term_id: UUID) -> HttpResponse:
    term = get_object_or_404(Term, pk=term_id, group=request.group)
    if term.remove(by=request.user, at=timezone.now()):
        undo = reverse("inquiries:term-put-back", args=[request.group.slug, term.pk])
        messages.success(request, _("“%(word)s” is out of the list.") % {"word": term.text}, extra_tags=undo)
    return redirect(_url(request))


@member_view
@require_POST
def put_back(request: Request, membership: Membership, term_id: UUID) -> HttpResponse:
    term = get_object_or_404(Term, pk=term_id, group=request.group)
    twin = Term.objects.kept().filter(group=request.group, folded=term.folded)
    if not twin.exists() and term.put_back():
        messages.success(request, _("“%(word)s” is back in the list.") % {"word": term.text})
    return redirect(_url(request, f"#term-{term.pk}"))
