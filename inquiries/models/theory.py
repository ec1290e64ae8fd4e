"""How change spreads: from what one notices in oneself to people in communities, in a group's own words (A2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group


class Level(models.TextChoices):
    """The five levels of the theory of change (article, section 3), from within outwards."""

    MYSELF = "myself", _("Change noticed in myself")
    RELATIONSHIPS = "relationships", _("My relationships")
    TEAM = "team", _("My team")
    ORGANISATIONS = "organisations", _("Our organisations")
    COMMUNITIES = "communities", _("People in communities")


class LevelWords(Identified):
    """What one group says it would see at one level."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="level_words")
    level = models.CharField(max_length=13, choices=Level)
    words = models.CharField(_("what we would see"), max_length=400, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "level"], name="inquiries_levelwords_once_a_level")
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.words}"
