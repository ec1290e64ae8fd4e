"""Barriers: what stands in the way, in one of four quadrants, with dated judgements of what kind it is."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from meetings.models import Meeting


class BarrierQuerySet(RemovableQuerySet["Barrier"]):
    """Barriers of groups."""

    def visible_to(self, user: User) -> Self:
        """Those of the groups whose barriers this person may read: nobody above a group does."""
        return self.kept().filter(group__in=Group.objects.where(user, "barrier"))

    def for_listing(self) -> Self:
        """With what they were judged to be, newest last; two queries."""
        judged = Judgement.objects.select_related("by__person")
        return self.select_related("recorded_by__person").prefetch_related(
            models.Prefetch("judgements", judged)
        )


class Barrier(Identified, Removable):
    """Something that stands in the way, as the group words it; never a copy of what somebody said of an action."""

    class Quadrant(models.TextChoices):
        """Where it lies: within people or between them, to be felt or to be seen (after Wilber, [4])."""

        VALUES = "values", _("My values and beliefs")
        DOING = "doing", _("What I do")
        CULTURE = "culture", _("Our culture")
        SYSTEMS = "systems", _("Our systems")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="barriers")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="barriers"
    )
    what = models.CharField(_("what stands in the way"), max_length=300)
    quadrant = models.CharField(_("where it lies"), max_length=7, choices=Quadrant)
    way_round = models.TextField(_("a way round it"), max_length=1000, blank=True)
    gone_on = models.DateField(_("no longer in the way since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = BarrierQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("practices:barrier", args=[self.group.slug, self.pk])

    @property
    def judged(self) -> "Judgement | None":
        """What it was last judged to be; no query where it was read `for_listing`."""
        return max(self.judgements.all(), key=lambda one: one.at, default=None)


class Judgement(Identified):
    """What kind of thing a barrier was held to be on one day, and why; a later one takes its place and not its row."""

    class Kind(models.TextChoices):
        """After Heifetz [4]: what somebody can mend, and what people have to change for."""

        TECHNICAL = "technical", _("A technical fix: somebody knows how")
        ADAPTIVE = "adaptive", _("An adaptive challenge: people have to change")
        BOTH = "both", _("Both: a fix, and people have to change")

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="judgements")
    kind = models.CharField(_("what kind of thing it is"), max_length=9, choices=Kind)
    because = models.CharField(_("because"), max_length=300)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    client_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.barrier}: {self.get_kind_display()}"
