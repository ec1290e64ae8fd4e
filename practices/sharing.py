"""What a group may let out of what it tried and learned, and its words as they are read outside (A12)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, CharField, F, Model, Prefetch, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from inquiries import spotting
from inquiries.http import Hat
from inquiries.models import Group, Membership
from meetings import releasing
from meetings.models import Meeting, Release
from meetings.released import Said, Words
from meetings.releasing import Thing
from practices.models import (
    CheckAnswer,
    Initiative,
    Measure,
    NoticedChange,
    Observation,
    Priority,
    Retelling,
    ScenarioLine,
    SmallTest,
    Story,
    StructuralProposal,
    small_tests,
)
from practices.models.base import Worded
from practices.models.changes import OWN_LEVELS
from practices.models.checks import SHOWN_FROM
from practices.models.stories import OUT_AS

R = TypeVar("R", bound=Model)
W = TypeVar("W", bound=Worded)

# What may go out of what is kept in the group's words: the column that says what it is, and those that say more.
LET_OUT: dict[type[Worded], tuple[str, ...]] = {
    NoticedChange: ("what", "for_whom", "evidence"),
    ScenarioLine: ("what",),
    Priority: ("what",),
    Measure: ("what", "unit"),
    Observation: ("words",),
    StructuralProposal: ("what", "serves", "part_of_it", "would_stop"),
    Initiative: ("what", "how"),
}


def stories(meeting: Meeting) -> list[Thing]:
    """Each story of the group and what was told of it again, with why it may not go further, if so; two queries."""
    rows = Story.objects.kept().filter(group=meeting.group_id).order_by("told_on", "recorded_at")
    told = rows.prefetch_related(Prefetch("retellings", Retelling.objects.kept(), to_attr="again"))
    return [thing for story in told for thing in _things_of(story, meeting)]


def _things_of(story: Story, meeting: Meeting) -> list[Thing]:
    """A story, and each time that it was told again."""
    again: list[Retelling] = story.again  # type: ignore[attr-defined]
    words = "\n\n".join(filter(None, [story.text, story.learning]))
    title, on = {"title": story.title}, meeting.starts_local.date()
    stays = "" if story.may_go_out else _("It was told to this group and nobody else: it stays here.")
    told = [(story.pk, _("Story: %(title)s") % title, words, story.meeting_id == meeting.pk)]
    told += [(one.pk, _("Told again: %(title)s") % title, one.text, one.told_on == on) for one in again]
    return [
        Thing(OUT_AS, key, said, text, waits=stays, is_no=bool(stays), is_new=is_new)
        for key, said, text, is_new in told
    ]


def words_of_stories(keys: Iterable[UUID]) -> Words:
    """What stories and their retellings say that went out, by key; two queries.

    Those that were withdrawn, or kept to the group since, say nothing, and what was told of them again neither. Above the group
    what was told again is read on the page of its story.
    """
    wanted = list(keys)
    beyond = Story.objects.kept().exclude(how_far=Story.HowFar.GROUP)
    again = Retelling.objects.kept().filter(pk__in=wanted, story__in=beyond)
    return {
        story.pk: Said(f"{story.title}\n\n{story.text}", story.pseudonym)
        for story in beyond.filter(pk__in=wanted)
    } | {one.pk: Said(one.text, label=_("Told again"), under=one.story_id) for one in again}


def small_tests_of(meeting: Meeting) -> list[Thing]:
    """Each small test of the group; one query."""
    rows = SmallTest.objects.kept().filter(group=meeting.group_id).order_by("starts_on", "recorded_at")
    return [
        Thing(
            small_tests.OUT_AS,
            row.pk,
            _("Small test: %(what)s") % {"what": row.what},
            _as_told(row),
            is_new=row.meeting_id == meeting.pk,
        )
        for row in rows
    ]


def words_of_small_tests(keys: Iterable[UUID]) -> Words:
    """What small tests that went out say, by key."""
    rows = SmallTest.objects.kept().filter(pk__in=list(keys))
    return {row.pk: (f"{row.what}\n\n{_as_told(row)}", "") for row in rows}


def _as_told(row: SmallTest) -> str:
    helps = _("For %(whom)s: %(stage)s.") % {"whom": row.for_whom, "stage": row.get_stage_display().lower()}
    return " ".join(filter(None, [helps, row.expect, row.gives, row.gains]))


# --- what is kept in the group's words ----------------------------------------------------------------


def kept(meeting: Meeting) -> list[Thing]:
    """Each thing that the group keeps in its own words and may let out; one query.

    What somebody noticed in themselves and did not share is not there, not even as a line that may be let out.
    """
    return [
        Thing(
            kind,
            key,
            _("%(kind)s: %(what)s") % {"kind": Release.Kind(kind).label, "what": title},
            "\n".join(filter(None, more)),
            waits=_("It needs the yes of whoever noticed it in themselves.") if stays else "",
            is_new=kept_at == meeting.pk,
        )
        for kind, key, stays, kept_at, title, *more in _said(group=meeting.group_id)
    ]


def checks(meeting: Meeting) -> list[Thing]:
    """The practice check of this meeting as a spread, once enough answered; one query."""
    answers = Counter(CheckAnswer.objects.filter(meeting=meeting).values_list("practice", flat=True))
    if not any(count >= SHOWN_FROM for count in answers.values()):
        return []
    words = _("How the answers spread, without a line that anybody wrote.")
    title = _("Practice check of meeting %(number)s") % {"number": meeting.number}
    return [Thing("practice check", meeting.pk, title, words, is_new=True)]


def words_of_kept(keys: Iterable[UUID]) -> Words:
    """What such things say that went out, by key; one query."""
    return {
        key: ("\n\n".join(filter(None, [title, *more])), "")
        for _kind, key, stays, _kept_at, title, *more in _said(pk__in=list(keys))
        if not stays
    }


def words_of_checks(keys: Iterable[UUID]) -> Words:
    """A practice check that went out is read as a spread on its own page; here only that it did."""
    return dict.fromkeys(keys, (_("How the answers spread stands on the page of practice checks."), ""))


def _said(**which: Any) -> list[tuple[Any, ...]]:
    """Kind, key, whether it waits for somebody's own yes, its meeting, and up to four columns of words, sort by sort; one query."""
    parts = [said_of(model, columns).filter(**which) for model, columns in LET_OUT.items()]
    found = [part.values_list("kind_out", "pk", "stays", "meeting", *SAID) for part in parts]
    return list(found[0].union(*found[1:], all=True).order_by("kind_out", "said_0"))


