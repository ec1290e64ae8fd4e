"""The page after sign-in: what needs this person now, what comes next, and their groups."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Prefetch,
    prefetch_related_objects,
)
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from clip import ahead, news, reading
from clip.reading import WAIT_FOR_HELP
from clip.returning import groups_to_catch_up_with
from inquiries import looking, vouching
from inquiries.access import can_write
from inquiries.http import Request
from inquiries.models import Group, Membership, User
from inquiries.roles import Role
from inquiries.templatetags.clip import number_word
from meetings.models import Action, Attendance, Meeting
from meetings.models.actions import QUIET_DAYS, count_carried, last_words
from meetings.templatetags.meetings import stops
from practices import asking, learning
from practices.reporting import falling_due, issuing

SHOWN = 6  # of each kind that needs somebody; the rest is a link to the desk


def today(request: Request) -> HttpResponse:
    since = looking.since(request.session)
    return render(request, "clip/today.html", page(request.user, timezone.now(), since))


def page(user: User, at: datetime, since: datetime | None = None) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries; `since`: when this person was here last."""
    groups = _groups(user, timezone.localdate(at))
    looked_after = [group for group in groups if _looks_after(group)]
    mine, actions = _actions(user, groups, looked_after, at)
    needing = _needing(actions)
    lost = vouching.asked_of(user, at=at)
    asks = (
        [] if looked_after else asking.waiting_for(user, timezone.localdate(at))
    )  # a group asks nobody inside
    beginning = [group for group in looked_after if not group.on_meetings]  # type: ignore[attr-defined]
    nearest = ahead.stands(groups)
    _join_notes(needing, nearest)
    _read_people(needing, _absent_twice(looked_after), groups)
    reports_due, reports = falling_due.on_today(groups)
    reports = sorted([*reports, *issuing.to_read(user, groups)], key=lambda one: one.at, reverse=True)
    return {
        "now": at,
        "needing": needing,
        "mine": mine,
        "title": _title(user, needing.count + len(lost) + len(asks) or len(mine)),
        "next": nearest,
        "first_ahead": nearest[0] if nearest else None,
        "first_group": groups[0] if groups else None,
        "groups": [(group, stops(group.on_meetings, at)) for group in groups],  # type: ignore[attr-defined]
        "has_desk": bool(looked_after),
        "lost": lost,
        "asks": asks,
        "reports_due": reports_due,
        "reports": reports[:SHOWN],
        "over_groups": [] if groups else issuing.beside_groups(user),
        "invited": learning.ahead(looked_after),
        "beginning": beginning,
        "since": since,
        "news": news.since(user, groups, since),
        "returning": groups_to_catch_up_with(groups, mine),
    }


def _groups(user: User, today: date) -> list[Group]:
    """The groups that this person may see, each with its meetings, how many are in it, and their own place there."""
    meetings = Prefetch("meetings", Meeting.objects.on().order_by("number"), to_attr="on_meetings")
    shown = reading.groups(user, today).prefetch_related(meetings)
    places = {place.group_id: place for place in reading.places(user)}
    found = sorted(shown, key=lambda group: ahead.of(group) is None)
    for group in found:  # those that meet again come first
        group.place = places.get(group.pk)  # type: ignore[attr-defined]
        group.is_inside = group.place is not None  # type: ignore[attr-defined]
    return found


def _looks_after(group: Group) -> bool:
    """Whether the reader's place in a group is one that looks after its actions; only those inside it do."""
    place: Membership | None = group.place  # type: ignore[attr-defined]
    return place is not None and can_write(place, "actions")


