"""How one signs in: the page of one's passkeys, app, recovery codes and sessions; and what each of them changes."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import enrolling, factors, passkeys, proving, tasks
from inquiries.factors import Passkey
from inquiries.forms.second_steps import AppCodeForm, PasskeyNameForm
from inquiries.gates import before_second_step, recently_proved
from inquiries.http import Request
from inquiries.views.signing_in import answer, is_fragment, posted, signed_in, way_back
from inquiries.views.steps import credential_in, passkey_refused

HERE = "inquiries:signing-in"


@before_second_step
@require_safe
def signing_in_page(request: Request) -> HttpResponse:
    """All ways in; for whom a role asks for a second step and who has none, the page that all others lead to."""
    found = factors.factors_of(request.user)
    is_first = not found.any and settings.SECOND_FACTOR_REQUIRED and factors.must_have_one(request.user)
    if is_fragment(request) and not is_first:
        return signed_in(request)
    return answer(request, "account/how_you_sign_in.html", {"found": found, "is_first": is_first})


# --- passkeys -------------------------------------------------------------------------------------


@before_second_step
@recently_proved
@require_POST
def passkey_make(request: Request) -> JsonResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(enrolling.offer_passkey(request.user))


@before_second_step
@recently_proved
@sensitive_post_parameters("credential")
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_add(request: Request) -> HttpResponse:
    form = PasskeyNameForm(posted(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        name, now = form.cleaned_data["name"], timezone.now()
        if enrolling.add_passkey(request, request.user, credential_in(request), name, at=now):
            messages.success(
                request, _("Your passkey is ready. Sign in with it from now on, on this device.")
            )
            return _added(request)
        form.add_error(None, passkey_refused())
    if request.method == "POST":
        status = 422
    context = {"form": form, "passkeys_work": passkeys.work_here(), "next": way_back(request)}
    return render(request, "account/passkey_add.html", context, status=status)


def _added(request: Request) -> HttpResponse:
    """On to the recovery codes, where there are none yet; else to where one was going."""
    tasks.wake()
    if factors.factors_of(request.user).codes is None:
        return redirect("inquiries:recovery-codes")
    return redirect(way_back(request) or HERE)


def _passkey(request: Request, passkey: str) -> Passkey:
    found = factors.factors_of(request.user).passkey(passkey)
    if found is None:
        raise Http404
    return found


@recently_proved
@require_POST
def passkey_rename(request: Request, passkey: str) -> HttpResponse:
    kept = _passkey(request, passkey)
    form = PasskeyNameForm(request.POST)
    if form.is_valid() and form.cleaned_data["name"]:
        enrolling.rename_passkey(kept, form.cleaned_data["name"])
        messages.success(request, _("It has its new name."))
    else:
        messages.error(request, _("A name has between 1 and 60 characters. It kept its old one."))
    return redirect(HERE)


@recently_proved
@require_POST
def passkey_remove(request: Request, passkey: str) -> HttpResponse:
    kept = _passkey(request, passkey)
    if not enrolling.may_remove(request.user, factors.factors_of(request.user)):
        raise PermissionDenied
    if enrolling.remove_passkey(request, request.user, kept, at=timezone.now()):
        messages.success(
            request, _("That passkey no longer opens your account. Delete it on its device too.")
        )
        tasks.wake()
    return redirect(HERE)


# --- the app --------------------------------------------------------------------------------------


@before_second_step
@recently_proved
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def app_add(request: Request) -> HttpResponse:
    if factors.factors_of(request.user).app is not None:
        return redirect(HERE)
    form = AppCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if enrolling.add_app(request, request.user, form.cleaned_data["code"], at=timezone.now()):
            messages.success(request, _("Your app is ready. Clip asks for its code when you sign in."))
            return _added(request)
        form.say_wrong()
    secret = enrolling.app_secret(request)
    address = enrolling.app_address(request.user, secret)
    context = {
        "form": form,
        "square": enrolling.square(address),
        "address": address,
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "next": way_back(request),
    }
    return render(request, "account/app_add.html", context, status=422 if form.errors else 200)


@recently_proved
@require_POST
def app_remove(request: Request) -> HttpResponse:
    if not enrolling.may_remove(request.user, factors.factors_of(request.user)):
        raise PermissionDenied
    if enrolling.remove_app(request, request.user, at=timezone.now()):
        messages.success(request, _("Clip no longer asks for a code of your app. Delete it there too."))
        tasks.wake()
    return redirect(HERE)


# --- recovery codes and sessions ------------------------------------------------------------------


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: Request) -> HttpResponse:
    """A POST makes ten new codes and shows them, this once."""
    codes: list[str] = []
    if request.method == "POST":
        codes = enrolling.make_codes(
            request, request.user, instead_of=request.POST.get("instead_of", ""), at=timezone.now()
        )
        tasks.wake()
    context = {"codes": codes, "found": factors.factors_of(request.user), "now": timezone.now()}
    context |= {"key": enrolling.codes_key(request.user), "was_sent": request.method == "POST"}
    return render(request, "account/recovery_codes.html", context)


@require_POST
def sign_out_elsewhere(request: Request) -> HttpResponse:
    """End every other session of this person: no proof is asked, since it takes nothing but what others hold."""
    proving.end_other_sessions(request, request.user)
    messages.success(request, _("You are signed out everywhere else. This device stays signed in."))
    return redirect(HERE)
