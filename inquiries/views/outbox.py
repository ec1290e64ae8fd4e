"""The demo's outbox: the mails that left nobody's machine, read by anyone who is signed in to the demo."""

import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from inquiries.models import Message, User
from inquiries.views.messages import page_of

P = ParamSpec("P")
# A mail carries its styles inside, so its frame has a policy of its own; it may neither run nor send anything.
OF_A_MAIL = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [SELF],
    "form-action": [NONE],
    "base-uri": [NONE],
}


def demo_only(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Outside the demo there is no outbox: mails are between Clip and the people who get them."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.CLIP_DEMO:
            raise Http404
        return view(*args, **kwargs)

    return guarded


def _leading_here(request: HttpRequest, words: str) -> str:
    """Words with links to where the demo is read: its mails are written before anybody knows at which port it is served."""
    return re.sub(r"http://localhost(:\d+)?(?=/)", f"{request.scheme}://{request.get_host()}", words)


@demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    """Every mail of the demo, newest first; `?to=` shows one person's."""
    found = Message.objects.for_listing()
    people = User.objects.filter(messages__isnull=False).distinct().order_by("name_folded")
    to = next((person for person in people if str(person.pk) == request.GET.get("to")), None)
    if to:
        found = found.filter(person=to)
    context = {
        "page": page_of(request, found),
        "people": people,
        "to": to,
        "keep": f"&to={to.pk}" if to else "",
    }
    return render(request, "inquiries/outbox.html", context)


@demo_only
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # which knows of views without arguments alone
def outbox_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One mail, as plain text and as HTML."""
    message = get_object_or_404(Message.objects.for_listing(), pk=message_id)
    message.text = _leading_here(request, message.text)
    return render(request, "inquiries/outbox_message.html", {"message": message})


@demo_only
@xframe_options_sameorigin
@csp(OF_A_MAIL)  # type: ignore[arg-type]
def outbox_html(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The HTML of one mail by itself. Its links open in the page round its frame."""
    html = _leading_here(request, get_object_or_404(Message, pk=message_id).html)
    return HttpResponse(html.replace("<a ", '<a target="_top" '))


@demo_only
def outbox_calendar(request: HttpRequest, message_id: UUID) -> HttpResponse:
    message = get_object_or_404(Message.objects.exclude(calendar=""), pk=message_id)
    headers = {"Content-Disposition": 'attachment; filename="invite.ics"'}
    return HttpResponse(message.calendar, content_type="text/calendar; charset=utf-8", headers=headers)
