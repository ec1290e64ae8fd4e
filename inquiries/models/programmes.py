"""Programmes, the national bodies that commission them, and their partnerships."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from inquiries.models.base import Identified
from inquiries.models.organisations import Organisation
from inquiries.models.people import User
from inquiries.roles import Role


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes."""

    def set_up_by(self, user: User) -> Self:
        """Those that this person administers."""
        return self.filter(stewardships__person=user, stewardships__role=Role.ADMINISTRATOR)


class Programme(Identified):
    """A programme of inquiry that national bodies commission in several partnerships."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()
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


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Partnerships."""

    def set_up_by(self, user: User) -> Self:
        """Those that this person administers: each by itself, or with the whole programme."""
        mine = Programme.objects.set_up_by(user).values("pk")
        held = Q(stewardships__person=user, stewardships__role=Role.ADMINISTRATOR)
        return self.filter(held | Q(programme__in=mine)).distinct()


class Partnership(Identified):
    """A health and social care partnership: one area of the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    outline = models.TextField(_("in outline"), blank=True)
    parties = models.ManyToManyField(Organisation, related_name="partnerships", blank=True)

    objects = PartnershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
