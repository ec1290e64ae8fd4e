"""The calendar feed: its private address for a calendar program, and the page where one makes, renews and ends it."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inquiries.http import Request
from meetings import feeding
from meetings.models import Feed


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a calendar program reads; 304 while nothing changed, 410 where it was altered or ended."""
    found = Feed.objects.opened(token)
    if found is None:
        return HttpResponse(
            _("This address has ended."), status=410, content_type="text/plain; charset=utf-8"
        )
    # The stamp is the start of the day: what did not change is not sent again all day long.
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    text = feeding.read(found, at=today)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    etag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag=etag, response=answer) or answer


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: Request) -> HttpResponse:
    """Make an address, make another that ends the first, or end it."""
    now = timezone.now()
    if request.method == "POST":
        if "revoke" in request.POST:
            feeding.revoke(request.user, at=now)
            messages.success(request, _("Ended. A calendar program that asks there finds nothing any more."))
        else:
            feeding.make(request.user, at=now)
            messages.success(request, _("Here is your address. One that you had before has ended."))
        return redirect("meetings:own-calendar")
    found = feeding.feed_of(request.user)
    url = feeding.url_of(found) if found else ""
    return render(request, "meetings/own_calendar.html", {"feed": found, "url": url})
