"""The purpose of a group, in three terms, each version kept."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User


class PurposeQuerySet(models.QuerySet["Purpose"]):
    """Versions of purposes."""

    def current(self) -> Self:
        return self.filter(replaced_on=None)

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "purpose"))


class Purpose(Identified):
    """One wording of what a group is here for, with when and why it was agreed."""

    class Term(models.TextChoices):
        """How far it looks: the long term is steady, the others are revisited."""

        LONG = "long", _("For good")
        MEDIUM = "medium", _("By the end of our meetings")
        SHORT = "short", _("Before we next meet")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="purposes")
    term = models.CharField(max_length=8, choices=Term, default=Term.LONG)
    text = models.CharField(_("purpose"), max_length=300)
    why = models.TextField(_("why it was worded so"), blank=True)
    agreed_on = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)
    made_by = models.ManyToManyField(Membership, related_name="purposes_made", blank=True)

    objects = PurposeQuerySet.as_manager()

    class Meta:
        ordering = ["term", "agreed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "term"],
                condition=Q(replaced_on=None),
                name="inquiries_purpose_one_current_a_term",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_current(self) -> bool:
        return self.replaced_on is None
