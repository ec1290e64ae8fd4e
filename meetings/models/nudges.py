"""Nudges: the one note a person gets between two meetings, in the integration manager's name."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, Message, User
from inquiries.models.base import Identified
from inquiries.policy import Reach
from meetings.models.meetings import Meeting


class NudgeQuerySet(models.QuerySet["Nudge"]):
    """The queue of notes."""

    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__group__in=Group.objects.where(user, "nudges"))

    def to_look_after(self, user: User) -> Self:
        return self.filter(meeting__group__in=Group.objects.where(user, "nudges", Reach.WRITE))

    def waiting(self) -> Self:
        return self.filter(decided_at=None)

    def due(self, at: datetime) -> Self:
        return self.waiting().filter(
            held_at=None, due_at__lte=at, meeting__closed_at=None, meeting__cancelled_at=None
        )

    def for_listing(self) -> Self:
        return self.select_related(
            "meeting__group", "membership__person", "membership__organisation", "message"
        )


class Nudge(Identified):
    """The place in the queue of one person's note before one meeting.

    It becomes a message when it is due, with all that the person has open then; nothing to say, nothing sent.
    """

    class Silence(models.TextChoices):
        """Why a note did not go out."""

        NOTHING_OPEN = "nothing open", _("nothing open")
        HEARD = "heard", _("heard from in the last three days")
        RECENT = "recent", _("had a note a few days ago")
        PAUSED = "paused", _("has paused these notes")
        LEFT = "left", _("has left the group")
        NO_ADDRESS = "no address", _("has no email address: a call, perhaps")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="nudges")  # the one ahead
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="nudges")
    due_at = models.DateTimeField()
    words = models.TextField(_("your own words on top"), max_length=600, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)  # sent, or found to have nothing to say
    not_sent_because = models.CharField(max_length=120, blank=True)
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="nudge"
    )

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], name="meetings_nudge_one_between_two_meetings"
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None) | Q(held_at__isnull=False, held_by__isnull=False),
                name="meetings_nudge_held_at_with_held_by",
            ),
        ]

    @property
    def because(self) -> str:
        """Why nothing was sent, in words."""
        return str(self.Silence(self.not_sent_because).label) if self.not_sent_because else ""

    def __str__(self) -> str:
        return f"{self.membership}, before {self.meeting}"
