"""What the recording page offers besides the round: the ways to small tests, barriers, differences, stories, and back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings.models import Meeting
from meetings.reading import Sheet
from meetings.views.plan import meeting_of
from practices import recounting

TEMPLATE = "practices/recording/part.html"
WAYS: tuple[tuple[Promise, str, str], ...] = (
    (_("A small test"), "practices:small-test-begin", ""),
    (_("A small difference"), "practices:change-add", ""),
    (_("A barrier"), "practices:barrier-add", ""),
    (_("A story"), "practices:story-tell", ""),
    (_("A priority"), "practices:priority-add", ""),
    (_("A line of the scenario plan"), "practices:line-add", ""),
    (_("What holds us back"), "practices:holding-add", "&whose=ours"),
    (_("An observation of a practice"), "practices:observation-add", ""),
)


def part(request: Request, meeting: Meeting, sheet: Sheet) -> dict[str, Any]:
    """The ways to what is kept beside the record, each of which leads back (settings.RECORD_PARTS); no query."""
    slug = meeting.group.slug
    return {
        "template": TEMPLATE,
        "kept_url": reverse("practices:record-kept", args=[slug, meeting.number]),
        "ways": [(label, f"{reverse(route, args=[slug])}?at=record{more}") for label, route, more in WAYS],
    }


@member_view
@require_safe
def kept(request: Request, membership: Membership, number: int) -> HttpResponse:
    """What was kept at a meeting so far, beside its record; one query."""
    meeting = meeting_of(request, number)
    rows = [row.knot(request.group.slug) for row in recounting.kept_at(meeting)]
    return render(request, "practices/recording/kept.html", {"rows": rows, "meeting": meeting})
