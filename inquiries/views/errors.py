"""What somebody sees when a page can't be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is out of date: say so, and keep what was typed where htmx sent it."""
    return render(request, "403_csrf.html", status=403)