def _actions(
    user: User, groups: list[Group], looked_after: list[Group], at: datetime
) -> tuple[list[Action], list[Action]]:
    """What this person took on or was offered, and what needs them in the groups that they look after; one query."""
    since = at - timedelta(days=QUIET_DAYS)
    places = {group.place.pk for group in groups if group.place}  # type: ignore[attr-defined]
    known = {group.pk: group for group in groups}
    rows = reading.actions(user, since)
    found = [row for row in rows if row.group_id in known]  # not of a group joined since those were read
    for action in found:
        action.group = known[action.group_id]
    count_carried(found, [meeting for group in groups for meeting in group.on_meetings])  # type: ignore[attr-defined]
    mine = [action for action in found if action.lead_id in places]
    needing = [
        a for a in found if a.group in looked_after and (a.heard_at < since or a.state in WAIT_FOR_HELP)
    ]
    return sorted(mine, key=lambda a: (a.due_on, a.agreed_at)), needing


@dataclass
class Needing:
    """What needs the person who looks after groups, in kinds."""

    stuck: list[Action] = field(default_factory=list)
    back: list[Action] = field(default_factory=list)
    quiet: list[Action] = field(default_factory=list)
    absent: list[Membership] = field(default_factory=list)

    @property
    def shown(self) -> list[Action]:
        return [action for kind in (self.stuck, self.back, self.quiet) for action in kind[:SHOWN]]

    @property
    def gone_quiet(self) -> int:
        return len(self.quiet) + len(self.absent)

    @property
    def count(self) -> int:
        return len(self.stuck) + len(self.back) + len(self.quiet) + len(self.absent)


def _read_people(needing: Needing, absent: list[UUID], groups: list[Group]) -> None:
    """Who was absent, who leads each action that is shown, and what was said of it last; two queries."""
    shown, known = needing.shown, {group.pk: group for group in groups}
    rows = Membership.objects.select_related("person", "organisation")
    people = rows.in_bulk({*absent, *(action.lead_id for action in shown)})
    for action in shown:
        action.lead = people[action.lead_id]
    needing.absent = [people[key] for key in absent]
    for member in needing.absent:
        member.group = known[member.group_id]
    prefetch_related_objects(shown, *last_words())


def _needing(actions: list[Action]) -> Needing:
    needing = Needing()
    kinds = {Action.State.STUCK: needing.stuck, Action.State.BACK: needing.back}
    for action in actions:
        if action.state != Action.State.OFFERED:
            kinds.get(Action.State(action.state), needing.quiet).append(action)
    return needing


def _join_notes(needing: Needing, nearest: list[ahead.Next]) -> None:
    """Give each action the note that waits for its lead, where the reader writes on it: notes go out in her name."""
    notes: dict[Any, Any] = {}
    for meeting in nearest:
        if meeting.membership.role == Role.INTEGRATION_MANAGER:
            notes |= meeting.note_of
    for action in [*needing.stuck, *needing.back, *needing.quiet]:
        action.note = notes.get(action.lead_id)  # type: ignore[attr-defined]


def _absent_twice(groups: list[Group]) -> list[UUID]:
    """Places of members who missed the last two meetings held: a call, perhaps, rather than a message (B10). One query."""
    last_two: dict[Any, list[Meeting]] = {}
    for group in groups:
        held = [meeting for meeting in group.on_meetings if meeting.is_held]  # type: ignore[attr-defined]
        if len(held) >= 2 and ahead.of(group):
            last_two[group.pk] = held[-2:]
    came = Attendance.objects.present().filter(meeting__in=[m for pair in last_two.values() for m in pair])
    members = Membership.objects.current().filter(
        group__in=last_two, is_informed_only=False, role=Role.MEMBER
    )
    away = members.exclude(pk__in=came.values("membership")).order_by("person__name_folded")
    rows = away.values_list("pk", "group", "joined_on")
    return [key for key, group, joined in rows if joined <= last_two[group][0].starts_local.date()]


def _title(user: User, count: int) -> str:
    if not count:
        return _("Nothing needs you today, %(name)s") % {"name": user.short_name}
    number = number_word(count).capitalize()
    if count == 1:
        return _("One thing needs you, %(name)s") % {"name": user.short_name}
    return _("%(number)s things need you, %(name)s") % {"number": number, "name": user.short_name}
