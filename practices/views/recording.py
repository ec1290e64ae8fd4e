"""What the recording page offers besides the round: the ways to small tests, barriers, differences, stories, and back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings.models import Meeting
from meetings.reading import Sheet
from meetings.views.keeping import keeping, once
from meetings.views.plan import meeting_of
from meetings.views.record import page_of, url_of
from practices import jotting, recounting
from practices.forms.jotted import JottedForm

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
    """A box for a line, and the ways to what wants more, each of which leads back (settings.RECORD_PARTS); no query."""
    slug = meeting.group.slug
    return {
        "form": JottedForm(meeting=meeting),
        "template": TEMPLATE,
        "kept_url": reverse("practices:record-kept", args=[slug, meeting.number]),
        "ways": [(label, f"{reverse(route, args=[slug])}?at=record{more}") for label, route, more in WAYS],
    }


@keeping
def jot(request: Request, membership: Membership, meeting: Meeting) -> HttpResponse:
    """Keep a line; the box comes back empty, for another of the same, with the way to what was kept."""
    form = JottedForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _box(request, meeting, form, status=422)
    said = form.cleaned_data
    row = once(
        request,
        meeting,
        lambda at: jotting.jot(
            meeting, said["sort"], said["text"], by=membership, at=at, client_key=said["client_key"]
        ),
    )
    if not request.htmx:
        return redirect(f"{url_of(meeting)}#also")
    return _box(request, meeting, JottedForm(meeting=meeting, initial={"sort": said["sort"]}), row=row)


def _box(
    request: Request, meeting: Meeting, form: JottedForm, *, status: int = 200, row: Any = None
) -> HttpResponse:
    if row is not None:
        row.group = meeting.group
    if request.htmx:
        return render(
            request,
            "practices/recording/jotted.html",
            {"meeting": meeting, "form": form, "row": row},
            status=status,
        )
    page = page_of(request, meeting)
    for added in page["added"]:
        if added["template"] == TEMPLATE:
            added["form"] = form
    return render(request, "meetings/record.html", page, status=status)


@member_view
@require_safe
def kept(request: Request, membership: Membership, number: int) -> HttpResponse:
    """What was kept at a meeting so far, beside its record; one query."""
    meeting = meeting_of(request, number)
    rows = [row.knot(request.group.slug) for row in recounting.kept_at(meeting)]
    return render(request, "practices/recording/kept.html", {"rows": rows, "meeting": meeting})
