"""What happens to every request: our headers, the ends of a session, and closed by default."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from inquiries import factors, proving
from inquiries.http import sent_from
from inquiries.models import User

logger = logging.getLogger(__name__)
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

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A database that is away comes back: what was sent may be sent again, and a page that keeps things does."""
        if not isinstance(problem, OperationalError | InterfaceError):
            return None
        logger.error("The database did not answer.", exc_info=problem)
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "5"})


class SessionEnds:
    """Ends a session an hour after its last request, and twelve hours after sign-in whatever happens."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = int(time.time())
            if self._has_ended(request.session, now):
                logout(request)
            elif not self._only_looks(request):
                self._note(request.session, now)
        return self.get_response(request)

    def _only_looks(self, request: HttpRequest) -> bool:
        """The page asks by itself how long is left, or what others recorded: that is nobody at work."""
        is_said = "X-Clip-Looks" in request.headers or request.path_info == reverse("inquiries:session")
        return request.method == "GET" and is_said

    def _has_ended(self, session: SessionBase, now: int) -> bool:
        began, seen = int(session.get("began", now)), int(session.get("last_seen", now))
        return now - seen > settings.SESSION_IDLE_SECONDS or now - began >= settings.SESSION_COOKIE_AGE

    def _note(self, session: SessionBase, now: int) -> None:
        """Remember this request: at most one write a minute."""
        if "began" not in session:
            session["began"] = now
        if now - int(session.get("last_seen", 0)) >= min(60, settings.SESSION_IDLE_SECONDS // 10):
            session["last_seen"] = now


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for sign-in unless it says otherwise.

    A fragment gets 401, never a redirect: the page keeps what was typed, signs in over itself and sends it again.
    What one person typed and a device kept is never taken for another's, who has signed in there since.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: Any,
        view_kwargs: Any,
    ) -> HttpResponseBase | None:
        typed_by = request.headers.get("X-Clip-Person")
        if typed_by and request.user.is_authenticated and typed_by != str(request.user.pk):
            return self.handle_no_permission(request, view_func)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # a 401 is no redirect, which the stubs expect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Trigger": "session-expired"})
        if request.method not in ("GET", "HEAD"):
            return redirect_to_login(sent_from(request))
        return super().handle_no_permission(request, view_func)


class SecondStepFirst:
    """Opens nothing before whoever's role asks for a second step has one, and has shown it in this session.

    A fragment gets 401: the page asks over itself, so that what was typed stays.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        is_open = not getattr(view, "login_required", True) or hasattr(view, "before_second_step")
        if is_open or not settings.SECOND_FACTOR_REQUIRED or not isinstance(request.user, User):
            return None
        if proving.has_second_step(request.session) or not factors.must_have_one(request.user):
            return None
        name = "inquiries:prove" if factors.factors_of(request.user).any else "inquiries:signing-in"
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(
                status=401, headers={"HX-Trigger": "session-expired", "X-Clip-Sign-In": reverse(name)}
            )
        back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
        return redirect_to_login(back, reverse(name))
