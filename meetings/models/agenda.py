"""The agenda of a meeting, its items in order, each with minutes; and the formats that a group makes of its plans."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
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


class Happening(Identified):
    """What happens for some minutes: in an agenda, or in a format that a group keeps."""

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

    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TALK)
    title = models.CharField(_("item"), max_length=120)
    note = models.CharField(_("prompt"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)]
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class AgendaItem(Happening, Removable):
    """One item of an agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    carries = models.UUIDField(null=True, blank=True)  # what was carried in as this item

    objects = AgendaQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["meeting", "position"]


class OwnFormatQuerySet(RemovableQuerySet["OwnFormat"]):
    """Formats that groups made of plans of theirs."""

    def visible_to(self, user: User) -> Self:
        """To those who plan."""
        return self.filter(group__in=Group.objects.where(user, "meeting plan", Reach.WRITE))


class OwnFormat(Identified, Removable):
    """An agenda that a group keeps to start others from."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="own_formats")
    name = models.CharField(_("name"), max_length=60)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = OwnFormatQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["name"]
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "name"],
                condition=models.Q(removed_at=None),
                name="meetings_ownformat_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OwnPart(Happening):
    """One part of a format that a group keeps."""

    format = models.ForeignKey(OwnFormat, on_delete=models.CASCADE, related_name="parts")

    class Meta:
        ordering = ["format", "position"]
