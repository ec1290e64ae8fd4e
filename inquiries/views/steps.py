"""What the second step of signing in and proving again share: one try with a code or a passkey, within its limit."""

import json
from dataclasses import dataclass
from typing import Any

from allauth.account.stages import LoginStageController
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inquiries import checking, telling
from inquiries.factors import Factors, Kind
from inquiries.forms.second_steps import StepForm
from inquiries.gates import before_second_step
from inquiries.models import User
from inquiries.telling import Change
from inquiries.views.signing_in import LIMITS


@dataclass
class Try:
    """One try: what it showed, or the form that says why it showed nothing."""

    form: StepForm
    row: Authenticator | None = None
    is_one_too_many: bool = False


def tried(request: HttpRequest, person: User, found: Factors) -> Try:
    """Take what was sent for the second step of this person. A recovery code that is used is told of by mail."""
    limit = ratelimit.consume(request, app=LIMITS, action="login_failed", key=f"second-step:{person.pk}")
    form = StepForm(request.POST, found=found)
    if not limit:
        return Try(form, is_one_too_many=True)
    with transaction.atomic():
        row = _shown(request, person, found, form)
        if row is not None and row.type == Kind.RECOVERY_CODES:
            telling.tell(person, Change.CODE_USED, at=timezone.now())
    if row is not None or form.has_error("code", "required"):
        limit.rollback()
    return Try(form, row)


def _shown(request: HttpRequest, person: User, found: Factors, form: StepForm) -> Authenticator | None:
    now = timezone.now()
    if "credential" in request.POST:
        row = checking.passkey(person, credential_in(request), at=now)
        form.errors.clear()
        if row is None:
            form.add_error(None, passkey_refused())
        return row
    if not form.is_valid():
        return None
    row = checking.code(found, form.cleaned_data["code"], at=now)
    if row is None:
        form.say_wrong()
    return row


def passkey_refused() -> str:
    return _("That passkey did not open the door. Try again, or use another way.")


def credential_in(request: HttpRequest) -> Any:
    """What the browser says of a passkey; nothing where it is not even JSON."""
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError:
        return None


def pending_person(request: HttpRequest) -> User | None:
    """Who has shown the code from their mail, and stands before the second step."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    return stage.login.user if stage else None


@login_not_required
@never_cache
@before_second_step
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_ask(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for a passkey: of who is signed in or on the way, else of whoever is there."""
    if request.method != "POST":
        return redirect("account_login")
    if not ratelimit.consume(request, app=LIMITS, action="passkey"):
        return JsonResponse({}, status=429)
    person = request.user if request.user.is_authenticated else pending_person(request)
    return JsonResponse(checking.ask_passkey(person))
