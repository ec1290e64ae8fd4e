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
from practices import progress_charts, runs, small_runs, small_spreads
from practices.models import Practice, SmallTest
from practices.progress import Stages
from practices.reporting.figuring import SORTS
from practices.run_rules import ANHOEJ, RUN_CHART
from practices.runs import Run
from practices.sketching import SMALL
from practices.small_spreads import Banded

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

    @property
    def lines(self) -> list[tuple[object, list[tuple[str, object]]]]:
        """Each row as what it is of, and its cells with the heading of each, which stands beside it on a phone."""
        return [(first, list(zip(self.head[1:], cells, strict=True))) for first, *cells in self.rows]


def drawn(rows: Iterable[Row]) -> list[Figure]:
    """All of a report: measures first, then small tests, and the practice checks of several meetings as one."""
    of: dict[str, list[Row]] = {sort: [] for sort in SORTS.values()}
    for row in rows:
        of[row["sort"]].append(row)
    found = [_measure(row, place) for place, row in enumerate(of[SORTS[Kind.MEASURE]])]
    found += [_by_stage(row) for row in of[SORTS[Kind.SMALL_TEST]] if row["numbers"]]
    banded = _banded(of[SORTS[Kind.CHECK]])
    return [*found, _checks(banded)] if banded else found


def _measure(row: Row, place: int) -> Figure:
    run = _run(row)
    about = ", ".join(filter(None, [run.name, run.unit]))
    head = [_("Day"), capfirst(run.unit) or _("Reading")]
    told = [[date_format(on, "j F Y"), runs.plain(value)] for on, value, _mark in run.readings]
    svg = small_runs.draw(run, key=f"figure-measure-{place}")
    return Figure(small_runs.title_of(run.findings), about, svg, head, told)


def _run(row: Row) -> Run:
    numbers = row["numbers"]
    return Run(
        [(date.fromisoformat(on), Decimal(value), mark) for on, value, mark in numbers["readings"]],
        numbers["baseline"],
        ANHOEJ if numbers["is_anhoej"] else RUN_CHART,
        [(date.fromisoformat(on), _("Round %(n)s") % {"n": number}) for on, number in numbers["rounds"]],
        unit=row["words"],
        name=row["title"],
    )


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


def _banded(rows: Sequence[Row]) -> list[Banded]:
    """What was frozen of several meetings, practice by practice, oldest first."""
    numbers = sorted(
        (row["numbers"] | {"key": row["key"]} for row in rows), key=lambda one: int(one["number"])
    )
    meetings = [
        (Meeting(pk=UUID(one["key"]), number=one["number"], starts_at=datetime.fromisoformat(one["at"])), one)
        for one in numbers
    ]
    return [
        Banded(str(label), meeting, tuple(one["counts"][practice]))
        for practice, label in Practice.choices
        for meeting, one in meetings
        if practice in one["counts"]
    ]


def _checks(found: list[Banded]) -> Figure:
    return Figure(
        small_spreads.title_of(found),
        _("Practice checks, answered on phones in the room: low is 1 or 2, high 4 or 5"),
        small_spreads.draw(found, key="figure-checks"),
        [_("Practice and meeting"), _("Low"), _("Middle"), _("High")],
        [(_place(one), *one.said) for one in found],
    )


def _place(one: Banded) -> str:
    words = {"label": one.practice, "number": one.meeting.number, "day": short_day(one.meeting.starts_at)}
    return _("%(label)s, meeting %(number)s, %(day)s") % words
