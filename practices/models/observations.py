"""Observations: what a group recorded that speaks for or against one of the six practices, as a person confirmed it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practices.models.base import Worded, WordedQuerySet


class Practice(models.TextChoices):
    """The six practices (article, section 6), in its order."""

    DISBELIEF = "disbelief", _("Suspending disbelief")
    PURPOSE = "purpose", _("A shared purpose")
    ACCOUNTABILITY = "accountability", _("Accountability to the purpose")
    DIVERSITY = "diversity", _("Exploring diversity, building trust")
    STRUCTURE = "structure", _("Purposeful structural change")
    LEADERSHIP = "leadership", _("Courageous and systemic leadership")


class ObservationQuerySet(WordedQuerySet["Observation"]):
    """Observations of groups."""

    def of(self, practice: str) -> Self:
        return self.filter(practice=practice)


class Observation(Worded):
    """Something that speaks for or against one practice here, with what it rests on, where that is recorded."""

    class Speaks(models.TextChoices):
        """Which way it points."""

        FOR = "for", _("This shows it")
        AGAINST = "against", _("This works against it")

    THING: ClassVar[str] = "practice observation"
    TOLD_ON: ClassVar[str] = "recorded_at__date"
    PAGE: ClassVar[str] = "practices:observation"
    FACTS: ClassVar[tuple[str, ...]] = ("practice", "speaks")

    practice = models.CharField(max_length=14, choices=Practice)
    speaks = models.CharField(_("which way it points"), max_length=7, choices=Speaks)
    words = models.CharField(_("what we observe"), max_length=500)
    evidence_kind = models.CharField(max_length=20, blank=True, editable=False)
    evidence = models.UUIDField(null=True, blank=True, editable=False)  # as in strands

    objects = ObservationQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["-recorded_at"]
        constraints = [
            *Worded.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "practice", "evidence"],
                condition=Q(removed_at=None, evidence__isnull=False),
                name="practices_observation_once_an_evidence",
            ),
        ]

    def __str__(self) -> str:
        return self.words
