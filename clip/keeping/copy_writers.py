"""What a copy of one’s own adds to the rows that are somebody’s: what carries their name as writer, and what each answer is to.

Of what somebody else wrote it says what sort of thing it is and of which day, and no word (docs/decisions/0064, 0082).
"""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inquiries import keeping
from inquiries.models import User

# What stands on pages as put or written down by somebody: the way to them, and their words.
WRITTEN = {
    "practices.Ask": ("put_by", "wording"),
    "practices.Barrier": ("recorded_by", "what"),
    "practices.Priority": ("recorded_by", "what"),
    "practices.ScenarioLine": ("recorded_by", "what"),
    "practices.Observation": ("recorded_by", "words"),
    "practices.StructuralProposal": ("recorded_by", "what serves part_of_it would_stop"),
    "practices.Initiative": ("recorded_by", "what how"),
    "practices.Measure": ("recorded_by", "what unit"),
    "practices.Report": ("recorded_by", "title lead learned uncertain ahead"),
    "practices.SmallTest": ("recorded_by", "what for_whom expect where gives gains"),
}
# What somebody typed and is not theirs, and why.
NOT_THEIRS = {
    "meetings.Action": "what others took on; one’s own stands under what one took on",
    "meetings.Attendance": "who came, by whoever ticked it",
    "meetings.Entry": "what others said, by whoever recorded it",
    "meetings.SmallGroup": "the group’s topic",
}


@dataclass(frozen=True)
class To:
    """What a row is said to: the way there, what that is called, its day, its words, and the ways to who wrote it."""

    path: str
    called: Promise
    on: str
    words: str = ""
    writers: tuple[str, ...] = ()


SAID_TO = {
    "inquiries.SignUp": To("purpose", _("a purpose"), "agreed_on"),
    "inquiries.Yes": To("agreement", _("a group agreement"), "agreed_on"),
    "inquiries.View": To("aspiration", _("an aspiration"), "agreed_on"),
    "meetings.Wording": To("entry", _("a quote"), "recorded_at", "text", ("speaker",)),
    "meetings.ActionUpdate": To("action", _("an action"), "agreed_at", "text", ("lead",)),
    "practices.Retelling": To("story", _("a story"), "told_on", "title", ("told_by",)),
    "practices.Cycle": To("small_test", _("a small test"), "starts_on", "what", ("lead", "recorded_by")),
    "practices.AskAnswer": To("ask", _("an ask"), "put_on", "wording", ("put_by",)),
    "practices.Judgement": To("barrier", _("a barrier"), "recorded_at", "what", ("recorded_by",)),
}
KEY = "to what"


def said_to(row: models.Model, person: User) -> dict[str, Any]:
    """What a row is said to: in its words where this person wrote them and they stand, else by what it is, its group and its day."""
    to = SAID_TO.get(row._meta.label)
    if to is None:
        return {}
    thing = getattr(row, to.path)
    is_theirs = any(getattr(thing, way).person_id == person.pk for way in to.writers if getattr(thing, way))
    if is_theirs and getattr(thing, "removed_at", None) is None:
        return {KEY: getattr(thing, to.words)}
    on = getattr(thing, to.on)
    day = date_format(localdate(on) if hasattr(on, "hour") else on, "j F Y")
    words = {"what": to.called, "day": day, "group": reduce(getattr, _place(row).split("__"), row)}
    return {KEY: gettext("%(what)s of %(day)s, %(group)s") % words}


def _place(row: models.Model | type[models.Model]) -> str:
    return keeping.table_of(row if isinstance(row, type) else type(row)).place


def read_with(model: type[models.Model]) -> list[str]:
    """What to read with the rows, so that saying it asks nothing more."""
    to = SAID_TO.get(model._meta.label)
    return [_place(model), to.path, *(f"{to.path}__{way}" for way in to.writers)] if to else []
