"""What Clip keeps of you: the page that says so, and all of it as a file, for oneself alone."""

import logging

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clip.keeping import copying
from clip.keeping.copy_files import FORMATS
from inquiries import gates, keeping
from inquiries.http import Request
from meetings import asking_first

logger = logging.getLogger(__name__)


@require_safe
def own_copy(request: Request) -> HttpResponse:
    files = [(one.button, reverse("own-copy-file", args=[name])) for name, one in FORMATS.items()]
    terms = [sentence for sentence in keeping.terms().values() if sentence]
    told = asking_first.said_by(request.user).filter(may_be_quoted=True).order_by("-recorded_at")
    return render(request, "clip/own_copy.html", {"files": files, "terms": terms, "quotes": told})


@require_safe
def own_copy_file(request: Request, format: str) -> HttpResponseBase:  # noqa: A002 - as the address says
    """All of it as of now; whoever signs in with a second step proves again who they are."""
    if format not in FORMATS:
        raise Http404
    if again := gates.asked_again(request):
        return again
    kind, now = FORMATS[format], timezone.now()
    content = kind.make(copying.copy_of(request.user), request.user, now)
    logger.info("Handed out a copy of what is kept about %s, to them, as %s.", request.user.pk, format)
    name = f"clip-{timezone.localdate(now).isoformat()}.{kind.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind.content_type, headers=headers)
