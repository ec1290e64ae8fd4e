"""What the recording page offers besides the round: a small test, a barrier, a difference, a priority or a story in a line."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from inquiries.models.theory import Level
from meetings import grouping
from meetings.models import Meeting
from meetings.reading import Sheet
from meetings.views.plan import meeting_of
from practices import recounting, tying
from practices.models import Barrier, NoticedChange, Priority, SmallTest, Story
from practices.models.changes import OWN_LEVELS
from practices.views.small_tests import LOOK_AFTER

TEMPLATE = "practices/recording/part.html"
ROUTES: dict[str, tuple[type[Any], Promise]] = {
    "stories": (Story, _("Story")),
    "tried": (SmallTest, _("Small test")),
    "priorities": (Priority, _("Priority")),
    "barriers": (Barrier, _("Barrier")),
    "different": (NoticedChange, _("Noticed change")),
}


def part(request: Request, meeting: Meeting, sheet: Sheet) -> dict[str, Any]:
    """A line for each sort of thing (settings.RECORD_PARTS); no query. What was kept so far, the page asks for by itself."""
    group = meeting.group
    after = [
        one for one in grouping.meetings_of(group) if one.number > meeting.number and not one.cancelled_at
    ]
    today = timezone.localdate()
    return {
        "template": TEMPLATE,
        "kept_url": reverse("practices:record-kept", args=[group.slug, meeting.number]),
        "people": sheet.members,
        "me": request.hat,
        "today": today,
        "look_on": after[0].starts_local.date() if after else today + LOOK_AFTER,
        "quadrants": Barrier.Quadrant.choices,
        "levels": [(value, label) for value, label in Level.choices if value not in OWN_LEVELS],
    }


@member_view
@require_safe
def kept(request: Request, membership: Membership, number: int) -> HttpResponse:
    """What was kept at a meeting so far, as a fragment of its recording page; one query."""
    meeting = meeting_of(request, number)
    rows = [
        {
            "label": ROUTES[row.sort][1],
            "words": row.what,
            "url": reverse(
                tying.SORTS[tying.KINDS[ROUTES[row.sort][0]]].route, args=[request.group.slug, row.key]
            ),
        }
        for row in recounting.kept_at(meeting)
    ]
    return render(request, "practices/recording/kept.html", {"rows": rows})
