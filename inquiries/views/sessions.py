"""How long one stays signed in, for the page that warns in time (static/js/session.js)."""

import time

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from inquiries.gates import before_second_step


@before_second_step
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Seconds left until the idle end and until the absolute one. A GET only looks; a POST begins the hour anew."""
    now = int(time.time())
    began, seen = int(request.session.get("began", now)), int(request.session.get("last_seen", now))
    idle = seen + settings.SESSION_IDLE_SECONDS - now
    return JsonResponse({"idle": idle, "end": began + settings.SESSION_COOKIE_AGE - now})
