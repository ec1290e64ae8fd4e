"""The room code: a word from a phone without an account, while the meeting is in session, kept without whose it is."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified
from meetings.models.meetings import Meeting


class RoomCodeQuerySet(models.QuerySet["RoomCode"]):
    """Codes of rooms."""

    def usable(self) -> Self:
        """Those of meetings that are in session, and that nobody has taken down."""
        in_session = Q(meeting__opened_at__isnull=False, meeting__closed_at=None, meeting__cancelled_at=None)
        return self.filter(in_session, ended_at=None)


class RoomCode(Identified):
    """The code that hangs in one room."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="room_code")
    code = models.CharField(max_length=12, unique=True)
    shown_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoomCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"room of {self.meeting}"

    @property
    def spoken(self) -> str:
        """The code in two halves, as one reads it out."""
        half = len(self.code) // 2
        return f"{self.code[:half]} {self.code[half:]}"


class RoomDevice(Identified):
    """A phone in one room: a throwaway token of which only the digest is kept, deleted when the record is closed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="room_devices")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"a phone at {self.meeting}"


class RoomWordQuerySet(models.QuerySet["RoomWord"]):
    """Words from phones."""

    def visible_to(self, user: User) -> Self:
        """Check-ins and check-outs to those who may read them; a word to the facilitator to facilitators alone."""
        checks = Group.objects.where(user, "check-out")
        private = Group.objects.where(user, "a word to the facilitator")
        is_private = Q(kind=RoomWord.Kind.WORD)
        return self.filter(
            (~is_private & Q(meeting__group__in=checks)) | (is_private & Q(meeting__group__in=private))
        )


class RoomWord(Identified):
    """What one phone said. Its key is random and it knows only its day, so nothing tells in which order words came.

    While the meeting is in session its phone can change it; afterwards nothing ties it to anybody.
    """

    class Kind(models.TextChoices):
        """What was said."""

        CHECK_IN = "check_in", _("Check-in")
        CHECK_OUT = "check_out", _("Check-out")
        WORD = "word", _("A word to the facilitator")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="room_words")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=1000)
    name = models.CharField(max_length=60, blank=True)  # where they gave it, with a word to the facilitator
    said_on = models.DateField()
    device = models.ForeignKey(
        RoomDevice, on_delete=models.SET_NULL, null=True, blank=True, related_name="words"
    )

    objects = RoomWordQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["device", "kind"], name="meetings_roomword_one_of_a_kind"),
            models.CheckConstraint(
                condition=Q(name="") | Q(kind="word"), name="meetings_roomword_name_with_a_word_alone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"
