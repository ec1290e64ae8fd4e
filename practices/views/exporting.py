"""Taking with one what one may read of a group: the page that says what is in it, and the file."""

import logging
import tempfile

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inquiries import gates
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from practices import exporting

logger = logging.getLogger(__name__)


@group_view
@require_safe
def export(request: Request, hat: Hat) -> HttpResponseBase:
    files = [
        (one.button, reverse("practices:export-file", args=[request.group.slug, name]))
        for name, one in exporting.FORMATS.items()
    ]
    context = {
        "group": request.group,
        "hat": hat,
        "is_inside": isinstance(hat, Membership),
        "contents": exporting.contents(request.group, hat),
        "files": files,
    }
    return render(request, "practices/export.html", context)


@group_view
@require_safe
def export_file(request: Request, hat: Hat, format: str) -> HttpResponseBase:  # noqa: A002 - as the address says
    """The file as of now: written to the disk of this machine, read from there, and gone."""
    if format not in exporting.FORMATS:
        raise Http404
    if again := gates.asked_again(request):
        return again
    kind = exporting.FORMATS[format]
    with tempfile.TemporaryFile() as file:
        rows = exporting.write(exporting.reader_of(request.user, request.group, hat), format, file)
        file.seek(0)
        content = file.read()  # a few megabytes at most; nothing stays open for an answer that nobody reads
    logger.info(
        "Exported %s rows of %s as %s to %s, %s.", rows, request.group.pk, format, request.user.pk, hat.role
    )
    name = f"{request.group.slug}-{timezone.localdate().isoformat()}.{kind.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind.content_type, headers=headers)
