"""Organisations, each in one sector."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from inquiries.models.base import Identified, fold


class Organisation(Identified):
    """A practice, a department, a charity: whatever somebody comes from. There is one of each name in all of Clip."""

    class Sector(models.TextChoices):
        """The six sectors; the letter stands beside a name everywhere."""

        HEALTH_BOARD = "h", _("Health board")
        COUNCIL = "c", _("Council")
        CONTRACTOR = "g", _("GP practice or other contractor")
        THIRD_SECTOR = "t", _("Third sector")
        INDEPENDENT = "i", _("Independent")
        COMMUNITY = "p", _("Community")

    name = models.CharField(_("name"), max_length=120)
    name_folded = models.CharField(max_length=120, editable=False, unique=True)
    sector = models.CharField(_("sector"), max_length=1, choices=Sector)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name_folded"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """For the admin, whose form does not know the folded name."""
        if Organisation.objects.filter(name_folded=fold(self.name)).exclude(pk=self.pk).exists():
            raise ValidationError({"name": gettext("There is an organisation of this name already.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_folded = fold(self.name)
        super().save(*args, **kwargs)
