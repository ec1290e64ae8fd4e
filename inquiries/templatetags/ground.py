"""What stands under a group: its purpose, agreement and hopes, as other pages show them in a line."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context

from inquiries import access, steps
from inquiries.models import CheckBack, Membership

register = template.Library()
STEPS_OF = {"none": (0, 2), "some": (1, 2), "good": (2, 2), "low": (1, 3), "medium": (2, 3), "high": (3, 3)}


@register.inclusion_tag("parts/level.html")
def level(value: str, kind: str = "") -> dict[str, Any]:
    """Progress or confidence as filled and empty marks; the word stands beside them."""
    filled, whole = STEPS_OF[value]
    return {"marks": [place < filled for place in range(whole)], "kind": kind}


@register.simple_tag
def look_of(looks: Iterable[CheckBack], moment: str) -> CheckBack | None:
    return next((look for look in looks if look.moment == moment), None)


@register.inclusion_tag("parts/next_steps.html", takes_context=True)
def next_steps(context: Context) -> dict[str, Any]:
    """What is still missing under this group, as its reader may mend it."""
    return {"steps": steps.next_steps(context["hat"], context["group"])}


@register.inclusion_tag("parts/agreement_line.html", takes_context=True)
def agreement_line(context: Context) -> dict[str, Any]:
    """What leaves the room by the group agreement, in a line, as the gate of the page has read it."""
    hat, group = context["hat"], context["group"]
    if not isinstance(hat, Membership) or not access.can_read(hat, "group agreement"):
        return {"leaves_room": ""}
    return {"leaves_room": group.leaves_room, "group": group}
