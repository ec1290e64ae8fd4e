"""Jotting down in one line, while people speak, what is tried, noticed, in the way or worked on first; its page asks for the rest."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries.models import Membership
from inquiries.models.theory import Level
from meetings import grouping, opening, taking_on
from meetings.models import Meeting
from practices import facing, keeping_words, trying
from practices.models import Barrier, NoticedChange, Priority, ScenarioLine, SmallTest
from practices.models.base import Worded
from practices.models.changes import OWN_LEVELS

Choices = list[tuple[str | Promise, list[tuple[str, str | Promise]]]]


def _named(kind: str, choices: Any) -> list[tuple[str, str | Promise]]:
    return [(f"{kind}:{value}", label) for value, label in choices]


# What a line may be. What somebody notices in themselves is theirs to say, on a page of their own.
SORTS: Choices = [
    (_("What we will try"), [("small test", _("A small test"))]),
    (
        _("What is different"),
        _named("change", [one for one in Level.choices if one[0] not in OWN_LEVELS]),
    ),
    (_("What stands in the way, in"), _named("barrier", Barrier.Quadrant.choices)),
    (_("What we work on first"), [("priority", _("A priority"))]),
    (_("The scenario plan"), _named("line", ScenarioLine.Part.choices)),
]


@transaction.atomic
def jot(
    meeting: Meeting, sort: str, text: str, *, by: Membership, at: datetime, client_key: UUID
) -> Worded | Barrier | SmallTest:
    """Keep a line as what it is said to be (`sort`, of SORTS), of this meeting; the same key again keeps nothing more.

    A small test is looked at on the day of the next meeting, and helps those the group is for, until
    somebody says it better. Raises ClosedError once the record is closed.
    """
    opening.must_be_open(meeting)
    kind, _colon, value = sort.partition(":")
    who: dict[str, Any] = {"by": by, "at": at, "client_key": client_key}
    kept: Worded | Barrier | SmallTest = KEEPERS[kind](meeting, value, text, who)
    return kept


def _small_test(meeting: Meeting, _value: str, text: str, who: dict[str, Any]) -> Any:
    today = timezone.localdate(who["at"])
    next_day = taking_on.next_day(meeting, grouping.meetings_of(meeting.group))
    said = dict.fromkeys(trying.WORDS, "") | {
        "what": text,
        "for_whom": meeting.group.who_for[:120],
        "look_on": max(next_day, today),
        "lead": who["by"],
    }
    return trying.begin(meeting.group, said, on=today, meeting=meeting, **who)


def _barrier(meeting: Meeting, value: str, text: str, who: dict[str, Any]) -> Any:
    said = {"what": text, "quadrant": value, "way_round": ""}
    return facing.add(meeting.group, said, meeting=meeting, **who)


def _change(meeting: Meeting, value: str, text: str, who: dict[str, Any]) -> Any:
    day = timezone.localdate(who["at"])
    words = {"what": text, "level": value, "noticed_by": who["by"], "noticed_on": day, "meeting": meeting}
    return keeping_words.keep(NoticedChange, meeting.group, words, **who)


def _priority(meeting: Meeting, _value: str, text: str, who: dict[str, Any]) -> Any:
    return keeping_words.keep(Priority, meeting.group, {"what": text, "meeting": meeting}, **who)


def _line(meeting: Meeting, value: str, text: str, who: dict[str, Any]) -> Any:
    words = {"what": text, "part": value, "meeting": meeting}
    return keeping_words.keep(ScenarioLine, meeting.group, words, **who)


KEEPERS: dict[str, Callable[[Meeting, str, str, dict[str, Any]], Any]] = {
    "small test": _small_test,
    "barrier": _barrier,
    "change": _change,
    "priority": _priority,
    "line": _line,
}
