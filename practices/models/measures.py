"""Measures of a small test or of an aspiration, and the readings that were taken of them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Aspiration
from inquiries.models.base import Identified
from practices.models.base import Worded, WordedQuerySet
from practices.models.small_tests import SmallTest


class MeasureQuerySet(WordedQuerySet["Measure"]):
    """Measures of groups."""

    def for_listing(self) -> Self:
        counted = models.Count("readings")
        of = ("small_test", "aspiration", "recorded_by__person", "recorded_by__organisation")
        return self.select_related(*of).annotate(n=counted)


class Measure(Worded):
    """Something that is counted or timed again and again. None is demanded; one may be added to what is tried."""

    class RuleSet(models.TextChoices):
        """By which published rules its chart is read; printed on the chart."""

        RUN_CHART = "run chart", _("Run chart: shift, trend, runs and astronomical points")
        ANHOEJ = "anhøj", _("Anhøj: longest run and crossings")

    THING: ClassVar[str] = "measure"
    PAGE: ClassVar[str] = "practices:measure"
    FACTS: ClassVar[tuple[str, ...]] = ("unit",)

    small_test = models.ForeignKey(
        SmallTest, on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    aspiration = models.ForeignKey(
        Aspiration, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.CharField(_("what is measured"), max_length=150)
    unit = models.CharField(_("counted"), max_length=60, blank=True)
    baseline = models.PositiveSmallIntegerField(_("readings before the change"), null=True, blank=True)
    rules = models.CharField(_("by which rules"), max_length=9, choices=RuleSet, default=RuleSet.RUN_CHART)

    objects = MeasureQuerySet.as_manager()

    class Meta(Worded.Meta):
        constraints = [
            *Worded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(small_test=None, aspiration__isnull=False)
                | Q(small_test__isnull=False, aspiration=None),
                name="practices_measure_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def of(self) -> "SmallTest | Aspiration | None":
        """What it is a measure of, while that is there."""
        of = self.small_test or self.aspiration
        return of if of and not of.removed_at else None


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings of measures."""

    def in_order(self) -> Self:
        return self.order_by("on")


class Reading(Identified):
    """One reading, on one day; a second on that day takes its place."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=3)
    is_astronomical = models.BooleanField(default=False)  # a person says so, never a rule

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="practices_reading_once_a_day")]

    def __str__(self) -> str:
        return f"{self.measure}, {self.on:%d %B %Y}"

    @property
    def number(self) -> str:
        """As one writes it: no zeros behind it."""
        return f"{self.value:.3f}".rstrip("0").rstrip(".")
