"""Measuring: readings kept once a day, taken back, and the chart that they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices import run_charts, runs
from practices.models import Cycle, Measure, Reading
from practices.run_rules import Findings
from practices.runs import Run

DRAWN_AT_MOST = 400  # ten years of weeks


@transaction.atomic
def keep(measure: Measure, readings: Iterable[tuple[date, Decimal]]) -> tuple[int, int]:
    """Keep readings, the later of two of one day; says how many are new and how many took another's place."""
    said = dict(readings)
    before = set(Reading.objects.filter(measure=measure, on__in=said).values_list("on", flat=True))
    rows = [Reading(measure=measure, on=on, value=value) for on, value in said.items()]
    Reading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["measure", "on"], update_fields=["value"], batch_size=200
    )
    return len(said) - len(before), len(before)


def take_out(reading: Reading) -> bool:
    """Take a reading away: a number that was wrong; whether it was this call that did it."""
    return bool(Reading.objects.filter(pk=reading.pk).delete()[0])


def mark(reading: Reading, *, is_astronomical: bool) -> bool:
    """Say that a reading is unlike all others, or that it is not: a person's judgement, never a rule's."""
    rows = Reading.objects.filter(pk=reading.pk, is_astronomical=not is_astronomical)
    return bool(rows.update(is_astronomical=is_astronomical))


@dataclass(frozen=True)
class Chart:
    """A measure as it is drawn and read."""

    readings: list[Reading]
    findings: Findings
    svg: SafeString

    @property
    def title(self) -> str:
        """What it says, where the picture is too small for its own title."""
        return runs.title_of(self.findings)


def chart(measure: Measure) -> Chart:
    """The run chart of a measure with the rounds of its small test; two queries.

    Of a very long one the readings of its baseline and the newest are drawn.
    """
    readings = _drawn(measure)
    run = Run(
        [(row.on, row.value, row.is_astronomical) for row in readings],
        measure.baseline,
        measure.rules,
        _cycles(measure),
        unit=measure.unit,
        name=measure.what,
    )
    return Chart(readings, run.findings, run_charts.draw(run, key=str(measure.pk)))


def _drawn(measure: Measure) -> list[Reading]:
    rows = measure.readings
    newest = list(rows.order_by("-on")[:DRAWN_AT_MOST])[::-1]
    if not measure.baseline or len(newest) < DRAWN_AT_MOST:
        return newest
    first = list(rows.in_order().filter(on__lt=newest[0].on)[: measure.baseline])
    return [*first, *newest]


def _cycles(measure: Measure) -> list[tuple[date, str]]:
    if not measure.small_test_id:
        return []
    rounds = Cycle.objects.filter(small_test=measure.small_test_id).values_list("starts_on", "number")
    return [(on, _("Round %(n)s") % {"n": number}) for on, number in rounds]