SAID = ("said_0", "said_1", "said_2", "said_3")


def said_of(model: type[Worded], columns: tuple[str, ...]) -> Any:
    """Those of a sort that may go out, with their kind as `kind_out` and these columns as SAID."""
    rows: Any = model._default_manager
    rows = rows.kept().order_by()
    stays: Any = Value(False)
    if model is NoticedChange:
        rows = rows.exclude(level__in=OWN_LEVELS, is_shared=False)
        stays = Case(When(level__in=OWN_LEVELS, may_leave=False, then=Value(True)), default=Value(False))
    if model is ScenarioLine:
        rows = rows.filter(is_ours=True)
    said = {
        name: Cast(_said_in(columns[place]) if place < len(columns) else Value(""), TextField())
        for place, name in enumerate(SAID)
    }
    kind = Value(model.THING, output_field=TextField())
    return rows.annotate(kind_out=kind, stays=stays, **said)


def outside(kind: str, row: Model | None = None, *, since: datetime | None = None) -> dict[str, Any]:
    """What a page says of who reads a thing above its group: since when, where it went out, and who; one query for a row.

    Where the page has read that with the row, `since` saves the query.
    """
    out: Any = Release.objects.standing().filter(kind=kind, about=row.pk).first() if row else None
    return {"out": {"released_at": since} if since else out, "readers": releasing.readers(kind)}


def readable(rows: Iterable[R], group: Group, hat: Hat) -> list[R]:
    """What of these a hat may read: inside all; above the group nothing whose words name somebody of it. One query there."""
    found = list(rows)
    if isinstance(hat, Membership) or not found:
        return found
    everybody = list(Membership.objects.filter(group=group).select_related("person"))
    return [row for row in found if not spotting.named_in(_all_words(row), everybody)]


def nameless(rows: Iterable[W]) -> list[W]:
    """Those of several groups whose words name nobody of their own group; two queries."""
    found = list(rows)
    people: dict[UUID, list[Membership]] = defaultdict(list)
    for one in Membership.objects.filter(group__in={row.group_id for row in found}).select_related("person"):
        people[one.group_id].append(one)
    return [row for row in found if not spotting.named_in(_all_words(row), people[row.group_id])]


def _all_words(row: Model) -> str:
    """Everything that was typed into a row."""
    typed = [field for field in row._meta.concrete_fields if isinstance(field, CharField | TextField)]
    return "\n".join(str(getattr(row, field.attname)) for field in typed)


def _said_in(column: str) -> Any:
    """A column as it reads alone: for whom something is, as a sentence of its own."""
    if column != "for_whom":
        return F(column)
    sentence = Concat(Value(_("For") + " "), F(column), Value("."), output_field=TextField())
    return Case(When(for_whom="", then=Value("")), default=sentence, output_field=TextField())
