"""Reads what was written down of one meeting: each table once, however many parts of a page show it."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from inquiries.models import Membership
from inquiries.roles import Role
from meetings import grouping
from meetings.models import Action, ActionUpdate, Entry, Meeting, SmallGroup
from meetings.models.actions import count_carried

State = Action.State


@dataclass
class Sheet:
    """The record of one meeting and the people it names. A part is read when it is first asked for, and then kept.

    So whoever changed something makes a new one to show it.
    """

    meeting: Meeting

    @cached_property
    def people(self) -> dict[UUID, Membership]:
        """Everybody who was ever in the group, by name; `here_from` is the organisation they are here from."""
        here = Q(attendances__meeting=self.meeting, attendances__is_present=True)
        rows = Membership.objects.filter(group=self.meeting.group_id).select_related("person", "organisation")
        found = rows.annotate(
            here=FilteredRelation("attendances", condition=here),
            here_from=F("here__organisation_id"),
            walked_in=F("here__is_walk_in"),
        )
        return {member.pk: member for member in found.order_by("person__name_folded", "pk")}

    @property
    def members(self) -> list[Membership]:
        """Those of them who are in the group today."""
        return [m for m in self.people.values() if m.left_on is None and m.person.is_active]

    @property
    def holders(self) -> list[Membership]:
        """Who holds the group, as `access.readers` names them."""
        return sorted((m for m in self.members if m.role != Role.MEMBER), key=lambda m: m.role)

    @cached_property
    def told(self) -> list[ActionUpdate]:
        """What was said of actions here, the oldest first."""
        return list(ActionUpdate.objects.kept().filter(meeting=self.meeting).order_by("at"))

    @cached_property
    def actions(self) -> dict[UUID, Action]:
        """What was open before this meeting, what was heard of in it, and what was agreed in it; two queries."""
        before = ~Q(meeting=self.meeting) & ~Q(state__in=[State.DONE, State.LET_GO, State.OFFERED])
        heard = Q(pk__in={update.action_id for update in self.told})
        wanted = Q(Q(meeting=self.meeting) | before, removed_at=None) | heard
        rows = Action.objects.filter(wanted, group=self.meeting.group_id)
        found = {action.pk: action for action in rows.order_by("agreed_at", "pk")}
        self._name(found)
        count_carried(found.values(), grouping.meetings_of(self.meeting.group))
        return found

    def _name(self, actions: dict[UUID, Action]) -> None:
        """Put to each action who leads it and who helps."""
        helping: dict[UUID, list[Membership]] = defaultdict(list)
        pairs = Action.helpers.through.objects.filter(action__in=actions).order_by("pk")
        for action_id, member_id in pairs.values_list("action", "membership"):
            helping[action_id].append(self.people[member_id])
        for action in actions.values():
            action.group, action.lead = self.meeting.group, self.people[action.lead_id]
            action.read_helpers = helping[action.pk]  # type: ignore[attr-defined]

    @property
    def agreed(self) -> list[Action]:
        """What was taken on here."""
        return [a for a in self.actions.values() if a.meeting_id == self.meeting.pk and a.removed_at is None]

    @cached_property
    def small_groups(self) -> dict[UUID, SmallGroup]:
        return {row.pk: row for row in SmallGroup.objects.kept().filter(meeting=self.meeting)}

    @cached_property
    def entries(self) -> list[Entry]:
        entries = list(Entry.objects.kept().filter(meeting=self.meeting))
        for entry in entries:
            if entry.speaker_id:
                entry.speaker = self.people[entry.speaker_id]
        return entries

    def topic_of(self, entry: Entry) -> str:
        """Of which small group an entry is; one in the bin leaves none."""
        small_group = self.small_groups.get(entry.small_group_id) if entry.small_group_id else None
        return small_group.topic if small_group else ""
