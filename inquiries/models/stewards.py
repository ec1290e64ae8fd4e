"""Roles held above a group: senior managers, the learning partner, national bodies, administrators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from inquiries.models.base import Identified
from inquiries.models.groups import Group
from inquiries.models.people import User
from inquiries.models.programmes import Partnership, Programme
from inquiries.roles import Role


class Stewardship(Identified):
    """A role that a person holds at one programme, one partnership or one group."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stewardships")
    role = models.CharField(_("role"), max_length=24, choices=Role.above_a_group())
    job = models.CharField(_("what they do"), max_length=120, blank=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="stewardships"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="stewardships"
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="stewardships"
    )

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(programme__isnull=False, partnership=None, group=None)
                | Q(programme=None, partnership__isnull=False, group=None)
                | Q(programme=None, partnership=None, group__isnull=False),
                name="inquiries_stewardship_at_one_place",
            ),
            # One hat at one place, so that the nearest is always one.
            models.UniqueConstraint(
                fields=["person", "programme"], name="inquiries_stewardship_once_a_programme"
            ),
            models.UniqueConstraint(
                fields=["person", "partnership"], name="inquiries_stewardship_once_a_partnership"
            ),
            models.UniqueConstraint(fields=["person", "group"], name="inquiries_stewardship_once_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    @property
    def capacity(self) -> str:
        """In which hat its holder acts, as kept beside what they did."""
        return self.role

    @property
    def place(self) -> Programme | Partnership | Group:
        """Where this hat is worn."""
        place = self.programme or self.partnership or self.group
        assert place is not None  # the constraint says so
        return place
