"""The round of updates, one open action at a time; who is here; and who hears of it this evening."""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from uuid import UUID

from inquiries.models import Membership, Message, Organisation
from meetings.following_up import key_of
from meetings.models import Action, ActionUpdate, Attendance, Meeting
from meetings.reading import Sheet


@dataclass(frozen=True)
class Round:
    """Where the round stands: the action that is asked about, its place, and the one to go to instead.

    `said` is what was kept of this action in this meeting already: saving again puts other words in its place.
    """

    action: Action | None
    place: int
    total: int
    later: UUID | None
    said: ActionUpdate | None

    @property
    def is_over(self) -> bool:
        return self.total > 0 and self.action is None


def round_of(meeting: Meeting, chosen: UUID | None = None, sheet: Sheet | None = None) -> Round:
    """The round of updates of a meeting, at `chosen` or the first action not yet heard of here."""
    sheet = sheet or Sheet(meeting)
    heard = {update.action_id: update for update in sheet.told}
    actions = [action for action in sheet.actions.values() if _is_due(action, meeting, heard)]
    unheard = [action for action in actions if action.pk not in heard]
    action = next((a for a in actions if a.pk == chosen), None) or next(iter(unheard), None)
    place = actions.index(action) + 1 if action else 0
    others = [a.pk for a in [*actions[place:], *actions[:place]] if a in unheard and a != action]
    return Round(
        action, place, len(actions), next(iter(others), None), heard.get(action.pk) if action else None
    )


def _is_due(action: Action, meeting: Meeting, heard: Container[UUID]) -> bool:
    """What was taken on before this meeting and is not finished, and all that was heard of in it."""
    if action.meeting_id == meeting.pk or action.removed_at:
        return False
    return action.pk in heard or not (action.is_finished or action.state == Action.State.OFFERED)


@dataclass(frozen=True)
class Here:
    """Who is here, by sector: rows of (sector, its label, members with `is_here`)."""

    sectors: list[tuple[str, str, list[Membership]]]
    people: int
    organisations: int


def who_is_here(meeting: Meeting, sheet: Sheet | None = None) -> Here:
    """Everybody of the group by sector, with who is here."""
    sheet = sheet or Sheet(meeting)
    by_sector: dict[str, list[Membership]] = defaultdict(list)
    for member in sheet.members:
        member.is_here, member.is_new = member.here_from is not None, bool(member.walked_in)  # type: ignore[attr-defined]
        if not member.is_informed_only:
            by_sector[member.organisation.sector].append(member)
    came_from = [m.here_from for m in sheet.people.values() if m.here_from]  # type: ignore[attr-defined]
    labels = dict(Organisation.Sector.choices)
    sectors = [(key, str(labels[key]), by_sector[key]) for key in labels if by_sector[key]]
    return Here(sectors, len(came_from), len(set(came_from)))


@dataclass(frozen=True)
class Came:
    """Who came to a meeting, by sector and name, each from the organisation of that day; also those who left since."""

    rows: list[Attendance]

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def organisations(self) -> int:
        return len({row.organisation_id for row in self.rows})


def who_came(meeting: Meeting) -> Came:
    """One query."""
    order = Organisation.Sector.values
    rows = Attendance.objects.present().filter(meeting=meeting).for_listing()
    return Came(sorted(rows, key=lambda row: order.index(row.organisation.sector)))


def told_this_evening(meeting: Meeting, sheet: Sheet | None = None) -> int:
    """How many people are to get a mail on what they took on or are asked to take on here; one query of its own."""
    sheet = sheet or Sheet(meeting)
    agreed = [action for action in sheet.agreed if not action.is_finished and not action.lead.left_on]
    leads = {action.lead_id for action in agreed if action.lead.person.email}
    return len(leads) - Message.objects.filter(key__in=[key_of(meeting, lead) for lead in leads]).count()
