"""What a meeting carries in: computed for each reader by what they may see, never stored in the plan (B3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries import access, gathering
from inquiries.http import Hat
from inquiries.models import Membership
from meetings import grouping
from meetings.models import Action, AgendaItem, Meeting
from meetings.models.actions import ActionQuerySet, count_carried, last_words


@dataclass(frozen=True)
class CarryIn:
    """One thing that should not drop off: what it is, why it is here, and what to put in the plan for it.

    `state` names the mark beside it and `label` its word; `key` stays the same from reading to reading.
    `covered_by` is the kind of item that takes it in without one of its own.
    """

    key: UUID
    state: str
    label: str
    title: str
    why: str
    minutes: int = 10
    kind: str = AgendaItem.Kind.TALK
    covered_by: str = ""
    can_wait: bool = False  # heard in the round of updates; folded away beside the plan
    is_private: bool = False  # never put into the plan, which others read
    is_heard: bool = False  # in the round of updates, and so counted against its minutes
    url: str = ""  # where it is done, for what is done beside the meeting


@dataclass(frozen=True)
class Carried:
    """A thing to carry in beside the plan as it is: `within` names the item that holds it."""

    what: CarryIn
    within: AgendaItem | None

    @property
    def why(self) -> str:
        """Why it is here, and where the plan has it."""
        if self.within is None:
            return self.what.why
        return f"{self.what.why} " + _("In “%(title)s”.") % {"title": self.within.title}


Source = Callable[[Meeting, Hat, datetime], list[CarryIn]]


def carry_in(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """From every source that settings.CARRY_IN names, in that order."""
    sources: list[Source] = [import_string(path) for path in settings.CARRY_IN]
    return [what for source in sources for what in source(meeting, hat, at)]


def beside(things: list[CarryIn], items: list[AgendaItem]) -> list[Carried]:
    """Each thing with the item of the plan that holds it, if any."""
    return [Carried(what, _holder(what, items)) for what in things]


def _holder(what: CarryIn, items: list[AgendaItem]) -> AgendaItem | None:
    own = next((item for item in items if item.carries == what.key), None)
    return own or next((item for item in items if what.covered_by and item.kind == what.covered_by), None)


def actions(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """Actions that are not finished: stuck and handed back first, then those carried longest."""
    rows = [action for action in _unfinished(meeting, hat) if action.kind == Action.Kind.ACTION]
    return [_of_action(action) for action in sorted(rows, key=_urgency)]


def _unfinished(meeting: Meeting, hat: Hat) -> list[Action]:
    """Read once for both of the sources here, with who leads each, and what was said last of those that wait for help."""
    read: list[Action] | None = meeting.__dict__.get("read_unfinished")
    if read is None:
        mine = _readable(meeting, hat).open().accepted().filter(group=meeting.group_id)
        people = gathering.everybody_in(meeting.group)
        read = list(mine.order_by("agreed_at", "pk"))
        for action in read:
            action.lead = people[action.lead_id]
        prefetch_related_objects([action for action in read if _waits_for_help(action)], *last_words())
        count_carried(read, grouping.meetings_of(meeting.group))
        meeting.__dict__["read_unfinished"] = read
    return read


def _readable(meeting: Meeting, hat: Hat) -> ActionQuerySet:
    """What a hat may read of actions; whoever wears one of this very group that reads all needs no looking up."""
    is_inside = isinstance(hat, Membership) and hat.group_id == meeting.group_id
    if is_inside and access.can_read(hat, "actions"):
        return Action.objects.kept()
    return Action.objects.visible_to(hat.person)


def _waits_for_help(action: Action) -> bool:
    return action.state in (Action.State.STUCK, Action.State.BACK)


def _urgency(action: Action) -> tuple[bool, int]:
    return (not _waits_for_help(action), -carried(action))


def _of_action(action: Action) -> CarryIn:
    said = action.said.words if action.said else ""
    needs_own = _waits_for_help(action)
    return CarryIn(
        key=action.pk,
        state=action.state,
        label=action.get_state_display(),
        title=action.text,
        why=" ".join(
            filter(None, [_how_long(action), _who(action), _quoted(said) if needs_own else "", _again()])
        ),
        covered_by="" if needs_own else AgendaItem.Kind.UPDATES,
        can_wait=not needs_own,
        is_heard=True,
    )


def carried(action: Action) -> int:
    return int(getattr(action, "carried", 0) or 0)


def _how_long(action: Action) -> str:
    times = carried(action)
    if not times:
        return _("Agreed last time.")
    return ngettext("Carried %(n)s meeting.", "Carried %(n)s meetings.", times) % {"n": times}


def _who(action: Action) -> str:
    return _("%(name)s has it.") % {"name": action.lead.person.name}


def _quoted(said: str) -> str:
    return _("“%(words)s”") % {"words": said} if said else ""


def _again() -> str:
    return _("Will carry again.")


def questions(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """Questions that somebody took on to find out, and nobody has answered yet."""
    return [
        CarryIn(
            key=question.pk,
            state="stuck" if question.state == Action.State.STUCK else "quiet",
            label=_("Unanswered question"),
            title=question.text,
            why=" ".join([_how_long(question), _who(question), _again()]),
            covered_by=AgendaItem.Kind.UPDATES,
            is_heard=True,
        )
        for question in _unfinished(meeting, hat)
        if question.kind == Action.Kind.QUESTION
    ]


def newcomers(meeting: Meeting, hat: Hat, at: datetime) -> list[CarryIn]:
    """Who joined since the group last met, to be introduced; once they have met the group it carries no more."""
    held = [one for one in grouping.meetings_of(meeting.group) if one.is_held]
    if not held:
        return []
    last = held[-1]
    since = last.starts_local.date()
    members = gathering.members_of(meeting.group)
    names = [m.person.name for m in members if m.joined_on > since and not m.is_informed_only]
    if not names:
        return []
    why = _("Joined since %(day)s. Let others say what this group is.") % {"day": _day(last)}
    return [
        CarryIn(
            key=uuid5(meeting.pk, "newcomers"),
            state="open",
            label=_("New faces"),
            title=", ".join(names),
            why=why,
            kind=AgendaItem.Kind.ARRIVE,
            covered_by=AgendaItem.Kind.ARRIVE,
        )
    ]


def _day(meeting: Meeting) -> str:
    return date_format(meeting.starts_local, "j F")
