"""Working styles: one's own result first, then the spread across the room at five answers or more."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import strengthening
from inquiries.access import member_view
from inquiries.forms.cards import style_form
from inquiries.http import Request
from inquiries.models import Membership, Style, StyleAnswer


@member_view
@require_safe
def styles(request: Request, membership: Membership) -> HttpResponse:
    own = StyleAnswer.objects.filter(membership=membership).first()
    context: dict[str, Any] = {"own": own, "fewest": strengthening.FEWEST}
    if own:
        context["result"] = [(Style(style).label, count) for style, count in own.chosen]
        context["leading"] = [
            (Style(style).label, strengthening.ABOUT[Style(style)]) for style in own.leading
        ]
    context["spread"] = strengthening.spread_of(request.group) if own else None
    return render(request, "inquiries/styles.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def describe(request: Request, membership: Membership) -> HttpResponse:
    form = style_form(request.POST or None, strengthening.SITUATIONS)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "inquiries/styles_describe.html", {"form": form}, status=status)
    strengthening.answer(membership, form.cleaned_data.values(), on=timezone.localdate())
    return redirect("inquiries:styles", request.group.slug)


@member_view
@require_POST
def take_back(request: Request, membership: Membership) -> HttpResponse:
    if strengthening.take_back(membership):
        messages.success(request, _("Your answers are gone. You can answer again at any time."))
    return redirect("inquiries:styles", request.group.slug)
