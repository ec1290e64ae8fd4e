"""What recaps draw: the row of meetings as it stood when one of them was over, the same whenever it is read."""

from typing import Any

from django import template

from meetings.models import Meeting
from meetings.templatetags.meetings import Stop

register = template.Library()


@register.inclusion_tag("_thread.html")
def thread_after(meeting: Meeting) -> dict[str, Any]:
    """The row of dots up to this meeting and beyond, without the day of the reader; one query."""
    row = list(Meeting.objects.on().filter(group=meeting.group_id).order_by("number"))
    following = next((other for other in row if other.number > meeting.number), None)
    stops = [Stop(other, is_held=other.number <= meeting.number, is_next=other == following) for other in row]
    return {"stops": stops, "classes": "thread--paper"}
