"""What a report may hold of the room: all that the group released, as senior managers read it today, and where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateField, Exists, F, OuterRef, TextField, UUIDField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from inquiries import gathering, spotting
from inquiries.models import Group
from meetings.models import Entry, Meeting, Release
from practices import sharing
from practices.learning import SHOWN_NATIONALLY
from practices.models import CheckAnswer, Measure, Reading, Retelling, SmallTest, Story
from practices.models.base import Worded
from practices.sharing import LET_OUT

Kind = Release.Kind

# Where what was released stands in a report; kinds that stand nowhere are not offered.
PLACES: dict[str, str] = {
    Kind.CHANGE: "differences",
    Kind.STORY: "stories",
    Kind.SMALL_TEST: "tried",
    Kind.MEASURE: "figures",
    Kind.CHECK: "figures",
    Kind.INITIATIVE: "goes_on",
    Kind.STRUCTURE: "goes_on",
    Kind.OBSERVATION: "practices",
    Kind.QUOTE: "said",
}
EVERYWHERE = list(dict.fromkeys(PLACES.values()))
BY_STAGE = "small-tests"  # the key of one figure over all small tests that went out
OWN_WORDS = ("stories", "said")  # somebody's own: read as they stand today, also in what was published before


@dataclass(frozen=True)
class Again:
    """A story told again: what is different now, and since when."""

    key: UUID
    words: str
    told_on: date


@dataclass(frozen=True)
class Offered:
    """One thing that the group released and that a report may hold."""

    key: UUID | str
    kind: str
    place: str
    words: str
    stage: str = ""  # of a small test
    again: Again | None = None  # of a story, where that went out too

    @property
    def label(self) -> str:
        """What it is."""
        return str(Kind(self.kind).label)

    @property
    def length(self) -> int:
        """How many words it brings; a figure is looked at, not read."""
        if self.place == "figures":
            return 0
        return len(self.words.split()) + (len(self.again.words.split()) if self.again else 0)


def offered(group: Group) -> list[Offered]:
    """All of it, nothing that names somebody, those for people first and the newest of each; two queries, whatever there is."""
    everybody = list(gathering.everybody_in(group).values())
    rows = [row for row in _standing(group) if row.words and not spotting.named_in(row.words, everybody)]
    told_again = sorted((row for row in rows if row.of and row.on), key=lambda row: (row.on, str(row.key)))
    again = {row.of: Again(row.key, row.words, row.on) for row in told_again if row.on}  # the newest of each
    found = [
        Offered(row.key, row.kind, PLACES[row.kind], row.words, row.stage, again.get(row.key))
        for row in rows
        if not row.of
    ]
    if any(one.stage for one in found):
        told = _("Small tests by stage, of those that went out")
        found.append(Offered(BY_STAGE, Kind.SMALL_TEST, "figures", told))
    return sorted(found, key=lambda one: (EVERYWHERE.index(one.place), one.stage != SmallTest.Stage.ADOPTED))


# --- what stands, in one question over every sort of it -------------------------------------------


class Standing(NamedTuple):
    """One thing that went out and was not taken back: its words as they stand, and of which story it is told again."""

    kind: str
    key: UUID
    words: str
    stage: str
    of: UUID | None
    on: date | None


def _standing(group: Group) -> list[Standing]:
    parts = [_of_sort(model) for model in LET_OUT if model.THING in PLACES and model is not Measure]
    parts += [_small_tests(), _measures(), _checks(), _stories(), _told_again(), _quotes()]
    out = Release.objects.standing().filter(group=group)
    asked = [part.filter(pk__in=out.filter(kind=kind).values("about")) for kind, part in parts]
    rows = [part.order_by().values_list("kind_out", "pk", *SAID, *MORE) for part in asked]
    found = rows[0].union(*rows[1:], all=True).order_by("-recorded_at")
    return [_read(*row) for row in found]


SAID = ("said_0", "said_1", "said_2", "said_3", "said_4")
MORE = ("stage_is", "of_story", "on_day", "recorded_at")


def _read(kind: str, key: UUID, *rest: Any) -> Standing:
    *said, stage, of, on, _at = rest
    if kind == Kind.SMALL_TEST:
        said = _of_small_test(said, stage)
    if kind == Kind.CHECK:
        said = [_("Practice check of meeting %(number)s") % {"number": said[0]}]
    title, *more = said
    words = "\n\n".join(filter(None, [title, " ".join(filter(None, more))]))
    return Standing(kind, key, words, stage, of, on)


def _of_small_test(said: list[str], stage: str) -> list[str]:
    """What was tried, for whom, who gave up something and who gains; what was expected only while it is tried."""
    what, for_whom, expect, gives, gains = said
    whom = _("For %(whom)s.") % {"whom": for_whom}
    return [what, whom, expect if stage == SmallTest.Stage.TRYING else "", gives, gains]


def _typed(rows: Any, kind: str, *columns: str, **more: Any) -> tuple[str, Any]:
    """Rows with the columns that all sorts have in this question; what a sort has not is empty."""
    said = {
        name: Cast(F(columns[n]) if n < len(columns) else Value(""), TextField())
        for n, name in enumerate(SAID)
    }
    return kind, rows.annotate(**{"kind_out": _text(kind)} | said | _nothing() | more)


def _nothing() -> dict[str, Any]:
    return {"stage_is": _text(), "of_story": _cast(UUIDField()), "on_day": _cast(DateField())}


def _text(words: str = "") -> Any:
    return Cast(Value(words), TextField())


def _cast(field: Any) -> Any:
    return Cast(Value(None), field)


def _of_sort(model: type[Worded]) -> tuple[str, Any]:
    rows = sharing.said_of(model, LET_OUT[model]).filter(stays=False)  # one’s own waits for one’s own yes
    return model.THING, rows.annotate(said_4=_text(), **_nothing())


def _small_tests() -> tuple[str, Any]:
    columns = ("what", "for_whom", "expect", "gives", "gains")
    return _typed(SmallTest.objects.kept(), Kind.SMALL_TEST, *columns, stage_is=Cast(F("stage"), TextField()))


def _measures() -> tuple[str, Any]:
    """Those with a reading: others would be drawn as nothing."""
    rows = Measure.objects.kept().filter(Exists(Reading.objects.filter(measure=OuterRef("pk"))))
    return _typed(rows, Kind.MEASURE, "what", "unit")


def _checks() -> tuple[str, Any]:
    """By their meeting, where ten answered: a report is read nationally too (access.md)."""
    rows = Meeting.objects.filter(CheckAnswer.objects.some_practice_has(SHOWN_NATIONALLY))
    return _typed(rows, Kind.CHECK, "number", recorded_at=F("starts_at"))


def _stories() -> tuple[str, Any]:
    rows = Story.objects.kept().exclude(how_far=Story.HowFar.GROUP)
    return _typed(rows, Kind.STORY, "title", "text")


def _told_again() -> tuple[str, Any]:
    rows = Retelling.objects.kept().filter(story__removed_at=None).exclude(story__how_far=Story.HowFar.GROUP)
    return _typed(rows, Kind.STORY, "text", of_story=F("story_id"), on_day=F("told_on"))


def _quotes() -> tuple[str, Any]:
    rows = Entry.objects.kept().filter(kind=Entry.Kind.QUOTE, may_be_quoted=True)
    return _typed(rows, Kind.QUOTE, "text")
