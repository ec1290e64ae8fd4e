"""Confirming that somebody's second step is lost: what one is asked about, and giving one's word."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries import regaining, tasks, vouching
from inquiries.forms.second_steps import VouchForm
from inquiries.gates import recently_proved
from inquiries.http import Request
from inquiries.models import LostStep


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def lost_step(request: Request, lost_id: UUID) -> HttpResponse:
    theirs = LostStep.objects.filter(person__in=vouching.people_vouched_by(request.user)).for_listing()
    lost = get_object_or_404(theirs, pk=lost_id)
    form = VouchForm(request.POST if request.method == "POST" and "refuse" not in request.POST else None)
    if request.method == "POST" and "refuse" in request.POST:
        return _done(request, lost, regaining.refuse(lost, at=timezone.now()))
    if request.method == "POST" and form.is_valid():
        given = regaining.confirm(lost, by=request.user, how=form.cleaned_data["how"], at=timezone.now())
        return _done(request, lost, given)
    has_said = any(word.by_id == request.user.pk for word in lost.confirmations.all())
    context = {"lost": lost, "form": form, "has_said": has_said}
    context["is_open"] = lost.settled_at is None and lost.ends_at > timezone.now()
    return render(request, "account/lost_step.html", context, status=422 if form.errors else 200)


def _done(request: Request, lost: LostStep, was_it_this: bool) -> HttpResponse:
    if was_it_this:
        messages.success(
            request, _("Thank you. %(name)s hears of it by mail.") % {"name": lost.person.short_name}
        )
        tasks.wake()
    else:
        messages.info(request, _("This was settled already, or you have given your word."))
    return redirect("inquiries:lost-step", lost.pk)
