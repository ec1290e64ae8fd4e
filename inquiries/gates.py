"""Gates that ask again who one is, before a change that matters.

`recently_proved` gates a view; `asked_again` is the same for a view that must be proved on some of its paths alone:

    if again := gates.asked_again(request):
        return again

Both do nothing where settings.SECOND_FACTOR_REQUIRED is off: in the demo, where anybody is let in as anybody.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from inquiries import proving
from inquiries.http import sent_from

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]


def asked_again(request: HttpRequest) -> HttpResponse | None:
    """What to answer where somebody has to prove again who they are; None where they need not.

    A form may be sent for twice as long as its page opens: one that was opened in time is never refused at once.
    A fragment is told by 401, so that the page asks over itself and then sends the same again (static/js/session.js).
    """
    is_reading = request.method in ("GET", "HEAD")
    seconds = settings.PROOF_SECONDS * (1 if is_reading else 2)
    if not settings.SECOND_FACTOR_REQUIRED or proving.is_recent(request, seconds, at=timezone.now()):
        return None
    url = reverse("inquiries:prove")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Trigger": "session-expired", "X-Clip-Sign-In": url})
    back = request.get_full_path() if is_reading else sent_from(request)
    return redirect(f"{url}?{urlencode({REDIRECT_FIELD_NAME: back})}")


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
