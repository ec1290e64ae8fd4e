"""What a group's own page says of its meetings and actions, to those inside and to those above."""

from dataclasses import dataclass

from django.db.models import Count, Q

from inquiries import access, gathering
from inquiries.models import Group, Membership
from meetings.models import Action, Attendance, Entry, Invitation, Meeting
from meetings.models.actions import count_carried

FEW = 5  # people: fewer are not counted above the group
SHOWN, LATELY = 12, 4  # actions on a group's own page: open ones, and those done lately


@dataclass(frozen=True)
class Numbers:
    """What may be known above a group: counts, of which those under five are not said."""

    people: int
    organisations: int
    meetings_held: int
    came: int
    actions: int
    done: int


def numbers(group: Group) -> Numbers:
    """The counts of a group, in four queries."""
    members = (
        Membership.objects.current()
        .filter(group=group)
        .aggregate(people=Count("pk"), organisations=Count("organisation", distinct=True))
    )
    actions = (
        Action.objects.kept()
        .filter(group=group)
        .aggregate(actions=Count("pk"), done=Count("pk", filter=Q(state=Action.State.DONE)))
    )
    held = Meeting.objects.held().filter(group=group).count()
    came = Attendance.objects.present().filter(meeting__group=group).values("membership").distinct().count()
    return Numbers(meetings_held=held, came=came, **members, **actions)


def whole_of_a_meeting(group: Group) -> int:
    """What the count of one meeting stands beside above the group, so that the difference tells of nobody.

    The people of the group; where more meetings were held and the number who ever came is told, that.
    """
    found = numbers(group)
    is_told = FEW <= found.came <= found.people - FEW
    return found.came if is_told and found.meetings_held > 1 else found.people


def meetings_of(group: Group) -> list[Meeting]:
    """The meetings of a group in order, as they stood when this page first asked; one query."""
    read: list[Meeting] | None = group.__dict__.get("read_meetings")
    if read is None:
        read = list(Meeting.objects.on().with_progress().filter(group=group).order_by("number"))
        for meeting in read:
            meeting.group = group
        group.__dict__["read_meetings"] = read
    return read


def next_meeting(group: Group) -> Meeting | None:
    """The first whose record is not closed."""
    return next((meeting for meeting in meetings_of(group) if not meeting.is_held), None)


@dataclass(frozen=True)
class Waiting:
    """What waits for one member of a group."""

    mine: list[Action]
    stuck: int
    silent: int

    def __bool__(self) -> bool:
        return bool(self.mine or self.stuck or self.silent)


def waiting_for(membership: Membership, meeting: Meeting | None, *, looks_after: bool) -> Waiting:
    """What they took on and have not finished; for who looks after the group, what is stuck and who has not said."""
    unfinished = open_actions(membership.group)
    mine = [action for action in unfinished if action.lead_id == membership.pk]
    stuck = silent = 0
    if looks_after:
        stuck = sum(action.state in (Action.State.STUCK, Action.State.BACK) for action in unfinished)
        silent = Invitation.objects.silent().filter(meeting=meeting).count() if meeting else 0
    return Waiting(sorted(mine, key=lambda action: (action.due_on, action.agreed_at)), stuck, silent)


def open_actions(group: Group) -> list[Action]:
    """What is not finished, in the order of the desk, as it stood when this page first asked; one query."""
    read: list[Action] | None = group.__dict__.get("read_open_actions")
    if read is None:
        read = group.__dict__["read_open_actions"] = list(group.actions.kept().open().in_desk_order())
        count_carried(read, meetings_of(group))
    return read


@dataclass(frozen=True)
class TookOn:
    """What a group took on, as its own page shows it."""

    open: list[Action]
    more: int  # that are open, and stand in the list of all actions
    done: list[Action]


def took_on(group: Group) -> TookOn:
    """What is open, as far as the page shows it, and what was done lately; three queries beside `open_actions`."""
    unfinished = open_actions(group)
    done = group.actions.kept().filter(state=Action.State.DONE).order_by("-finished_at")
    found = TookOn(unfinished[:SHOWN], max(len(unfinished) - SHOWN, 0), list(done[:LATELY]))
    _name([*found.open, *found.done], group)
    return found


def _name(actions: list[Action], group: Group) -> None:
    """Put to each action of a group who leads it and who helps; one query once everybody in the group is read."""
    people, by_key = gathering.everybody_in(group), {action.pk: action for action in actions}
    for action in actions:
        action.lead = people[action.lead_id]
        action.read_helpers = []  # type: ignore[attr-defined]
    pairs = Action.helpers.through.objects.filter(action__in=actions).order_by("pk")
    for key, member in pairs.values_list("action", "membership"):
        by_key[key].read_helpers.append(people[member])  # type: ignore[attr-defined]


def lately(membership: Membership) -> Entry | None:
    """The newest words that their speaker agreed to, of the meetings whose record this member may read; one query."""
    quotes = Entry.objects.kept().filter(kind=Entry.Kind.QUOTE, may_be_quoted=True)
    readable = {
        meeting.pk: meeting for meeting in meetings_of(membership.group) if _may_read(membership, meeting)
    }
    newest = quotes.filter(meeting__in=readable).select_related("speaker__person").order_by("-recorded_at")
    for quote in newest[:1]:
        quote.meeting = readable[quote.meeting_id]
        return quote
    return None


def _may_read(membership: Membership, meeting: Meeting) -> bool:
    """Whether the record of a meeting is open to this member, as `Entry.objects.visible_to` has it."""
    if access.can_write(membership, "meeting record"):
        return True
    is_out = getattr(meeting, "recap_out_at", None) is not None
    was_in = membership.joined_on <= meeting.starts_local.date()
    return access.can_read(membership, "meeting record") and is_out and was_in
