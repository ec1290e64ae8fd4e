"""Lost second steps: somebody says that theirs is gone, and two others who know them say so too."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.people import User


class LostStepQuerySet(models.QuerySet["LostStep"]):
    """What was said to be lost."""

    def waiting(self, at: datetime) -> Self:
        return self.filter(settled_at=None, ends_at__gt=at)

    def for_listing(self) -> Self:
        return self.select_related("person").prefetch_related("confirmations__by").order_by("asked_at")


class LostStep(Identified):
    """One person's word, given after a code sent to their address, that their second step is gone."""

    class Outcome(models.TextChoices):
        """What became of it."""

        RESET = "reset", _("Two people confirmed it, and the second step was taken off")
        REFUSED = "refused", _("Somebody who was asked said that it is not so")
        FOUND = "found", _("They signed in with it after all")
        ENDED = "ended", _("A newer one took its place")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="lost_steps")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    objects = LostStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(settled_at=None), name="inquiries_loststep_one_open_a_person"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="inquiries_loststep_settled_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: lost second step"

    def settle(self, outcome: Outcome, *, at: datetime) -> bool:
        """Close this, and say whether it was this call that did it."""
        open_one = LostStep.objects.filter(pk=self.pk, settled_at=None)
        return bool(open_one.update(settled_at=at, outcome=outcome))


class Confirmation(Identified):
    """The word of one of the two who confirm: that they spoke with the person, and how."""

    class How(models.TextChoices):
        """How somebody made sure that it is them."""

        MET = "met", _("I met them, and know them")
        RANG = "rang", _("I rang a number that I had before, and know their voice")
        SERVER = "server", _("On the server, by who runs it")

    lost = models.ForeignKey(LostStep, on_delete=models.CASCADE, related_name="confirmations")
    place = models.PositiveSmallIntegerField()  # the first or the second: there is no third
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(_("How did you make sure that it is them?"), max_length=8, choices=How)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["lost", "place"], name="inquiries_confirmation_one_a_place"),
            models.UniqueConstraint(fields=["lost", "by"], name="inquiries_confirmation_one_a_person"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="inquiries_confirmation_two_places"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.lost}"
