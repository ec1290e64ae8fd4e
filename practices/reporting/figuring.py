"""The figures of a report: what was counted and let out, frozen as plain numbers that stand while it is out.

Small tests by stage, practice checks over time, and the run chart of each measure. What became of actions is not among them: a
group never lets its actions out, and their numbers leave it over several groups alone (decision 0079).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F

from inquiries.models import Group
from meetings import grouping
from meetings.models import Release
from practices import checking
from practices.learning import SHOWN_NATIONALLY
from practices.models import Cycle, Reading
from practices.models.checks import LEAST, SHOWN_FROM
from practices.reporting.offering import BY_STAGE, Offered
from practices.run_rules import ANHOEJ
from practices.small_spreads import BANDS

Kind = Release.Kind
Row = dict[str, Any]


def freeze(
    rows: list[Row], chosen: Iterable[Offered], released: Iterable[Offered], group: Group
) -> list[Row]:
    """The numbers of what was chosen, beside its words; three queries at most."""
    kinds = {str(one.key): one.kind for one in chosen}
    numbers: dict[str, Any] = {BY_STAGE: {str(one.key): one.stage for one in released if one.stage}}
    numbers |= _measured([key for key, kind in kinds.items() if kind == Kind.MEASURE])
    numbers |= _checked(group, [key for key, kind in kinds.items() if kind == Kind.CHECK])
    return [row | {"sort": SORTS[kinds[row["key"]]], "numbers": numbers[row["key"]]} for row in rows]


SORTS: dict[str, str] = {Kind.MEASURE: "measure", Kind.SMALL_TEST: "stages", Kind.CHECK: "check"}


def _measured(keys: list[str]) -> dict[str, Row]:
    """By measure, all its readings and the rounds of what it is a measure of; two queries."""
    if not keys:
        return {}
    found: dict[str, Row] = {}
    settings = ("measure__baseline", "measure__rules")
    rows = Reading.objects.filter(measure__in=keys).in_order()
    for key, baseline, rules, *reading in rows.values_list("measure", *settings, *READING):
        told = {"baseline": baseline, "is_anhoej": rules == ANHOEJ, "readings": [], "rounds": []}
        found.setdefault(str(key), told)["readings"].append(_plain(*reading))
    rounds = Cycle.objects.filter(small_test__measures__in=keys).annotate(key=F("small_test__measures"))
    for key, on, number in rounds.values_list("key", "starts_on", "number"):
        if str(key) in found:
            found[str(key)]["rounds"].append([on.isoformat(), number])
    return found


READING = ("on", "value", "is_astronomical")


def _plain(on: date, value: Decimal, is_astronomical: bool) -> list[Any]:
    return [on.isoformat(), str(value), is_astronomical]


def _checked(group: Group, keys: list[str]) -> dict[str, Row]:
    """By meeting, how many answers to each practice were low, middle and high, where ten gave one; one query.

    What fewer than five said leaves the group as that: here as one.
    """
    meetings = [meeting for meeting in grouping.meetings_of(group) if str(meeting.pk) in keys]
    found: dict[str, Row] = {
        str(one.pk): {"number": one.number, "at": one.starts_at.isoformat(), "counts": {}} for one in meetings
    }
    for one in checking.spreads(group, meetings, least=SHOWN_NATIONALLY) if meetings else []:
        for spread in one.spreads:
            bands = [sum(spread.counts[score - LEAST] for score in band) for band in BANDS]
            told = [count if count >= SHOWN_FROM else min(count, 1) for count in bands]
            found[str(spread.meeting.pk)]["counts"][one.practice] = told
    return found


def as_they_stand(rows: Iterable[Row], released: Mapping[str, Offered]) -> list[Row]:
    """Those still out; of small tests those that are, at the stage they had when it was published."""
    return [
        row | {"numbers": {key: stage for key, stage in row["numbers"].items() if key in released}}
        if row["key"] == BY_STAGE
        else row
        for row in rows
    ]
