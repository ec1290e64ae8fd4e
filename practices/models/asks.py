"""Asks: what a group puts to senior managers, in its own wording, and what each of them answers."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, Stewardship, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet

WAITS_FOR = timedelta(days=14)  # without an answer for so long, an ask says so


class AskQuerySet(RemovableQuerySet["Ask"]):
    """Asks of groups."""

    def visible_to(self, user: User) -> Self:
        """Those of the groups whose asks this person may read: members, and those above who answer or learn."""
        return self.kept().filter(group__in=Group.objects.where(user, "ask"))

    def unanswered(self) -> Self:
        return self.filter(~Exists(AskAnswer.objects.filter(ask=OuterRef("pk"))))

    def for_listing(self) -> Self:
        """With their answers; two queries."""
        return self.select_related("put_by__person").prefetch_related("answers__by")


class Ask(Identified, Removable):
    """One thing that the group asks of senior managers; its barrier stays in the room."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="asks")
    wording = models.TextField(_("what we ask"), max_length=600)
    put_on = models.DateField()
    put_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    client_key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()

    objects = AskQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-put_on", "-recorded_at"]

    def __str__(self) -> str:
        return self.wording[:60]

    def get_absolute_url(self) -> str:
        return f"{reverse('practices:asks', args=[self.group.slug])}#ask-{self.pk}"

    def waits_too_long(self, today: date) -> bool:
        """Whether nobody has answered for a fortnight; no query where it was read `for_listing`."""
        return not self.answers.all() and today >= self.put_on + WAITS_FOR

    def is_open(self, today: date) -> bool:
        """Whether it waits: without an answer, or with one that was promised by a day that has passed."""
        answers = list(self.answers.all())
        return not answers or any(one.is_overdue(today) for one in answers)


class AskAnswer(Identified):
    """What one senior manager answers, as it stands: they may say something else later, in the same row."""

    class Says(models.TextChoices):
        """Their answer in a word."""

        YES = "yes", _("Yes")
        NO = "no", _("No, because …")
        NOT_YET = "not yet", _("Not yet")

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stewardship = models.ForeignKey(Stewardship, on_delete=models.SET_NULL, null=True, related_name="+")
    says = models.CharField(_("answer"), max_length=7, choices=Says)
    because = models.CharField(_("because"), max_length=500, blank=True)
    answers_by = models.DateField(_("I answer by"), null=True, blank=True)
    myself = models.CharField(_("what I will do myself"), max_length=500, blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "by"], name="practices_askanswer_once_a_person"),
            models.CheckConstraint(
                condition=~Q(says="no") | ~Q(because=""), name="practices_askanswer_no_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(says="not yet") | Q(answers_by__isnull=False),
                name="practices_askanswer_not_yet_with_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ask}: {self.get_says_display()}"

    def is_overdue(self, today: date) -> bool:
        """Whether they said when they would answer, and the day has passed."""
        return bool(self.answers_by and self.answers_by < today)
