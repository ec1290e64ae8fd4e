"""Proving who one is: what a session has shown of it, and asking again before a change that matters.

`recently_proved` gates a view; `asked_again` is the same for a view that must be proved on some of its paths alone.
Both do nothing where settings.SECOND_FACTOR_REQUIRED is off: in the demo, where anybody is let in as anybody.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import clear_authentication_records, get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from inquiries import factors
from inquiries.models import User

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]
SECOND_STEP, PROVED_AT = "second_step", "proved_at"


def note_sign_in(request: HttpRequest, person: User) -> None:
    """Remember in a session that has just begun what its sign-in has shown."""
    records = get_authentication_records(request, person)
    request.session[SECOND_STEP] = any(record.get("method") == "mfa" for record in records)
    request.session[PROVED_AT] = int(time.time())
    clear_authentication_records(request)


def note_proof(request: HttpRequest, *, second_step: bool) -> None:
    """Somebody signed in has just proved again who they are; the session goes on under a new key."""
    request.session.cycle_key()
    request.session[PROVED_AT] = int(time.time())
    request.session[SECOND_STEP] = second_step


def end_other_sessions(request: HttpRequest, person: User) -> None:
    """Sign this person out everywhere but here; here the session goes on under a new key."""
    person.forget_sessions()
    update_session_auth_hash(request, person)


def has_second_step(session: SessionBase) -> bool:
    return bool(session.get(SECOND_STEP))


def is_recent(request: HttpRequest, seconds: int) -> bool:
    """Whether this session proved who it is within so many seconds, with the second step where the person has one."""
    proved_at = int(request.session.get(PROVED_AT, 0))
    if time.time() - proved_at >= seconds:
        return False
    assert isinstance(request.user, User)
    return has_second_step(request.session) or not factors.factors_of(request.user).any


def asked_again(request: HttpRequest) -> HttpResponse | None:
    """What to answer where somebody has to prove again who they are; None where they need not.

    A form may be sent for twice as long as its page opens: one that was opened in time is never refused at once.
    A fragment is told by 401, so that the page asks over itself and then sends the same again (static/js/session.js).
    """
    is_reading = request.method in ("GET", "HEAD")
    seconds = settings.PROOF_SECONDS * (1 if is_reading else 2)
    if not settings.SECOND_FACTOR_REQUIRED or is_recent(request, seconds):
        return None
    url = reverse("inquiries:prove")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Trigger": "session-expired", "X-Clip-Sign-In": url})
    back = request.get_full_path() if is_reading else _page_of_the_form(request)
    return redirect(f"{url}?{urlencode({REDIRECT_FIELD_NAME: back})}")


def _page_of_the_form(request: HttpRequest) -> str:
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return sent_from.path if sent_from.netloc == request.get_host() and sent_from.path else "/"


def recently_proved(view: View[P]) -> View[P]:
    """Gate a view that changes who may do what, or hands much out: roles, addresses, second steps, exports."""

    @wraps(view)
    def gated(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return asked_again(request) or view(request, *args, **kwargs)

    return gated  # type: ignore[return-value]  # wraps() names the argument


def before_second_step(view: View[P]) -> View[P]:
    """Mark a view that opens before its person has the second step that their role asks for."""
    view.before_second_step = True  # type: ignore[attr-defined]
    return view
