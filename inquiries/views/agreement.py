"""The group agreement: how a group works together, and who said yes to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inquiries import agreeing
from inquiries.access import group_view, member_view
from inquiries.forms.agreement import TEXTS, AgreementForm
from inquiries.http import Hat, Request
from inquiries.models import Agreement, Membership, Yes
from inquiries.saving import StaleError


def standing(request: Request) -> Agreement | None:
    found = Agreement.objects.current().filter(group=request.group)
    return found.select_related("written_by__person").first()


@group_view
@require_GET
def agreement(request: Request, hat: Hat) -> HttpResponse:
    versions = Agreement.objects.filter(group=request.group).newest_first()
    rows = list(versions.select_related("written_by__person"))
    current = rows[0] if rows and rows[0].replaced_on is None else None
    context: dict[str, Any] = {"agreement": current, "older": rows[1:] if current else rows}
    if current and isinstance(hat, Membership):
        context |= _who(request, hat, current)
    return render(request, "inquiries/agreement.html", context)


def _who(request: Request, hat: Membership, current: Agreement) -> dict[str, Any]:
    """Who said yes, in whose hand, and who has not been asked yet."""
    yeses = Yes.objects.filter(agreement=current, taken_back_at=None)
    said = {yes.membership_id: yes for yes in yeses.select_related("entered_by__person")}
    members = Membership.objects.current().filter(group=request.group, is_informed_only=False).for_listing()
    agreed = [(member, said[member.pk]) for member in members if member.pk in said]
    return {
        "agreed": agreed,
        "not_yet": [member for member in members if member.pk not in said],
        "own": said.get(hat.pk),
    }


@member_view
@require_http_methods(["GET", "POST"])
def write(request: Request, membership: Membership) -> HttpResponse:
    current = standing(request)
    form = AgreementForm(request.POST or None, standing=current)
    if request.method == "GET" or not form.is_valid():
        return _write_page(request, form, current, status=200 if request.method == "GET" else 422)
    texts = {name: form.cleaned_data[name] for name in TEXTS if name in form.cleaned_data}
    instead_of = form.cleaned_data["instead_of"]
    try:
        written = agreeing.write(
            request.group, texts=texts, instead_of=instead_of, by=membership, on=timezone.localdate()
        )
    except StaleError as problem:
        mine = {name: form.data.get(name, "") for name in TEXTS}
        fresh = AgreementForm(standing=problem.theirs, initial=mine)
        return _write_page(request, fresh, problem.theirs, status=409, theirs=problem.theirs)
    agreeing.say_yes(written, membership, at=timezone.now())
    messages.success(request, _("This stands from today. No message has left; each member is asked in Clip."))
    return redirect("inquiries:agreement", request.group.slug)


def _write_page(
    request: Request, form: AgreementForm, current: Agreement | None, *, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, "agreement": current} | more
    return render(request, "inquiries/agreement_write.html", context, status=status)


@member_view
@require_POST
def say_yes(request: Request, membership: Membership) -> HttpResponse:
    """One's own yes, or taking it back: which one the button says."""
    current = get_object_or_404(Agreement.objects.current(), group=request.group)
    url = reverse("inquiries:agreement", args=[request.group.slug])
    if "take_back" in request.POST:
        if agreeing.take_back(current, membership, at=timezone.now()):
            messages.success(request, _("Your yes is taken back."))
    elif agreeing.say_yes(current, membership, at=timezone.now()):
        messages.success(request, _("You said yes to this agreement. You can take it back here."))
    return redirect(url)


@member_view
@require_POST
def yes_of(request: Request, membership: Membership, member_id: UUID) -> HttpResponse:
    """A yes that was heard: whoever holds the group writes it down, and it says so."""
    current = get_object_or_404(Agreement.objects.current(), group=request.group)
    places = Membership.objects.current().filter(group=request.group).select_related("person")
    member = get_object_or_404(places, pk=member_id)
    if "take_back" in request.POST:
        agreeing.take_back(current, member, at=timezone.now())
    elif agreeing.say_yes(current, member, at=timezone.now(), entered_by=membership):
        words = _("Written down: %(name)s said yes. It says that you entered it.")
        messages.success(request, words % {"name": member.person.short_name})
    return redirect(reverse("inquiries:agreement", args=[request.group.slug]) + "#who")
