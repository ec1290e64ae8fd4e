"""The purpose of a group: its versions, the wordings proposed, and what each member says to it."""

from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inquiries import access, proposing
from inquiries.access import group_view, member_view
from inquiries.forms.purpose import AdoptForm, AnswerForm, ProposalForm, SignUpForm, term_of
from inquiries.http import Hat, Request
from inquiries.models import Group, Membership, Proposal, Purpose, SignUp
from inquiries.saving import StaleError


def page_of(request: Request, hat: Hat, **wrong: Any) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries; `wrong` are forms with something to mend."""
    group = request.group
    versions = list(Purpose.objects.filter(group=group).newest_first().prefetch_related("made_by__person"))
    terms = [_term(term, str(label), versions) for term, label in Purpose.Term.choices]
    current = terms[0]["current"]
    context: dict[str, Any] = {"terms": terms, "current": current, "is_inside": isinstance(hat, Membership)}
    if current and access.can_read(hat, "sign-ups"):
        context |= _said(request, hat, current)
    elif current:
        context["signed_up"] = SignUp.objects.kept().filter(purpose=current).count()
    if access.can_read(hat, "purpose proposals"):
        context |= _proposed(request, hat)
    return context | wrong


def _term(term: str, label: str, versions: list[Purpose]) -> dict[str, Any]:
    """One of the three terms: what stands now, and how it came to be."""
    rows = [version for version in versions if version.term == term]
    current = next((row for row in rows if row.is_current), None)
    steps = [
        {"version": newer, "changes": proposing.changes(older.text, newer.text)}
        for newer, older in pairwise(rows)
    ]
    steps += [{"version": row, "changes": [("same", row.text)]} for row in rows[-1:]]
    return {"term": term, "label": label, "current": current, "steps": steps if len(rows) > 1 else []}


def _said(request: Request, hat: Hat, current: Purpose) -> dict[str, Any]:
    """What members say to the purpose as it stands, and who has not said anything yet."""
    said = list(SignUp.objects.kept().filter(purpose=current).for_listing())
    members = Membership.objects.current().filter(group=request.group, is_informed_only=False)
    spoken = {row.by_id for row in said}
    silent = [m for m in members.filter(role="member").for_listing() if m.pk not in spoken]
    own = next((row for row in said if row.by_id == hat.pk), None)
    answers = access.can_write(hat, "purpose")
    for row in said:
        row.form = AnswerForm(about=row, initial={"answer": row.answer}) if answers else None  # type: ignore[attr-defined]
    readers = {"words": access.readers("sign-ups", request.group)}
    can_sign_up = access.can_open(hat, "inquiries:sign-up")
    form = SignUpForm(instance=own, readers=readers) if can_sign_up else None
    return {"said": said, "silent": silent, "own": own, "sign_up_form": form}


def _proposed(request: Request, hat: Hat) -> dict[str, Any]:
    proposals = list(Proposal.objects.kept().filter(group=request.group).for_listing())
    if access.can_write(hat, "purpose proposals"):
        for proposal in proposals:
            proposal.form = AnswerForm(about=proposal)  # type: ignore[attr-defined]
    readers = {"text": access.readers("purpose proposals", request.group)}
    form = ProposalForm(initial={"client_key": uuid4()}, readers=readers)
    return {"proposals": proposals, "proposal_form": form}


def url_of(group: Group, part: str = "") -> str:
    return reverse("inquiries:purpose", args=[group.slug]) + part


@group_view
@require_GET
def purpose(request: Request, hat: Hat) -> HttpResponse:
    return render(request, "inquiries/purpose.html", page_of(request, hat))


@member_view
@require_POST
def propose(request: Request, membership: Membership) -> HttpResponse:
    readers = {"text": access.readers("purpose proposals", request.group)}
    form = ProposalForm(request.POST, readers=readers)
    if not form.is_valid():
        wrong = page_of(request, membership, proposal_form=form)
        return render(request, "inquiries/purpose.html", wrong, status=422)
    words = {name: form.cleaned_data[name] for name in ("term", "text", "why")}
    key = form.cleaned_data["client_key"]
    if proposing.propose(request.group, **words, key=key, by=membership, at=timezone.now()):
        undo = reverse("inquiries:proposal-remove", args=[request.group.slug, key])
        messages.success(
            request, _("Your wording is there for the others to read. No message has left."), extra_tags=undo
        )
    return redirect(url_of(request.group, "#proposed"))


def _own_proposal(membership: Membership, key: UUID) -> Proposal:
    return get_object_or_404(Proposal, client_key=key, by=membership)


@member_view
@require_POST
def remove_proposal(request: Request, membership: Membership, proposal_key: UUID) -> HttpResponse:
    proposal = _own_proposal(membership, proposal_key)
    if proposal.answered_at is None and proposal.remove(by=request.user, at=timezone.now()):
        undo = reverse("inquiries:proposal-put-back", args=[request.group.slug, proposal_key])
        messages.success(request, _("Your wording is taken back."), extra_tags=undo)
    return redirect(url_of(request.group, "#proposed"))


@member_view
@require_POST
def put_back_proposal(request: Request, membership: Membership, proposal_key: UUID) -> HttpResponse:
    if _own_proposal(membership, proposal_key).put_back():
        messages.success(request, _("Your wording is there again."))
    return redirect(url_of(request.group, "#proposed"))


@member_view
@require_POST
def answer_proposal(request: Request, membership: Membership, proposal_key: UUID) -> HttpResponse:
    """Say why a wording is not taken up."""
    seen = Proposal.objects.visible_to(request.user).filter(group=request.group).open()
    proposal = get_object_or_404(seen, client_key=proposal_key)
    form = AnswerForm(request.POST, about=proposal)
    if not form.is_valid():
        context = page_of(request, membership)
        next(row for row in context["proposals"] if row.pk == proposal.pk).form = form
        return render(request, "inquiries/purpose.html", context, status=422)
    proposing.answer(proposal, form.cleaned_data["answer"], by=membership, at=timezone.now())
    messages.success(request, _("Your answer stands under the wording. No message has left."))
    return redirect(url_of(request.group, "#proposed"))


@member_view
@require_http_methods(["GET", "POST"])
def adopt(request: Request, membership: Membership, term: str) -> HttpResponse:
    """Word the purpose anew; a proposal may be what it begins from."""
    found = term_of(term)
    if found is None:
        raise Http404
    current = Purpose.objects.current().filter(group=request.group, term=found).first()
    if request.method == "GET":
        return _adopt_page(
            request, found, current, AdoptForm(initial=_begin(request, current), group=request.group)
        )
    form = AdoptForm(request.POST, group=request.group)
    if not form.is_valid():
        return _adopt_page(request, found, current, form, status=422)
    now = timezone.now()
    try:
        proposing.adopt(
            request.group, term=found, **form.cleaned_data, by=membership, on=timezone.localdate(now), at=now
        )
    except StaleError as problem:
        return _both_wordings(request, found, problem.theirs, form)
    messages.success(request, _("This is the purpose from today. No message has left."))
    return redirect(url_of(request.group))


def _begin(request: Request, current: Purpose | None) -> dict[str, Any]:
    """What the form starts with: the wording that stands, or the proposal that was chosen."""
    begin: dict[str, Any] = {"instead_of": current.pk if current else None}
    if current:
        begin["text"] = current.text
    try:
        chosen = UUID(request.GET.get("from", ""))
    except ValueError:
        return begin
    proposal = Proposal.objects.open().filter(group=request.group, client_key=chosen).first()
    if proposal:
        begin |= {
            "text": proposal.text,
            "why": proposal.why,
            "proposal": proposal.pk,
            "made_by": [proposal.by_id],
        }
    return begin


def _both_wordings(request: Request, term: str, theirs: Purpose | None, form: AdoptForm) -> HttpResponse:
    """Somebody else adopted another wording meanwhile: both on the page, and what is sent next counts."""
    sent = request.POST
    again: dict[str, Any] = {name: sent.get(name) for name in form.fields} | {
        "made_by": sent.getlist("made_by")
    }
    again["instead_of"] = theirs.pk if theirs else None
    fresh = AdoptForm(initial=again, group=request.group)
    return _adopt_page(request, term, theirs, fresh, status=409, theirs=theirs)


def _adopt_page(
    request: Request, term: str, current: Purpose | None, form: AdoptForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    label = Purpose.Term(term).label
    context = {"form": form, "current": current, "term": term, "label": label} | more
    return render(request, "inquiries/purpose_adopt.html", context, status=status)
