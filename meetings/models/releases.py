"""Releases: what a group lets out of its room, thing by thing."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership
from inquiries.models.base import Identified
from meetings.models.meetings import Meeting


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases of groups."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(taken_back_at=None)


class Release(Identified):
    """One thing that goes out of the room: from here on those above the group read it, until it is taken back.

    What is read is the thing as it stands, never a copy: words that are withdrawn or changed are so outside too.
    """

    class Kind(models.TextChoices):
        """What goes out, by the row of the access table that says who reads it then."""

        QUOTE = "quotes", _("Quote")
        RECAP = "recap", _("Recap, in the facilitator’s words")
        WALL = "wall", _("The wall")
        STORY = "story", _("Story")
        SMALL_TEST = "small test", _("Small test")
        CHANGE = "noticed change", _("Noticed change")
        SCENARIO = "scenario", _("Scenario plan")
        MEASURE = "measure", _("Measure")
        OBSERVATION = "practice observation", _("Observation of a practice")
        CHECK = "practice check", _("Practice check")
        RELATIONS = "relationships picture", _("New ties between organisations")
        STRUCTURE = "structural proposal", _("Structural proposal")
        INITIATIVE = "initiative", _("Initiative")
        LIBRARY = "library", _("For other groups to learn from")

    kind = models.CharField(max_length=24, choices=Kind)
    about = models.UUIDField()  # an entry, a meeting, a group; things of apps above this one too
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="releases")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="releases")
    released_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(taken_back_at=None), name="meetings_release_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="meetings_release_taken_back_at_with_taken_back_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.group}"
