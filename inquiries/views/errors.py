"""What somebody sees when a page can't be shown."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

WAIT_SECONDS = 600


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is out of date: the answer carries a fresh one in its cookie.

    A script is told by a code, and sends the same request once more with the fresh token, so nothing typed is lost.
    """
    get_token(request)
    if request.headers.get("HX-Request") == "true":
        return JsonResponse({"code": "csrf"}, status=403, headers={"X-Clip-Code": "csrf"})
    return render(request, "403_csrf.html", status=403)


def too_many_tries(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A limit was reached: how long to wait, alike for people and programs."""
    template = "429.html#message" if request.headers.get("HX-Request") == "true" else "429.html"
    response = render(request, template, status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
