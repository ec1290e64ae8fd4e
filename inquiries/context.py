"""What every page knows about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The demo's banner, and the hat and group that a gate found for this page."""
    return {
        "is_demo": settings.CLIP_DEMO,
        "site_url": settings.SITE_URL,
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "hat": getattr(request, "hat", None),
        "group": getattr(request, "group", None),
    }
