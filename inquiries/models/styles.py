"""Working styles: one's own light self-description, and the spread across the room, never whose is whose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group, Membership


class Style(models.TextChoices):
    """Four ways to be of use at a table; everybody has some of each."""

    PACE = "pace", _("Gets us going")
    THREAD = "thread", _("Holds the thread")
    ROOM = "room", _("Reads the room")
    WINDOW = "window", _("Opens a window")


class StyleAnswer(Identified):
    """How often a member chose each style. Only they read it; taken back, the row is gone."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="style_answer")
    pace = models.PositiveSmallIntegerField(default=0)
    thread = models.PositiveSmallIntegerField(default=0)
    room = models.PositiveSmallIntegerField(default=0)
    window = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.membership}"

    @property
    def chosen(self) -> list[tuple[str, int]]:
        return [(style, getattr(self, style)) for style in Style.values]

    @property
    def leading(self) -> list[str]:
        """The style or styles chosen most often."""
        most = max(count for _style, count in self.chosen)
        return [style for style, count in self.chosen if count == most]


class StyleSpread(models.Model):
    """The spread as a group sees it: drawn at five answers, and anew after each three changes (decision 19)."""

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, primary_key=True, related_name="style_spread"
    )
    pace = models.PositiveIntegerField(default=0)
    thread = models.PositiveIntegerField(default=0)
    room = models.PositiveIntegerField(default=0)
    window = models.PositiveIntegerField(default=0)
    people = models.PositiveSmallIntegerField(default=0)
    changes = models.PositiveSmallIntegerField(default=0)  # since it was drawn

    def __str__(self) -> str:
        return f"{self.group}"
