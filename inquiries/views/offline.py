"""What a browser keeps for when Clip can't be reached: the service worker, the files it keeps, and one page for nobody in particular."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

WORKER = "js/keeping/worker.js"
# What the recording page is made of, and the page below. Its scripts are named in templates; a test compares.
FILES = [
    "favicon.svg",
    *(f"css/{name}.css" for name in ("tokens", "clip", "forms", "pages", "print")),
    "made/design-system.css",
    "made/atkinson.woff2",
    "django_htmx/htmx-2.min.js",
    "django_htmx/django-htmx.js",
    *(
        f"js/{name}.js"
        for name in (
            *(
                "guard",
                "identifiers",
                "session",
                "csrf",
                "forms",
                "save-state",
                "focus",
                "still-there",
                "record",
                "pause",
                "people",
                "photograph",
            ),
            *(
                f"keeping/{name}"
                for name in (
                    *("store", "queue", "capture", "merge", "unsent", "others", "snapshot"),
                    *("elsewhere", "offline"),
                )
            ),
        )
    ),
]


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Drawn without the request, so that it is the same for everybody and holds nothing of anybody."""
    return HttpResponse(render_to_string("offline.html"))


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Stands at the root, so that it reaches every page. The browser asks for it anew; it is another one when a file is.

    None in development, where files change under it.
    """
    if settings.DEBUG:
        raise Http404
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(worker(), content_type="text/javascript; charset=utf-8", headers=headers)


@cache
def worker() -> str:
    shell = render_to_string("offline.html")
    digest = hashlib.sha256(shell.encode())
    for name in [*FILES, WORKER]:
        digest.update(_file(name).read_bytes())
    told = {
        "VERSION": digest.hexdigest()[:16],
        "SHELL": reverse("inquiries:offline"),
        "STATIC": settings.STATIC_URL,
        "FILES": [static(name) for name in FILES],
    }
    constants = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    return constants + _file(WORKER).read_text()


def _file(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is missing"
    return Path(found)
