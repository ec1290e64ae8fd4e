"""Each member's words on the purpose: said, taken back, and answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inquiries import access, signing_up
from inquiries.access import member_view
from inquiries.forms.purpose import AnswerForm, SignUpForm
from inquiries.http import Request
from inquiries.models import Membership, Purpose, SignUp
from inquiries.views.purpose import page_of, url_of


@member_view
@require_POST
def sign_up(request: Request, membership: Membership) -> HttpResponse:
    current = get_object_or_404(Purpose.objects.current(), group=request.group, term=Purpose.Term.LONG)
    form = SignUpForm(request.POST, readers={"words": access.readers("sign-ups", request.group)})
    if not form.is_valid():
        wrong = page_of(request, membership, sign_up_form=form)
        return render(request, "inquiries/purpose.html", wrong, status=422)
    said = {name: form.cleaned_data[name] for name in ("kind", "words")}
    signing_up.sign_up(current, **said, by=membership, at=timezone.now())
    messages.success(request, _("Saved. You can change it or take it back at any time."))
    return redirect(url_of(request.group, "#your-part"))


@member_view
@require_POST
def remove(request: Request, membership: Membership, sign_up_id: UUID) -> HttpResponse:
    own = get_object_or_404(SignUp.objects.kept().select_related("by__person"), pk=sign_up_id, by=membership)
    if signing_up.withdraw(own, at=timezone.now()):
        undo = reverse("inquiries:sign-up-put-back", args=[request.group.slug, own.pk])
        messages.success(request, _("Your words are taken back. Nobody reads them now."), extra_tags=undo)
    return redirect(url_of(request.group, "#your-part"))


@member_view
@require_POST
def put_back(request: Request, membership: Membership, sign_up_id: UUID) -> HttpResponse:
    """Undo a withdrawal; words said meanwhile stay, and the older ones stay in the bin."""
    own = get_object_or_404(SignUp, pk=sign_up_id, by=membership)
    said_since = SignUp.objects.kept().filter(purpose=own.purpose_id, by=membership)
    if not said_since.exists() and own.put_back():
        messages.success(request, _("Your words are there again."))
    return redirect(url_of(request.group, "#your-part"))


@member_view
@require_POST
def answer(request: Request, membership: Membership, sign_up_id: UUID) -> HttpResponse:
    """Answer what stops somebody."""
    seen = SignUp.objects.visible_to(request.user).kept().filter(purpose__group=request.group)
    found = get_object_or_404(seen, pk=sign_up_id)
    form = AnswerForm(request.POST, about=found)
    if not form.is_valid():
        context = page_of(request, membership)
        for row in context.get("said", []):
            row.form = form if row.pk == found.pk else row.form
        return render(request, "inquiries/purpose.html", context, status=422)
    signing_up.answer(found, form.cleaned_data["answer"], by=membership, at=timezone.now())
    messages.success(request, _("Your answer stands under their words. No message has left."))
    return redirect(url_of(request.group, "#said"))
