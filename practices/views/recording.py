"""What the recording page offers besides the round: a small test, a barrier, a difference, a priority or a story in a line."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries.http import Request
from inquiries.models.theory import Level
from meetings import grouping
from meetings.models import Meeting
from meetings.reading import Sheet
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
    """What was kept at this meeting, and a line for each sort of thing (settings.RECORD_PARTS); one query."""
    group = meeting.group
    rows = [
        {
            "label": ROUTES[row.sort][1],
            "words": row.what,
            "url": reverse(tying.SORTS[tying.KINDS[ROUTES[row.sort][0]]].route, args=[group.slug, row.key]),
        }
        for row in recounting.kept_at(meeting)
    ]
    after = [
        one for one in grouping.meetings_of(group) if one.number > meeting.number and not one.cancelled_at
    ]
    today = timezone.localdate()
    return {
        "template": TEMPLATE,
        "rows": rows,
        "people": sheet.members,
        "me": request.hat,
        "today": today,
        "look_on": after[0].starts_local.date() if after else today + LOOK_AFTER,
        "quadrants": Barrier.Quadrant.choices,
        "levels": [(value, label) for value, label in Level.choices if value not in OWN_LEVELS],
    }
