"""Groups set up so that each rule that sends messages by the clock has something to say on one day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

A_DAY = timedelta(days=1)
RULES = ("note before", "note midway", "note after recap", "evening", "recap waits", "digest")


@dataclass
class Day:
    """One local day, and whose messages each rule should send on it: one a rule."""

    day: date
    hours: str
    persons: dict[str, Any]

    def messages(self) -> dict[str, list[Any]]:
        """What was queued for each rule, oldest first."""
        from inquiries.models import Message

        kinds = {"evening": "took_on", "recap waits": "reminder", "digest": "digest"}
        return {
            rule: list(
                Message.objects.filter(person=person, kind=kinds.get(rule, "note")).order_by("made_at")
            )
            for rule, person in self.persons.items()
        }


def set_up(day: date, hours: str = "working") -> Day:
    """Six groups, one for each rule; their people get notes at these hours."""
    from meetings import timing

    def at(days: int, clock: time = time(13, 30)) -> datetime:
        return timing.moment(day + days * A_DAY, clock)

    persons = {
        "note before": _asked(hours, ahead=at(7), agreed=at(-20)),
        "note midway": _asked(hours, ahead=at(21), last=at(-21), agreed=at(-20), midway=True),
        "note after recap": _after_recap(hours, at),
        "evening": _evening(at),
        "recap waits": _recap_waits(at),
        "digest": _digest(at),
    }
    return Day(day, hours, persons)


def _person(hours: str = "working") -> Any:
    from tests.builders import make_user

    return make_user(note_hours=hours)


def _group() -> Any:
    from inquiries.roles import Role
    from tests.builders import make_group, make_membership

    group = make_group()
    make_membership(group=group, role=Role.INTEGRATION_MANAGER)
    return group


def _held(group: Any, closed_at: datetime, number: int = 1) -> Any:
    """A meeting whose record was closed at this moment, and which was followed up."""
    from inquiries.roles import Role
    from tests.builders import make_meeting, make_membership

    jo = make_membership(group=group, role=Role.FACILITATOR)
    began = closed_at - timedelta(hours=3)
    closed = {"opened_at": began, "closed_at": closed_at, "closed_by": jo, "evening_done_at": closed_at}
    return make_meeting(group=group, number=number, starts_at=began, **closed)


def _asked(
    hours: str,
    *,
    ahead: datetime,
    agreed: datetime,
    last: datetime | None = None,
    midway: bool = False,
    after_recap: bool = False,
) -> Any:
    """Somebody with something open, heard of when it was agreed, in a group that meets again."""
    from tests.builders import make_action, make_meeting, make_membership, make_note_rhythm, make_recap

    group, person = _group(), _person(hours)
    if last:
        held = _held(group, last + timedelta(hours=3))
        make_recap(held, published_at=last + A_DAY, published_by=held.closed_by)
    make_meeting(group=group, number=2, starts_at=ahead)
    make_note_rhythm(group, midway=midway, after_recap=after_recap)
    make_action(lead=make_membership(group=group, person=person), heard_at=agreed, agreed_at=agreed)
    return person


def _after_recap(hours: str, at: Any) -> Any:
    """The recap of a meeting two days ago went out the day before."""
    return _asked(hours, ahead=at(28), last=at(-2), agreed=at(-20), after_recap=True)


def _evening(at: Any) -> Any:
    """A meeting of that afternoon, in which somebody took something on."""
    from meetings.models import Meeting
    from tests.builders import make_action, make_membership

    held = _held(_group(), at(0, time(16, 30)))
    Meeting.objects.filter(pk=held.pk).update(evening_done_at=None)
    lead = make_membership(group=held.group)
    make_action(lead=lead, meeting=held, agreed_at=held.starts_at, heard_at=held.starts_at)
    return lead.person


def _recap_waits(at: Any) -> Any:
    """A meeting of the day before whose recap is not out."""
    return _held(_group(), at(-1, time(16, 30))).closed_by.person


def _digest(at: Any) -> Any:
    """A manager of whose group somebody answered that morning."""
    from inquiries.models import Membership
    from inquiries.roles import Role
    from meetings import updating
    from tests.builders import make_action, make_membership

    group = _group()
    lead = make_membership(group=group)
    action = make_action(lead=lead, agreed_at=at(-5), heard_at=at(-5))
    said = {"through": "answer", "by": lead, "at": at(0, time(7, 30)), "client_key": uuid4()}
    updating.tell(action, state="done", words="", **said)
    return Membership.objects.get(group=group, role=Role.INTEGRATION_MANAGER).person
