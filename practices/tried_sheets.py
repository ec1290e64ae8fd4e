"""The sheets of what a group tries: stories, the scenario plan, small tests, measures, and what is different."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from practices.export_columns import (
    DAY,
    WORDS,
    Column,
    Reader,
    Rows,
    Sheet,
    columns,
    organisation,
    reference,
    value,
    who,
)
from practices.models import (
    Cycle,
    Measure,
    NoticedChange,
    Priority,
    Reading,
    Retelling,
    ScenarioLine,
    SmallTest,
    Story,
    Usual,
)
from practices.models.changes import OWN_LEVELS

OWN_STILL = Q(level__in=OWN_LEVELS, is_shared=False)
RECORDED = (
    who("recorded_by", _("Written down by")),
    value("recorded_on", _("Written down on"), "recorded_at", width=DAY, is_inside=True),
)
TOLD_ON = value("told_on", _("Told on"), width=DAY)


def stories(reader: Reader) -> Rows:
    return reader.read(reader.visible(Story))


def retellings(reader: Reader) -> Rows:
    """Above the group those that it let out: a story that went out takes none of them along."""
    rows = Retelling.objects.kept().annotate(title=F("story__title")).order_by("told_on", "recorded_at")
    rows = rows if reader.is_inside else rows.let_out()
    return reader.below(rows, "story", reader.visible(Story))


def lines(reader: Reader) -> Rows:
    """Above the group those that all took up."""
    rows = reader.visible(ScenarioLine)
    return reader.read(rows if reader.is_inside else rows.ours())


def priorities(reader: Reader) -> Rows:
    return reader.read(reader.visible(Priority).select_related("area"))


def small_tests(reader: Reader) -> Rows:
    return reader.read(reader.visible(SmallTest).order_by("starts_on", "recorded_at"))


def _of_small_tests(reader: Reader, rows: "models.QuerySet[Any, Any]") -> Rows:
    return reader.below(rows.annotate(what=F("small_test__what")), "small_test", reader.visible(SmallTest))


def rounds(reader: Reader) -> Rows:
    return _of_small_tests(reader, Cycle.objects.order_by("small_test__starts_on", "small_test", "number"))


def usual(reader: Reader) -> Rows:
    adopted = Usual.objects.filter(small_test__stage=SmallTest.Stage.ADOPTED)
    return _of_small_tests(reader, adopted.order_by("since", "pk"))


def measures(reader: Reader) -> Rows:
    of = {"tried": F("small_test__what"), "hoped": F("aspiration__text")}
    return reader.read(reader.visible(Measure).annotate(**of))


def readings(reader: Reader) -> Rows:
    rows = Reading.objects.annotate(what=F("measure__what"), unit=F("measure__unit"))
    return reader.below(rows.order_by("measure", "on"), "measure", reader.visible(Measure))


def changes(reader: Reader) -> Rows:
    """Those that the group reads; what somebody noticed in themselves stands on their own sheet."""
    return reader.read(reader.visible(NoticedChange).exclude(OWN_STILL))


def own_changes(reader: Reader) -> Rows:
    own = reader.visible(NoticedChange).filter(OWN_STILL, noticed_by__person=reader.user)
    return reader.read(own)


CHANGE = columns(NoticedChange, "level", "what", "for_whom", "evidence", "noticed_on")
SMALL_TEST = value("what", _("Small test"), width=WORDS)

TRIED: tuple[Sheet, ...] = (
    Sheet(
        "stories",
        _("Stories"),
        "story",
        stories,
        (
            *columns(Story, "title", "pseudonym", "text", "learning"),
            *columns(Story, "distilled_by", is_inside=True),
            *columns(Story, "whose"),
            *columns(Story, "permission", "how_far", "sure_because", is_inside=True),
            who("told_by", _("Brought by")),
            TOLD_ON,
            reference(),
        ),
    ),
    Sheet(
        "stories-again",
        _("Stories told again"),
        "story",
        retellings,
        (
            value("title", _("Story"), width=WORDS),
            *columns(Retelling, "text"),
            who("told_by", _("Told by")),
            TOLD_ON,
            reference("story"),
        ),
    ),
    Sheet(
        "scenario",
        _("Scenario plan"),
        "scenario",
        lines,
        (
            *columns(ScenarioLine, "part", "what"),
            *columns(ScenarioLine, "is_ours", "drawn_by", is_inside=True),
            *RECORDED,
            reference(),
        ),
    ),
    Sheet(
        "priorities",
        _("Priorities"),
        "scenario",
        priorities,
        (
            *columns(Priority, "what", "kind"),
            Column(
                "area", _("Key area"), lambda row, reader: row.area.what if row.area else "", is_inside=True
            ),
            *RECORDED,
            reference(),
        ),
    ),
    Sheet(
        "small-tests",
        _("Small tests"),
        "small test",
        small_tests,
        (
            *columns(SmallTest, "what", "for_whom", "expect", "where", "gives", "gains"),
            who("lead", _("Lead")),
            organisation("lead"),
            *columns(SmallTest, "starts_on", "look_on", "stage"),
            value("settled_on", _("Adopted or let go on"), width=DAY, is_inside=True),
            reference(),
        ),
    ),
    Sheet(
        "rounds",
        _("Rounds of small tests"),
        "small test",
        rounds,
        (
            SMALL_TEST,
            value("number", _("Round"), width=DAY),
            *columns(Cycle, "plan"),
            value("starts_on", _("From when"), width=DAY),
            *columns(Cycle, "did", "as_expected", "surprise", "learned", "decision"),
            value("looked_on", _("Looked at on"), width=DAY, is_inside=True),
            who("looked_by", _("Looked at by")),
            reference("small_test"),
        ),
    ),
    Sheet(
        "usual",
        _("What became usual"),
        "small test",
        usual,
        (
            SMALL_TEST,
            *columns(Usual, "adopted_by", "where", "since", "costs", "slips", "look_again_on"),
            reference("small_test"),
        ),
    ),
    Sheet(
        "measures",
        _("Measures"),
        "measure",
        measures,
        (
            *columns(Measure, "what", "unit"),
            value("tried", _("Of which small test"), width=WORDS, is_inside=True),
            value("hoped", _("Of which aspiration"), width=WORDS, is_inside=True),
            *columns(Measure, "baseline", "rules"),
            reference(),
        ),
    ),
    Sheet(
        "readings",
        _("Readings of measures"),
        "measure",
        readings,
        (
            value("what", _("Measure"), width=WORDS),
            value("on", _("Day"), width=DAY),
            value("value", _("Reading"), width=DAY),
            value("unit", _("In what")),
            value("is_astronomical", _("Unlike all others"), width=DAY),
            reference("measure"),
        ),
    ),
    Sheet(
        "changes",
        _("What is different"),
        "noticed change",
        changes,
        (*CHANGE, who("noticed_by", _("Noticed by")), reference()),
    ),
    Sheet(
        "changes-of-mine",
        _("Different in me, mine alone"),
        "noticed change",
        own_changes,
        (*CHANGE, reference()),
        is_own=True,
    ),
)
