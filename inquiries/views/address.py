"""Changing one's own email address: the new one, then the code that was sent to it."""

import time

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inquiries import codes, readdressing, signing_in, tasks
from inquiries.forms.second_steps import AddressForm, MailedCodeForm
from inquiries.gates import recently_proved
from inquiries.http import Request
from inquiries.views.errors import too_many_tries
from inquiries.views.signing_in import LIMITS, posted

SLOT = "new_address"


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: Request) -> HttpResponse:
    form = AddressForm(posted(request), now=request.user.email or "")
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/address.html", {"form": form}, status=422 if form.errors else 200)
    key = f"address:{request.user.pk}"
    if not ratelimit.consume(request, app=LIMITS, action="request_login_code", key=key):
        return too_many_tries(request)
    began = time.monotonic()
    try:
        codes.send(
            request,
            SLOT,
            request.user,
            "inquiries/emails/new_address",
            to=form.cleaned_data["email"],
            at=timezone.now(),
        )
    except signing_in.MAIL_PROBLEMS:
        form.add_error(None, _("We can’t send emails just now. Wait a few minutes, then try again."))
        return render(request, "account/address.html", {"form": form}, status=503)
    finally:  # as long for an address that is somebody else's
        time.sleep(max(0.0, began + settings.SIGN_IN_SECONDS - time.monotonic()))
    return redirect("inquiries:address-code")


@recently_proved
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def address_code(request: Request) -> HttpResponse:
    now = timezone.now()
    to = codes.waiting_for(request, SLOT, at=now)
    if not to:
        messages.info(request, _("That code has ended. Ask for a new one."))
        return redirect("inquiries:address")
    form = MailedCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        key = f"address:{request.user.pk}"
        if not ratelimit.consume(request, app=LIMITS, action="login_failed", key=key):
            return too_many_tries(request)
        if codes.fits(request, SLOT, form.cleaned_data["code"], at=now) and readdressing.move(
            request, request.user, to, at=now
        ):
            tasks.wake()
            messages.success(request, _("Codes and messages go to %(email)s from now on.") % {"email": to})
            return redirect("inquiries:account")
        form.say_wrong()
    context = {"form": form, "email": to, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}
    return render(request, "account/address_code.html", context, status=422 if form.errors else 200)
