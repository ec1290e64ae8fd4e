"""Reports of a group to those above it: composed from what it released, seen by the members, published as a frozen version."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Document, Group, Membership, Spell, User
from inquiries.policy import Reach
from practices.models.base import Worded, WordedQuerySet


class ReportQuerySet(WordedQuerySet["Report"]):
    """Reports of groups."""

    def open_to(self, user: User) -> Self:
        """Those who hold the group read every draft, members those shown to them, and those above what is published."""
        holding = Group.objects.where(user, "report", Reach.WRITE)
        inside = Group.objects.where(user, "report")
        above = Group.objects.where(user, "report", Reach.RELEASED)
        shown = Q(shown_at__isnull=False) | Q(published_at__isnull=False)
        return self.filter(
            Q(group__in=holding)
            | Q(group__in=inside) & shown
            | Q(group__in=above, published_at__isnull=False)
        )

    def kept_by(self, user: User) -> Self:
        """What was published while this person belonged to the group, also once they left (access.md)."""
        mine = Spell.objects.filter(
            membership__person=user, membership__group=OuterRef("group"), membership__person__is_active=True
        )
        return self.kept().published().filter(Exists(mine.around(OuterRef("published_at__date"))))

    def for_listing(self) -> Self:
        return super().for_listing().select_related("document")

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)


class Report(Worded):
    """One report. What it holds of the room is named thing by thing in `chosen`, and stands here only while it is released."""

    class Kind(models.TextChoices):
        """When in the life of a group it is written."""

        PROGRESS = "progress", _("Progress report")
        BRIEFING = "briefing", _("Briefing before the last meeting")
        FINAL = "final", _("Final report")

    THING: ClassVar[str] = "report"
    PAGE: ClassVar[str] = "practices:report"

    kind = models.CharField(_("which report"), max_length=8, choices=Kind, default=Kind.PROGRESS)
    title = models.CharField(_("what it says, in a line"), max_length=150)
    lead = models.TextField(_("in three sentences"), max_length=600, blank=True)
    learned = models.TextField(_("what we learned"), max_length=1000, blank=True)
    uncertain = models.TextField(_("what is uncertain"), max_length=1000, blank=True)
    ahead = models.TextField(_("what comes next, or how to go on"), max_length=1000, blank=True)
    chosen: Any = models.JSONField(default=list, blank=True)  # keys of what was released
    shown_at = models.DateTimeField(null=True, blank=True, editable=False)  # to the members
    shown_version = models.PositiveIntegerField(null=True, blank=True, editable=False)  # which one that was
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    frozen: Any = models.JSONField(null=True, blank=True, editable=False)  # as it was when published
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    instead_of = models.ForeignKey(  # one that was taken back, to be put right
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["-recorded_at"]
        constraints = [
            *Worded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, frozen__isnull=False),
                name="practices_report_frozen_once_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shown(self) -> bool:
        """Whether the members can read it as it is now worded."""
        return self.shown_version == self.version
