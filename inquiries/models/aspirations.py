"""Aspirations that a group agreed at the start, and the check-backs against each, half way and at the end."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User
from inquiries.policy import Reach


class Moment(models.TextChoices):
    """When a group looks back at what it hoped for."""

    HALF_WAY = "half-way", _("Half way")
    FINAL = "final", _("At the end")


class AspirationQuerySet(RemovableQuerySet["Aspiration"]):
    """What groups hope for."""

    def visible_to(self, user: User) -> Self:
        """All of them for those inside; above the group, where a check-back was published."""
        inside = Group.objects.where(user, "aspirations")
        above = Group.objects.where(user, "aspirations", Reach.RELEASED)
        published = CheckBack.objects.exclude(published_at=None).values("group")
        return self.kept().filter(Q(group__in=inside) | Q(group__in=above, group__pk__in=published))


class Aspiration(Identified, Removable):
    """Something that a group hopes will be different at the end, and for whom."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="aspirations")
    text = models.CharField(_("what we hope for"), max_length=300)
    for_whom = models.CharField(_("for whom"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    agreed_on = models.DateField()
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = AspirationQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["position", "agreed_on", "pk"]

    def __str__(self) -> str:
        return self.text


class CheckBack(Identified):
    """One look back of one group, half way or at the end; published when those who hold the group say so."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="check_backs")
    moment = models.CharField(max_length=8, choices=Moment)
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "moment"], name="inquiries_checkback_one_a_moment"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="inquiries_checkback_published_at_with_published_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_moment_display()}"


class View(Identified):
    """How far one aspiration has come, as somebody sees it: set by a person, never computed.

    `of_group` is the view that those who hold the group write; the others are members' own.
    """

    class Progress(models.TextChoices):
        """How far we got."""

        NONE = "none", _("None yet")
        SOME = "some", _("Some")
        GOOD = "good", _("Good")

    class Confidence(models.TextChoices):
        """How sure the evidence makes us."""

        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    check_back = models.ForeignKey(CheckBack, on_delete=models.PROTECT, related_name="views")
    aspiration = models.ForeignKey(Aspiration, on_delete=models.PROTECT, related_name="views")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="views")
    of_group = models.BooleanField(default=False)
    progress = models.CharField(_("progress"), max_length=4, choices=Progress)
    confidence = models.CharField(_("confidence in the evidence"), max_length=6, choices=Confidence)
    evidence = models.TextField(_("what makes us say so"), max_length=1000, blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_back", "aspiration"],
                condition=Q(of_group=True),
                name="inquiries_view_one_of_the_group",
            ),
            models.UniqueConstraint(
                fields=["check_back", "aspiration", "by"],
                condition=Q(of_group=False),
                name="inquiries_view_one_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aspiration}: {self.get_progress_display()}"
