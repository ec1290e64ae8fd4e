"""The parts of a group's own page that meetings bring."""

from typing import Any

from django import template
from django.template import Context

from inquiries import access
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from meetings import grouping, inviting, stages

register = template.Library()


@register.inclusion_tag("meetings/group/next.html", takes_context=True)
def group_next(context: Context) -> dict[str, Any]:
    """The meeting ahead, how far it is, and the one thing to do now."""
    group, hat = context["group"], context["hat"]
    meeting = grouping.next_meeting(group)
    is_inviter = hat.role == "integration_manager"
    is_inviting = is_inviter and meeting is not None and not meeting.invited_at
    return {
        "group": group,
        "hat": hat,
        "meeting": meeting,
        "stages": stages.stages(meeting, hat) if meeting else [],
        "to_invite": len(inviting.to_ask(meeting).by_mail) if meeting and is_inviting else 0,
        "may_plan": access.can_write(hat, "meeting plan"),
        "is_inviter": is_inviter,
        "is_inside": isinstance(hat, Membership),
        "has_meetings": bool(grouping.meetings_of(group)),
    }


@register.inclusion_tag("meetings/_we_meet.html")
def group_ahead(group: Group) -> dict[str, Any]:
    """When and where the group meets next, for somebody who is asked to join it."""
    return {"ahead": grouping.next_meeting(group)}


@register.inclusion_tag("meetings/group/took_on.html", takes_context=True)
def group_took_on(context: Context) -> dict[str, Any]:
    """What the group took on: open first, then what was finished lately."""
    group = context["group"]
    return {"group": group, "hat": context["hat"], "took_on": grouping.took_on(group)}


@register.inclusion_tag("meetings/group/aside.html", takes_context=True)
def group_aside(context: Context) -> dict[str, Any]:
    """What waits for the reader, what seniors asked for, and words of the room that may be told."""
    group, hat = context["group"], context["hat"]
    looks_after = access.can_write(hat, "actions")
    meeting = grouping.next_meeting(group)
    waiting = grouping.waiting_for(hat, meeting, looks_after=looks_after)
    return {"group": group, "hat": hat, "meeting": meeting, "waiting": waiting, "quote": grouping.lately(hat)}


@register.inclusion_tag("meetings/group/numbers.html", takes_context=True)
def group_numbers(context: Context) -> dict[str, Any]:
    """What this reader may know of a group from above it."""
    group, hat = context["group"], context["hat"]
    return {
        "numbers": grouping.numbers(group),
        "group": group,
        "sees_attendance": access.can(hat, "attendance", Reach.NUMBERS),
        "sees_actions": access.can(hat, "actions", Reach.NUMBERS),
    }
