"""Proving again who one is, before a change that matters: with the second step, or by a code where there is none."""

from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inquiries import codes, factors, proving, signing_in, tasks
from inquiries.forms.second_steps import MailedCodeForm, StepForm
from inquiries.gates import before_second_step
from inquiries.http import Request
from inquiries.views.signing_in import LIMITS, answer, signed_in, too_many
from inquiries.views.steps import Try, tried

PAGE = "account/prove.html"
SLOT = "proof"


@before_second_step
@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: Request) -> HttpResponse:
    found = factors.factors_of(request.user)
    return _by_step(request, found) if found.any else _by_mail(request)


def _by_step(request: Request, found: factors.Factors) -> HttpResponse:
    about: dict[str, Any] = {"found": found, "action": resolve_url("inquiries:prove")}
    if request.method != "POST":
        return answer(request, PAGE, about | {"form": StepForm(found=found)})
    this: Try = tried(request, request.user, found)
    if this.is_one_too_many:
        return too_many(request, PAGE, this.form, **about)
    if this.row is None:
        return answer(request, PAGE, about | {"form": this.form}, status=422)
    tasks.wake()
    return _proved(request, second_step=True)


def _proved(request: HttpRequest, *, second_step: bool) -> HttpResponse:
    proving.note_proof(request, second_step=second_step, at=timezone.now())
    return signed_in(request)


def _by_mail(request: Request) -> HttpResponse:
    """Somebody without a second step: a fresh code to their address."""
    about: dict[str, Any] = {"found": None, "email": request.user.email, "was_sent": True}
    form = MailedCodeForm()
    if request.method == "POST" and "code" in request.POST:
        form = MailedCodeForm(request.POST)
        if not ratelimit.consume(request, app=LIMITS, action="login_failed", key=f"proof:{request.user.pk}"):
            return too_many(request, PAGE, form, **about)
        if form.is_valid() and codes.fits(request, SLOT, form.cleaned_data["code"], at=timezone.now()):
            return _proved(request, second_step=False)
        if form.is_valid():
            form.say_wrong()
    elif request.method == "POST":
        return _send(request, about)
    about["was_sent"] = bool(codes.waiting_for(request, SLOT, at=timezone.now()))
    return answer(request, PAGE, about | {"form": form}, status=422 if form.errors else 200)


def _send(request: Request, about: dict[str, Any]) -> HttpResponse:
    form = MailedCodeForm()
    if not ratelimit.consume(
        request, app=LIMITS, action="request_login_code", key=f"proof:{request.user.pk}"
    ):
        return too_many(request, PAGE, form, **about | {"was_sent": False})
    try:
        codes.send(
            request,
            SLOT,
            request.user,
            "inquiries/emails/code",
            to=request.user.email or "",
            at=timezone.now(),
        )
    except signing_in.MAIL_PROBLEMS:
        form = MailedCodeForm({})
        form.errors.clear()
        form.add_error(None, _("We can’t send emails just now. Wait a few minutes, then try again."))
        return answer(request, PAGE, about | {"form": form, "was_sent": False}, status=503)
    return answer(request, PAGE, about | {"form": form})
