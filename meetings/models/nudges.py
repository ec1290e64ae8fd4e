"""Nudges: the notes a person gets between two meetings, in the integration manager's name; one, where nobody wants more."""

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
        """With all that a note says: its group with the purpose is read once, in a query more."""
        named = self.select_related("meeting", "membership__person", "membership__organisation", "message")
        groups = Group.objects.for_listing()
        return named.prefetch_related(models.Prefetch("meeting__group", queryset=groups))


class NoteRhythm(Identified):
    """Which notes go out in a group besides the one before each meeting; a group without a row has that one alone."""

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="note_rhythm")
    after_recap = models.BooleanField(_("after the recap"), default=False)
    midway = models.BooleanField(_("half way"), default=False)

    def __str__(self) -> str:
        return f"Notes of {self.group}"


class Nudge(Identified):
    """The place in the queue of one person's note on one occasion before one meeting.

    It becomes a message when it is due, of what the person has open then; nothing to say, nothing sent. Notes of
    several groups to the same person, in the same name, become one message.
    """

    class Occasion(models.TextChoices):
        """Why a note goes out when it does."""

        AFTER_RECAP = "recap", _("after the recap")
        MIDWAY = "midway", _("half way between the meetings")
        BEFORE = "before", _("a week before the meeting")

    class Silence(models.TextChoices):
        """Why a note did not go out."""

        NOTHING_OPEN = "nothing open", _("nothing open")
        HEARD = "heard", _("heard from lately")
        RECENT = "recent", _("had a note a few days ago")
        PAUSED = "paused", _("has paused these notes")
        LEFT = "left", _("has left the group")
        NO_ADDRESS = "no address", _("to tell in person: has no email address")
        CAME_BACK = "came back", _("to tell in person: mail to their address came back")
        SWITCHED_OFF = "off", _("these notes are switched off")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="nudges")  # the one ahead
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="nudges")
    occasion = models.CharField(max_length=6, choices=Occasion, default=Occasion.BEFORE)
    due_at = models.DateTimeField()
    words = models.TextField(_("your own words on top"), max_length=600, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)  # sent, or found to have nothing to say
    not_sent_because = models.CharField(max_length=120, blank=True)
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="nudges"
    )

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(decided_at=None), name="meetings_nudge_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership", "occasion"], name="meetings_nudge_one_an_occasion"
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
