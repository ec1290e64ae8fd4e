"""The page after sign-in: what needs this person now, what comes next, and their groups."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries.http import Request
from inquiries.models import Group, Membership, User
from inquiries.policy import Reach
from inquiries.roles import Role
from inquiries.templatetags.clip import number_word
from meetings.models import Action, Attendance, Invitation, Meeting, Nudge
from meetings.models.actions import QUIET_DAYS
from meetings.templatetags.meetings import stops


def today(request: Request) -> HttpResponse:
    return render(request, "clip/today.html", page(request.user, timezone.now()))


def page(user: User, at: datetime) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries."""
    groups = _groups(user)
    needing = _needing(user, at)
    mine = _mine(user)
    ahead = _next(user, groups, at)
    _join_notes(needing, ahead)
    return {
        "now": at,
        "needing": needing,
        "mine": mine,
        "title": _title(user, needing, mine),
        "next": ahead,
        "first_ahead": ahead[0] if ahead else None,
        "first_group": groups[0] if groups else None,
        "groups": [(group, stops(group.on_meetings, at)) for group in groups],  # type: ignore[attr-defined]
    }


def _groups(user: User) -> list[Group]:
    meetings = Prefetch("meetings", Meeting.objects.on().order_by("number"), to_attr="on_meetings")
    members = Membership.objects.current().filter(group=OuterRef("pk")).order_by().values("group")
    counted = Subquery(members.annotate(n=Count("pk")).values("n"))
    inside = Exists(Membership.objects.current().filter(group=OuterRef("pk"), person=user))
    shown = Group.objects.where(user, "group").for_listing().prefetch_related(meetings)
    found = shown.annotate(members=counted, is_inside=inside)
    return sorted(found, key=lambda group: _ahead(group) is None)  # those that meet again come first


def _ahead(group: Group) -> Meeting | None:
    """The first meeting of a group whose record is not closed."""
    return next((meeting for meeting in group.on_meetings if not meeting.is_held), None)  # type: ignore[attr-defined]


@dataclass
class Needing:
    """What needs the person who looks after groups, in kinds."""

    stuck: list[Action] = field(default_factory=list)
    back: list[Action] = field(default_factory=list)
    quiet: list[Action] = field(default_factory=list)
    absent: list[Membership] = field(default_factory=list)

    @property
    def gone_quiet(self) -> int:
        return len(self.quiet) + len(self.absent)

    @property
    def count(self) -> int:
        return len(self.stuck) + len(self.back) + len(self.quiet) + len(self.absent)


def _needing(user: User, at: datetime) -> Needing:
    since = at - timedelta(days=QUIET_DAYS)
    stands = Q(state__in=[Action.State.STUCK, Action.State.BACK]) | Q(heard_at__lt=since)
    actions = Action.objects.to_look_after(user).open().accepted().filter(stands).for_desk()
    needing = Needing(absent=_absent_twice(user))
    kinds = {Action.State.STUCK: needing.stuck, Action.State.BACK: needing.back}
    for action in actions:
        kinds.get(Action.State(action.state), needing.quiet).append(action)
    return needing


def _join_notes(needing: Needing, ahead: "list[Next]") -> None:
    """Give each action the note that waits for its lead, where the reader writes on it: notes go out in her name."""
    notes: dict[Any, Any] = {}
    for meeting in ahead:
        if meeting.membership.role == Role.INTEGRATION_MANAGER:
            notes |= meeting.note_of
    for action in [*needing.stuck, *needing.back, *needing.quiet]:
        action.note = notes.get(action.lead_id)  # type: ignore[attr-defined]


def _absent_twice(user: User) -> list[Membership]:
    """Members who missed the last two meetings held: a call, perhaps, rather than a message (B10)."""
    held = Meeting.objects.held().filter(
        group__in=Group.objects.where(user, "attendance", Reach.WRITE), group__meetings__closed_at=None
    )
    last_two: dict[Any, list[Meeting]] = defaultdict(list)
    for meeting in held.distinct().order_by("-number"):
        if len(last_two[meeting.group_id]) < 2:
            last_two[meeting.group_id].append(meeting)
    pairs = [pair for pair in last_two.values() if len(pair) == 2]
    came = Attendance.objects.present().filter(meeting__in=[meeting for pair in pairs for meeting in pair])
    earliest = {pair[0].group_id: pair[1].starts_local.date() for pair in pairs}
    members = Membership.objects.current().filter(
        group__in=earliest, is_informed_only=False, role=Role.MEMBER
    )
    away = members.exclude(pk__in=came.values("membership")).for_listing()
    return [member for member in away if member.joined_on <= earliest[member.group_id]]


def _mine(user: User) -> list[Action]:
    """What this person took on or was offered, in every group."""
    mine = Action.objects.kept().open().filter(lead__person=user, lead__left_on=None)
    return list(mine.for_listing().order_by("due_on", "agreed_at"))


def _title(user: User, needing: Needing, mine: list[Action]) -> str:
    count = needing.count or len(mine)
    if not count:
        return _("Nothing needs you today, %(name)s") % {"name": user.short_name}
    number = number_word(count).capitalize()
    if count == 1:
        return _("One thing needs you, %(name)s") % {"name": user.short_name}
    return _("%(number)s things need you, %(name)s") % {"number": number, "name": user.short_name}


@dataclass
class Next:
    """The meeting ahead of one group, as its reader stands to it."""

    meeting: Meeting
    membership: Membership
    counts: dict[str, int]
    own: Invitation | None
    notes: dict[str, int]
    note_of: dict[Any, Any]  # which note waits for a member, by membership
    notes_at: datetime | None

    @property
    def looks_after(self) -> bool:
        return self.membership.role != Role.MEMBER


def _next(user: User, groups: list[Group], at: datetime) -> list[Next]:
    places = {place.group_id: place for place in Membership.objects.current().filter(person=user)}
    ahead = {}
    for group in groups:
        upcoming = _ahead(group)
        if upcoming and group.pk in places:
            upcoming.group = group
            ahead[upcoming.pk] = upcoming
    invitations = defaultdict(list)
    for invitation in Invitation.objects.filter(meeting__in=ahead).select_related("membership"):
        invitations[invitation.meeting_id].append(invitation)
    nudges = defaultdict(list)
    for nudge in Nudge.objects.waiting().filter(meeting__in=ahead):
        nudges[nudge.meeting_id].append(nudge)
    return [
        _stand(places[meeting.group_id], meeting, invitations[meeting.pk], nudges[meeting.pk])
        for meeting in sorted(ahead.values(), key=lambda m: m.starts_at)
    ]


def _stand(place: Membership, meeting: Meeting, invitations: list[Invitation], nudges: list[Nudge]) -> Next:
    answers = [invitation.answer for invitation in invitations]
    coming_from = {i.membership.organisation_id for i in invitations if i.answer == "coming"}
    return Next(
        meeting=meeting,
        membership=place,
        counts={
            "coming": answers.count("coming"),
            "organisations": len(coming_from),
            "cannot": answers.count("cannot"),
            "silent": answers.count(""),
        },
        own=next((i for i in invitations if i.membership_id == place.pk), None),
        notes={
            "ready": sum(1 for n in nudges if not n.held_at),
            "worded": sum(1 for n in nudges if n.words and not n.held_at),
            "held": sum(1 for n in nudges if n.held_at),
        },
        note_of={n.membership_id: n.pk for n in nudges},
        notes_at=min((n.due_at for n in nudges), default=None),
    )
