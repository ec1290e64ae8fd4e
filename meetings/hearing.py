"""The round of updates, one open action at a time; who is here; and who hears of it this evening."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from inquiries.models import Membership, Message, Organisation
from meetings.following_up import key_of
from meetings.models import Action, ActionUpdate, Attendance, Meeting
from meetings.models.actions import ActionQuerySet


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


def round_of(meeting: Meeting, chosen: UUID | None = None) -> Round:
    """The round of updates of a meeting, at `chosen` or the first action not yet heard of here; three queries."""
    told = ActionUpdate.objects.kept().filter(meeting=meeting).order_by("at")
    heard = {update.action_id: update for update in told}
    actions = list(_due(meeting, list(heard)).for_listing().with_carried().order_by("agreed_at", "pk"))
    unheard = [action for action in actions if action.pk not in heard]
    action = next((a for a in actions if a.pk == chosen), None) or next(iter(unheard), None)
    place = actions.index(action) + 1 if action else 0
    others = [a.pk for a in [*actions[place:], *actions[:place]] if a in unheard and a != action]
    return Round(
        action, place, len(actions), next(iter(others), None), heard.get(action.pk) if action else None
    )


def _due(meeting: Meeting, heard: list[UUID]) -> ActionQuerySet:
    """What was taken on before this meeting and is not finished, and all that was heard of in it."""
    before = Action.objects.kept().filter(group=meeting.group_id).exclude(meeting=meeting)
    return before.filter(Q(pk__in=before.open().accepted()) | Q(pk__in=heard))


@dataclass(frozen=True)
class Here:
    """Who is here, by sector: rows of (sector, its label, members with `is_here`)."""

    sectors: list[tuple[str, str, list[Membership]]]
    people: int
    organisations: int


def who_is_here(meeting: Meeting) -> Here:
    """Everybody of the group by sector, with who is here; two queries."""
    present = {row.membership_id: row for row in Attendance.objects.present().filter(meeting=meeting)}
    members = Membership.objects.current().filter(group=meeting.group_id, is_informed_only=False)
    by_sector: dict[str, list[Membership]] = defaultdict(list)
    for member in members.for_listing():
        row = present.get(member.pk)
        member.is_here, member.is_new = row is not None, bool(row and row.is_walk_in)  # type: ignore[attr-defined]
        by_sector[member.organisation.sector].append(member)
    labels = dict(Organisation.Sector.choices)
    sectors = [(key, str(labels[key]), by_sector[key]) for key in labels if by_sector[key]]
    return Here(sectors, len(present), len({row.organisation_id for row in present.values()}))


def told_this_evening(meeting: Meeting) -> int:
    """How many people are to get a mail on what they took on or are asked to take on here; two queries."""
    agreed = Action.objects.kept().filter(meeting=meeting, lead__left_on=None).open()
    leads = set(agreed.filter(lead__person__email__isnull=False).values_list("lead", flat=True))
    return len(leads) - Message.objects.filter(key__in=[key_of(meeting, lead) for lead in leads]).count()
