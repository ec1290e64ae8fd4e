"""Digests: what changed in the groups of one integration manager, once a working day at the hour she chose."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models import Message, User
from inquiries.models.base import Identified

HOURS = range(8, 19)  # within the hours in which notes leave
USUAL_HOUR = 16


class DigestChoice(Identified):
    """When somebody wants their digest, and whether they hear of who is stuck at once; without a row, at four."""

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="digest_choice")
    wants_digest = models.BooleanField(_("one mail a working day"), default=True)
    hour = models.PositiveSmallIntegerField(
        _("at"),
        default=USUAL_HOUR,
        validators=[MinValueValidator(HOURS[0]), MaxValueValidator(HOURS[-1])],
    )
    stuck_at_once = models.BooleanField(_("a mail at once whenever somebody is stuck"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hour__gte=HOURS[0], hour__lte=HOURS[-1]),
                name="meetings_digestchoice_hour_while_notes_leave",
            )
        ]

    def __str__(self) -> str:
        return f"Digest of {self.person}"


class Digest(Identified):
    """One person's digest of one day, decided once; without a message nothing had changed."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="digests")
    day = models.DateField()
    made_at = models.DateTimeField()  # what changed later is in the next one
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="meetings_digest_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"Digest of {self.person}, {self.day}"
