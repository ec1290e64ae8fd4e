"""Business as usual: what became of an adopted small test, and when somebody looks again whether it still is."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from practices.models.small_tests import SmallTest


class UsualQuerySet(models.QuerySet["Usual"]):
    """What became usual."""

    def to_look_at_again(self, day: date) -> Self:
        """Those whose day has come, of small tests that are still adopted."""
        due = self.filter(look_again_on__lte=day, small_test__removed_at=None)
        return due.filter(small_test__stage=SmallTest.Stage.ADOPTED)

    def for_asking(self) -> Self:
        of = ("small_test__group", "small_test__lead__person", "small_test__lead__group")
        return self.select_related(*of)


class Usual(Identified):
    """What it takes for a small test to stay: who adopted it, where, at whose cost, and how one would notice that it slipped."""

    small_test = models.OneToOneField(SmallTest, on_delete=models.CASCADE, related_name="usual")
    adopted_by = models.CharField(_("who does it now"), max_length=200)
    where = models.CharField(_("where"), max_length=120, blank=True)
    since = models.DateField(_("since when"))
    costs = models.CharField(_("what it costs whom"), max_length=300, blank=True)
    slips = models.CharField(_("how we would notice that it slipped"), max_length=300, blank=True)
    look_again_on = models.DateField(_("when somebody looks again"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = UsualQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "usual"

    def __str__(self) -> str:
        return f"{self.small_test}: {self.adopted_by}"
