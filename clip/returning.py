"""Five lines for whoever is new in a group or missed its last meeting: what it is for, what they missed, what moved, what waits."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from inquiries.models import Group
from inquiries.roles import Role
from meetings.models import Action, Attendance, Meeting, Recap


@dataclass(frozen=True)
class Returning:
    """One group as somebody meets it who was not there last time; nothing stands here that its page would not show them."""

    group: Group
    missed: Meeting
    is_new: bool
    recap_is_out: bool
    done: Action | None  # what was done lately
    ahead: Meeting | None
    waiting: int  # things that wait for them there


def groups_to_catch_up_with(groups: Iterable[Group], mine: Iterable[Action]) -> list[Returning]:
    """The groups, each with its `place` and `on_meetings` read, whose last meeting its member did not see; three queries.

    None where there is no such group, or its member looks after it: they know.
    """
    last = {group: held[-1] for group in groups if _is_member(group) and (held := _held(group))}
    came = set(
        Attendance.objects.present()
        .filter(meeting__in=last.values(), membership__in=[_place(group) for group in last])
        .values_list("meeting", flat=True)
    )
    missed = {group: meeting for group, meeting in last.items() if meeting.pk not in came}
    if not missed:
        return []
    out = set(
        Recap.objects.filter(meeting__in=missed.values(), published_at__isnull=False).values_list(
            "meeting", flat=True
        )
    )
    done = _done_lately(missed)
    waiting = Counter(action.group_id for action in mine)
    return [
        Returning(
            group,
            meeting,
            is_new := _joined_after(group, meeting),
            meeting.pk in out and not is_new,
            done.get(group.pk),
            next((later for later in group.on_meetings if not later.is_held), None),  # type: ignore[attr-defined]
            waiting[group.pk],
        )
        for group, meeting in missed.items()
    ]


def _place(group: Group) -> UUID:
    key: UUID = group.place.pk  # type: ignore[attr-defined]
    return key


def _is_member(group: Group) -> bool:
    return bool(group.place and group.place.role == Role.MEMBER)  # type: ignore[attr-defined]


def _held(group: Group) -> list[Meeting]:
    return [meeting for meeting in group.on_meetings if meeting.is_held]  # type: ignore[attr-defined]


def _joined_after(group: Group, meeting: Meeting) -> bool:
    joined_on = group.place.joined_on  # type: ignore[attr-defined]
    return bool(joined_on > meeting.starts_local.date())


def _done_lately(groups: Iterable[Group]) -> dict[UUID, Action]:
    """What was done last in each group."""
    done = Action.objects.kept().filter(group__in=list(groups), state=Action.State.DONE)
    newest: dict[UUID, Action] = {}
    for action in done.order_by("finished_at"):
        newest[action.group_id] = action
    return newest
