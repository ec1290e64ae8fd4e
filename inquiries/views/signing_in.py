"""Signing in and out: the address, the code, and the way back to where one was."""

import time
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows import logout
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage
from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inquiries import passkeys, signing_in
from inquiries.forms.signing_in import CodeForm, SignInForm
from inquiries.views.errors import too_many_tries

LIMITS = "allauth.account"


def is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is filled from: nothing where it is only opened."""
    return request.POST if request.method == "POST" else None


def way_back(request: HttpRequest) -> str:
    """Where this person was going, if that is a page of ours; else nothing."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    return asked if signing_in.is_our_path(asked) else ""


def answer(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of signing in, or its form alone for the dialog over another page."""
    template = f"{page}#form" if is_fragment(request) else page
    context |= {
        "next": way_back(request),
        "is_over_page": is_fragment(request),
        "passkeys_work": passkeys.work_here(),
    }
    return render(request, template, context, status=status)


def signed_in(request: HttpRequest) -> HttpResponse:
    """Send somebody on who has just signed in; the dialog over a page is told, and sends again what was refused."""
    if is_fragment(request):
        get_token(request)  # the cookie with it goes along: the page needs the new one
        who = {"X-Clip-Person": str(request.user.pk)}  # another person's words are not sent again
        return HttpResponse(status=204, headers={"HX-Trigger": "signed-in"} | who)
    return redirect(way_back(request) or resolve_url(settings.LOGIN_REDIRECT_URL))


def too_many(request: HttpRequest, page: str, form: forms.Form, **context: Any) -> HttpResponse:
    """A limit was reached. Over a page the form stays, and says so itself."""
    response = too_many_tries(request)
    if is_fragment(request):
        form.errors.clear()
        form.add_error(None, _("Too many tries. Wait 10 minutes, then try again."))
        response.content = answer(request, page, context | {"form": form}).content
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("email")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return signed_in(request)
    if request.method != "POST":
        return answer(request, "account/login.html", {"form": SignInForm()})
    form = SignInForm(request.POST)
    if not ratelimit.consume(request, app=LIMITS, action="login"):
        return too_many(request, "account/login.html", form)
    if not form.is_valid():
        return answer(request, "account/login.html", {"form": form}, status=422)
    return _send_code(request, form)


def _send_code(request: HttpRequest, form: SignInForm) -> HttpResponse:
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, app=LIMITS, action="request_login_code", key=email):
        return too_many(request, "account/login.html", form)
    began = time.monotonic()
    try:
        signing_in.ask_for_code(request, email)
    except signing_in.MAIL_PROBLEMS:
        form.add_error(None, _("We can’t send emails just now. Wait a few minutes, then try again."))
        return answer(request, "account/login.html", {"form": form}, status=503)
    finally:
        time.sleep(max(0.0, began + settings.SIGN_IN_SECONDS - time.monotonic()))
    url = resolve_url("account_confirm_login_code")
    return redirect(f"{url}{_query(request)}")


def _query(request: HttpRequest) -> str:
    back = way_back(request)
    return f"?{urlencode({REDIRECT_FIELD_NAME: back})}" if back else ""


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:  # meanwhile, in another tab
        return signed_in(request)
    response: HttpResponseBase = _confirm_code(request)
    return response


@login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def _confirm_code(request: HttpRequest) -> HttpResponseBase:
    stage: LoginByCodeStage = request._login_stage  # type: ignore[attr-defined]
    email = str(stage.state["email"])
    process = LoginCodeVerificationProcess.resume(stage)
    if process is None:
        return _begin_again(request, email, _("That code has ended. Ask for a new one."))
    if request.method != "POST":
        return _code_page(request, CodeForm(expected=process.code), email)
    tried = ratelimit.consume(request, app=LIMITS, action="login_failed", key=email)
    form = CodeForm(request.POST, expected=process.code)
    if not tried:
        return too_many(request, "account/confirm_login_code.html", form, **_about_code(email))
    if form.is_valid():
        tried.rollback()
        return _finish(request, process)
    if form.has_error("code", "required"):
        tried.rollback()
    elif not process.record_invalid_attempt():
        return _begin_again(
            request, email, _("That code was wrong too often, so it has ended. Ask for a new one.")
        )
    return _code_page(request, form, email, status=422)


def _code_page(request: HttpRequest, form: CodeForm, email: str, status: int = 200) -> HttpResponse:
    page = "account/confirm_login_code.html"
    return answer(request, page, _about_code(email) | {"form": form}, status=status)


def _about_code(email: str) -> dict[str, Any]:
    return {"email": email, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}


def _finish(request: HttpRequest, process: LoginCodeVerificationProcess) -> HttpResponseBase:
    response = process.finish(way_back(request) or None)
    if request.user.is_authenticated:
        return signed_in(request)
    if response.url == resolve_url("mfa_authenticate"):  # the second step, which knows the way back too
        return redirect(f"{response.url}{_query(request)}")
    return response  # type: ignore[no-any-return]  # somebody who is no longer active


def _begin_again(request: HttpRequest, email: str, why: str) -> HttpResponse:
    clear_login(request)
    form = SignInForm({"email": email})
    form.add_error(None, why)
    return answer(request, "account/login.html", {"form": form}, status=422)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A GET asks first, so that no link or picture signs anybody out."""
    if request.method == "POST":
        logout.logout(request)
        return redirect(settings.LOGOUT_REDIRECT_URL)
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "account/logout.html")
