"""How a group is doing as it is read on the page and on paper: the same charts, titles and figures, drawn once."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inquiries import rendering
from inquiries.models import Document, Group
from meetings import grouping
from practices import checking, progress, progress_charts, spread_charts
from practices.sketching import FRAMES

Told = dict[str, Any]


def told(group: Group, *, at: datetime) -> Told:
    """Three charts, each with its title and its figures; the practice checks of closed meetings alone. Three queries."""
    meetings, day = grouping.meetings_of(group), localdate(at)
    agreed = progress.agreed(group, meetings)
    stages = progress.stages(group, day)
    checked = checking.spreads(group, [meeting for meeting in meetings if meeting.is_held])
    return {
        "group": group,
        "day": day,
        "agreed": agreed,
        "whole": progress.together(agreed),
        "actions_title": progress_charts.title_of_actions(agreed),
        "actions": [progress_charts.draw_actions(agreed, frame) for frame in FRAMES],
        "stages": stages,
        "stage_rows": progress_charts.stage_rows(stages),
        "stages_title": progress_charts.title_of_stages(stages),
        "tests": [progress_charts.draw_stages(stages, frame) for frame in FRAMES],
        "checked": [one for one in checked if one.spreads],
        "checks_title": spread_charts.title_of(checked),
        "checks": [spread_charts.draw(checked, frame) for frame in FRAMES],
    }


def holds_something(page: Told) -> bool:
    """Whether there is anything to put on paper."""
    return bool(page["whole"].total or page["stages"].total or page["checked"])


def _title(group: Group) -> str:
    return _("How we are doing, %(group)s") % {"group": group.name}


def paper(page: Told) -> str:
    """The page that the PDF is drawn from: the wide drawing of each chart."""
    context = page | {"title": _title(page["group"]), "is_paper": True}
    return render_to_string("practices/print/progress.html", context)


def order(page: Told, *, at: datetime) -> Document:
    """Have it drawn as it stands today; the one that is there already, or on its way, is the answer."""
    group: Group = page["group"]
    name = f"{group.slug}-how-we-are-doing-{page['day']:%Y-%m-%d}.pdf"
    html = paper(page)
    return rendering.order(group=group, title=_title(group)[:200], file_name=name[:120], html=html, at=at)


def current(page: Told) -> Document | None:
    """The drawn one that says what the page says now; one of another day is never given out. One query."""
    key = rendering.key_of(page["group"], paper(page))
    return Document.objects.filter(key=key).first()
