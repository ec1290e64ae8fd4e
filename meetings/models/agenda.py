"""The agenda of a meeting: its items in order, each with minutes."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.policy import Reach
from meetings.models.meetings import Meeting


class AgendaQuerySet(RemovableQuerySet["AgendaItem"]):
    """Items of agendas."""

    def visible_to(self, user: User) -> Self:
        """All to those who plan; to members once the plan is shared."""
        planning = Group.objects.where(user, "meeting plan", Reach.WRITE)
        reading = Group.objects.where(user, "meeting plan")
        return self.filter(
            models.Q(meeting__group__in=planning)
            | models.Q(meeting__group__in=reading, meeting__plan_shared_at__isnull=False)
        )

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class AgendaItem(Identified, Removable):
    """One item of an agenda."""

    class Kind(models.TextChoices):
        """What happens during it; the recording page opens the matching part."""

        ARRIVE = "arrive", _("Arriving and introductions")
        RECAP = "recap", _("Recap")
        UPDATES = "updates", _("Round of updates")
        SMALL_GROUPS = "small_groups", _("Small groups")
        ACTIONS = "actions", _("Agree actions")
        RELEASE = "release", _("What goes out of here?")
        CHECK_OUT = "check_out", _("Check-out")
        PAUSE = "pause", _("Pause")
        TALK = "talk", _("Whole group")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TALK)
    title = models.CharField(_("item"), max_length=120)
    note = models.CharField(_("prompt"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    carries = models.UUIDField(null=True, blank=True)  # what was carried in as this item

    objects = AgendaQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return self.title
