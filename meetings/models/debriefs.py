"""Debriefs: what those who hold a meeting write down of it for themselves, part by part, and ideas for the next one."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from meetings.models.meetings import Meeting


class DebriefPartQuerySet(models.QuerySet["DebriefPart"]):
    """Parts of debriefs."""

    def visible_to(self, user: User) -> Self:
        """To the facilitators and integration managers of the group, and to nobody else."""
        return self.filter(meeting__group__in=Group.objects.where(user, "debrief"))


class DebriefPart(Identified):
    """One part of the debrief of one meeting. Several hands write in it: each saves against the version it read."""

    class Key(models.TextChoices):
        """Which part: the story first, then the cycle, then what it leaves."""

        TOLD = "told", _("What happened")
        OBSERVED = "observed", _("What did we notice?")
        REFLECTED = "reflected", _("What do we make of it?")
        PLANNED = "planned", _("What shall we do differently?")
        ACTS = "acts", _("Who does what before then?")
        WORKED = "worked", _("What worked, and what did it lean on?")
        UNDERNEATH = "underneath", _("What lies underneath?")
        ALOUD = "aloud", _("What do we say to seniors rather than write?")

    class Element(models.TextChoices):
        """What an approach can lean on: the six elements of Stretch (article, section 4)."""

        CURIOUS = "curious", _("Being curious")
        APPRECIATIVE = "appreciative", _("Being appreciative")
        PROACTIVE = "proactive", _("Being proactive")
        COURAGEOUS = "courageous", _("Being courageous")
        THINKERS = "thinkers", _("Being thinkers")
        COMMUNICATORS = "communicators", _("Being communicators")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="debrief_parts")
    key = models.CharField(max_length=12, choices=Key)
    text = models.TextField(max_length=6000, blank=True)
    elements = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = DebriefPartQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "key"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "key"], name="meetings_debriefpart_once_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.text[:40]}"


class IdeaQuerySet(RemovableQuerySet["DebriefIdea"]):
    """Ideas from debriefs."""

    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__group__in=Group.objects.where(user, "debrief"))

    def waiting(self) -> Self:
        """Those that carry to the next plan: neither tried nor let go."""
        return self.kept().filter(settled_at=None)


class DebriefIdea(Identified, Removable):
    """An idea for a meeting to come: it stands beside every next plan until it was tried or let go."""

    class Settled(models.TextChoices):
        """What became of it."""

        TRIED = "tried", _("tried")
        LET_GO = "let_go", _("let go")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="debrief_ideas")
    text = models.CharField(_("an idea for the next meeting"), max_length=300)
    client_key = models.UUIDField(unique=True)
    had_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    had_at = models.DateTimeField()
    settled = models.CharField(max_length=8, choices=Settled, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["had_at", "pk"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None) | (~Q(settled="") & Q(settled_at__isnull=False)),
                name="meetings_debriefidea_settled_with_settled_at",
            ),
        ]

    def __str__(self) -> str:
        return self.text
