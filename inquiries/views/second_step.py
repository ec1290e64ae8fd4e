"""Signing in with a passkey, and the second step after a code sent by email."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage
from allauth.core.internal import ratelimit
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inquiries import checking, factors, regaining, tasks, vouching
from inquiries.forms.second_steps import StepForm
from inquiries.forms.signing_in import SignInForm
from inquiries.models import LostStep, User
from inquiries.views.errors import too_many_tries
from inquiries.views.signing_in import LIMITS, answer, signed_in, too_many
from inquiries.views.steps import Try, credential_in, passkey_refused, tried

PAGE = "account/second_step.html"


@login_not_required
@never_cache
@sensitive_post_parameters("credential")
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponseBase:
    """A passkey counts as both steps: it is on a device that one has, and opens by what one is or knows."""
    if request.user.is_authenticated:
        return signed_in(request)
    if request.method != "POST":
        return redirect("account_login")
    if not ratelimit.consume(request, app=LIMITS, action="passkey"):
        return too_many(request, "account/login.html", SignInForm(request.POST))
    row = checking.passkey(None, credential_in(request), at=timezone.now())
    if row is None or not row.user.is_active:
        form = SignInForm({"email": ""})
        form.errors.clear()
        form.add_error(None, passkey_refused())
        return answer(request, "account/login.html", {"form": form}, status=422)
    checking.note(request, row, is_passwordless=True)
    return _go_on(request, perform_login(request, Login(user=row.user)))


def _go_on(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    return signed_in(request) if request.user.is_authenticated else response


@login_not_required
@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:  # meanwhile, in another tab
        return signed_in(request)
    response: HttpResponseBase = _second_step(request)
    return response


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def _second_step(request: HttpRequest) -> HttpResponseBase:
    stage: LoginStage = request._login_stage  # type: ignore[attr-defined]
    person = stage.login.user
    assert isinstance(person, User)  # the code was right
    found = factors.factors_of(person)
    if not found.any or not person.is_active:  # taken off, or no longer with us, since the code was asked for
        return start_again(request)
    if request.method != "POST":
        return _page(request, Try(StepForm(found=found)), found)
    this = tried(request, person, found)
    if this.is_one_too_many:
        return too_many(request, PAGE, this.form, **_about(found))
    if this.row is None:
        return _page(request, this, found, status=422)
    checking.note(request, this.row)
    tasks.wake()
    return _go_on(request, stage.exit())


def start_again(request: HttpRequest) -> HttpResponse:
    clear_login(request)
    return redirect("account_login")


def _page(request: HttpRequest, this: Try, found: factors.Factors, status: int = 200) -> HttpResponse:
    return answer(request, PAGE, _about(found) | {"form": this.form}, status=status)


def _about(found: factors.Factors) -> dict[str, Any]:
    return {"found": found, "action": resolve_url("mfa_authenticate")}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_step(request: HttpRequest) -> HttpResponseBase:
    """After the code from the mail: "I can't do the second step any more"."""
    if request.user.is_authenticated:
        return signed_in(request)
    response: HttpResponseBase = _lost_step(request)
    return response


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def _lost_step(request: HttpRequest) -> HttpResponseBase:
    person: User = request._login_stage.login.user  # type: ignore[attr-defined]
    now = timezone.now()
    if request.method == "POST":
        if not ratelimit.consume(request, app=LIMITS, action="lost_step", key=str(person.pk)):
            return too_many_tries(request)
        regaining.ask(person, at=now)
        tasks.wake()
        return redirect("inquiries:lost-step-ask")
    context = {
        "vouchers": vouching.vouchers_of(person),
        "needed": vouching.NEEDED,
        "waiting": LostStep.objects.waiting(now).filter(person=person).first(),
    }
    return render(request, "account/lost_step_ask.html", context)
