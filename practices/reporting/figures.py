"""The figures of a report as they are read: each with the finding as its title, a small drawing, and its numbers as a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from inquiries.templatetags.clip import short_day
from meetings.models import Meeting, Release
from practices import progress_charts, run_charts, run_rules, small_runs, spread_charts
from practices.checking import SCORES, Checked, Spread
from practices.models import Practice, SmallTest
from practices.progress import Stages
from practices.run_charts import Cycles, Readings
from practices.sketching import SMALL

Kind, Stage = Release.Kind, SmallTest.Stage
Row = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One figure: what it found, what it is a figure of, its drawing, and the same as a table."""

    title: str
    about: str
    svg: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def drawn(rows: Iterable[Row]) -> list[Figure]:
    """All of a report: measures first, then small tests, and the practice checks of several meetings as one."""
    of: dict[str, list[Row]] = {kind: [] for kind in (Kind.MEASURE, Kind.SMALL_TEST, Kind.CHECK)}
    for row in rows:
        of[row["sort"]].append(row)
    found = [_measure(row, place) for place, row in enumerate(of[Kind.MEASURE])]
    found += [_by_stage(row) for row in of[Kind.SMALL_TEST] if row["numbers"]]
    checked = _checked(of[Kind.CHECK])
    return [*found, _checks(checked)] if spread_charts.meetings_in(checked) else found


def _measure(row: Row, place: int) -> Figure:
    numbers, unit = row["numbers"], row["words"]
    readings: Readings = [
        (date.fromisoformat(on), Decimal(value), mark) for on, value, mark in numbers["readings"]
    ]
    cycles: Cycles = [
        (date.fromisoformat(on), _("Round %(n)s") % {"n": number}) for on, number in numbers["rounds"]
    ]
    marked = [n for n, (_on, _value, mark) in enumerate(readings) if mark]
    values = [value for _on, value, _mark in readings]
    findings = run_rules.read(
        values, baseline=numbers["baseline"], rules=numbers["rules"], astronomical=marked
    )
    svg = small_runs.draw(
        readings,
        findings,
        baseline=numbers["baseline"],
        cycles=cycles,
        unit=unit,
        name=row["title"],
        key=f"figure-measure-{place}",
    )
    about = ", ".join(filter(None, [row["title"], unit]))
    head = [_("Day"), capfirst(unit) or _("Reading")]
    told = [[date_format(on, "j F Y"), run_charts.plain(value)] for on, value, _mark in readings]
    return Figure(run_charts.title_of(findings), about, svg, head, told)


def _by_stage(row: Row) -> Figure:
    """Of the small tests that went out: those that stay in the group are in no number of it."""
    counts = Counter(row["numbers"].values())
    stages = Stages(trying=counts[Stage.TRYING], adopted=counts[Stage.ADOPTED], let_go=counts[Stage.LET_GO])
    return Figure(
        progress_charts.title_of_stages(stages),
        _("Small tests that the group let out, by where they stand"),
        progress_charts.draw_stages(stages, SMALL, key="figure-tests"),
        [_("Stage"), _("Small tests")],
        [(label, number) for label, number, _word, _colour in progress_charts.stage_rows(stages)],
    )


def _checked(rows: Sequence[Row]) -> list[Checked]:
    """What was frozen of several meetings, practice by practice, oldest first."""
    numbers = sorted(((row["key"], row["numbers"]) for row in rows), key=lambda one: int(one[1]["number"]))
    meetings = [
        (Meeting(pk=UUID(key), number=told["number"], starts_at=datetime.fromisoformat(told["at"])), told)
        for key, told in numbers
    ]
    return [
        Checked(
            practice,
            str(label),
            [
                Spread(meeting, tuple(told["counts"][practice]), ())
                for meeting, told in meetings
                if practice in told["counts"]
            ],
        )
        for practice, label in Practice.choices
    ]


def _checks(checked: list[Checked]) -> Figure:
    told = [(one.label, spread) for one in checked for spread in one.spreads]
    return Figure(
        spread_charts.title_of(checked),
        _("Practice checks: each answered on their phone in the room, without a name"),
        spread_charts.draw_small(checked, key="figure-checks"),
        [_("Practice and meeting"), *map(str, SCORES)],
        [(_place(label, spread.meeting), *spread.counts) for label, spread in told],
    )


def _place(label: str, meeting: Meeting) -> str:
    words = {"label": label, "number": meeting.number, "day": short_day(meeting.starts_at)}
    return _("%(label)s, meeting %(number)s, %(day)s") % words
