"""The practice check: one number and a line for each of the six practices, from a phone in the room, without whose it is."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from meetings.models import Meeting, RoomDevice
from practices.models.observations import Practice

SHOWN_FROM = 5  # answers; fewer would point at people
LEAST, MOST = 1, 5


class CheckAnswerQuerySet(models.QuerySet["CheckAnswer"]):
    """Answers to practice checks."""

    def at(self, meetings: "models.QuerySet[Meeting] | list[Meeting]") -> Self:
        return self.filter(meeting__in=meetings)

    def some_practice_has(self, least: int) -> Exists:
        """Whether so many answered to one practice, of meetings."""
        counted = self.filter(meeting=OuterRef("pk")).order_by().values("practice").annotate(n=Count("pk"))
        return Exists(counted.filter(n__gte=least))


class CheckAnswer(Identified):
    """What one phone answered for one practice. Its key is random and it knows only its day, as with all words of a room.

    While the meeting is in session its phone can change it; afterwards nothing ties it to anybody.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="check_answers")
    practice = models.CharField(max_length=14, choices=Practice)
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)])
    line = models.CharField(_("a line to it"), max_length=200, blank=True)
    said_on = models.DateField()
    device = models.ForeignKey(RoomDevice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CheckAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["device", "practice"], name="practices_checkanswer_once_a_phone"),
            models.CheckConstraint(
                condition=Q(score__gte=LEAST, score__lte=MOST), name="practices_checkanswer_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_practice_display()}: {self.score}"
