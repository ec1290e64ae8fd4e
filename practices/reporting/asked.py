"""What a group asks of senior managers and what they answered, as a report holds it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries import gathering, spotting
from inquiries.models import Group
from practices.models import Ask, AskAnswer

Says = AskAnswer.Says
WORDS = ("because", "myself")  # of an answer
IN_A_WORD = {Says.YES: _lazy("Yes"), Says.NO: _lazy("No"), Says.NOT_YET: _lazy("Not yet")}


class Answered(NamedTuple):
    """What one senior manager answers."""

    key: UUID
    says: str
    because: str
    myself: str
    answers_by: date | None

    def told(self, on: date | None) -> dict[str, Any]:
        row = {"key": str(self.key), "because": self.because, "myself": self.myself, "by": ""}
        says = str(IN_A_WORD[Says(self.says)])
        if not self.answers_by:
            return row | {"says": says}
        words = {"day": day(self.answers_by)}
        if self.is_overdue(on):  # the dot at its end is the page's
            return row | {"says": _("The answer was due on %(day)s. None yet") % words}
        return row | {"says": says, "by": _("by %(day)s") % words}

    def is_overdue(self, on: date | None) -> bool:
        """Whether the day has passed by which they said they would answer."""
        return bool(on and self.answers_by and self.answers_by < on)


@dataclass
class Asked:
    """One ask that stands, with its answers."""

    key: UUID
    wording: str
    put_on: date
    answers: list[Answered] = field(default_factory=list)

    def told(self, on: date | None) -> dict[str, Any]:
        return {
            "key": str(self.key),
            "wording": self.wording,
            "asked": day(self.put_on),
            "answers": [one.told(on) for one in self.answers],
        }

    def waits(self, on: date | None) -> bool:
        return not self.answers or any(one.is_overdue(on) for one in self.answers)


def asked(group: Group) -> dict[str, Asked]:
    """Those that stand, by key, the newest first; one query with their answers."""
    rows = Ask.objects.kept().filter(group=group).order_by("-put_on", "-recorded_at", "answers__at")
    columns = [f"answers__{name}" for name in ("pk", "says", "because", "myself", "answers_by")]
    found: dict[str, Asked] = {}
    for key, wording, put_on, *answer in rows.values_list("pk", "wording", "put_on", *columns):
        ask = found.setdefault(str(key), Asked(key, wording, put_on))
        if answer[0]:
            ask.answers.append(Answered(*answer))
    return found


def told(group: Group, on: date | None = None) -> list[dict[str, Any]]:
    """As a report holds them: those that wait for an answer first, and of an answer no words that name somebody.

    `on`: the day it is read or published, before which what was promised by then is late; without one nothing is.
    """
    everybody = list(gathering.everybody_in(group).values())
    rows = [one.told(on) for one in sorted(asked(group).values(), key=lambda one: not one.waits(on))]
    for answer in (answer for row in rows for answer in row["answers"]):
        naming = [name for name in WORDS if spotting.named_in(answer[name], everybody)]
        answer |= dict.fromkeys(naming, "") | {"is_left_out": bool(naming)}
    return rows


def day(day: date) -> str:
    return date_format(day, "j F Y")
