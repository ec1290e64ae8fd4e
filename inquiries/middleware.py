"""What happens to every request: our headers, the ends of a session, and closed by default."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponseBase]


class OurHeaders:
    """Marks each answer as Clip's own, and keeps what a signed-in person sees out of every cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["X-App"] = "1"  # a hall's captive portal has none, and is never swapped into a page
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        patch_vary_headers(response, ["HX-Request"])
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response


class SessionEnds:
    """Ends a session an hour after its last request; its absolute end is the cookie's age."""

    KEY = "last_seen"

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(self.KEY, now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen >= 60 or self.KEY not in request.session:
                request.session[self.KEY] = now  # at most one write a minute
                request.session.set_expiry(self._until_the_absolute_end(request, now))
        return self.get_response(request)

    def _until_the_absolute_end(self, request: HttpRequest, now: int) -> int:
        """Seconds left of the twelve hours since sign-in: saving a session must not begin them anew."""
        began = request.session.setdefault("began", now)
        return max(1, int(began) + settings.SESSION_COOKIE_AGE - now)


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for sign-in unless it says otherwise.

    A fragment gets 401, never a redirect: the page keeps what was typed, signs in over itself and sends it again.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., object]) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Trigger": "session-expired"})
        return super().handle_no_permission(request, view_func)  # type: ignore[return-value]
