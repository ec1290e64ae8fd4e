"""Programmes, the national bodies that commission them, and their partnerships."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from inquiries.models.base import Identified
from inquiries.models.organisations import Organisation


class Programme(Identified):
    """A programme of inquiry that national bodies commission in several partnerships."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.name


class NationalBody(Identified):
    """A national organisation that commissions a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="national_bodies")
    name = models.CharField(_("name"), max_length=120)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "national bodies"
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="inquiries_nationalbody_once")
        ]

    def __str__(self) -> str:
        return self.name


class Partnership(Identified):
    """A health and social care partnership: one area of the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    outline = models.TextField(_("in outline"), blank=True)
    parties = models.ManyToManyField(Organisation, related_name="partnerships", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
