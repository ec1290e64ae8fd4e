"""Clip's addresses and one more: the bare view, which shows what a page costs before it says anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from clip.urls import handler429
from clip.urls import urlpatterns as clips
from inquiries.models import Programme

__all__ = ["handler429", "urlpatterns"]


def bare(request: HttpRequest) -> HttpResponse:
    """Session, sign-in, one query, and the base template with nothing in it."""
    return render(request, "base.html", {"programme": Programme.objects.first()})


urlpatterns = [path("bench/bare/", bare, name="bare"), *clips]
