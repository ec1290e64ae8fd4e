"""What somebody writes for those who send them: what their organisation gave, gained and changed. Theirs until they send it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models import Membership, User
from inquiries.models.base import Identified
from meetings.models import Meeting


class TakeHomeQuerySet(models.QuerySet["TakeHome"]):
    """Pages to take home."""

    def visible_to(self, user: User) -> Self:
        """One's own, for as long as one belongs, and nobody else's."""
        return self.filter(membership__in=Membership.objects.current().filter(person=user))


class TakeHome(Identified):
    """The words that one member adds to their page to take home from one meeting; no other page shows them."""

    WORDS = ("gave", "gained", "changed")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="take_homes")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    gave = models.TextField(_("what else we gave"), max_length=1000, blank=True)
    gained = models.TextField(_("what we gained"), max_length=1000, blank=True)
    changed = models.TextField(_("what changed"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField()

    objects = TakeHomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "meeting"], name="practices_takehome_once_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}, {self.meeting}"
