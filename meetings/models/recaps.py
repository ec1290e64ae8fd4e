"""Recaps: what a meeting sends out once it is composed and published."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Agreement, Document, Group, Membership, Spell, User
from inquiries.models.base import Identified
from inquiries.policy import Reach
from meetings.models.attendance import Attendance
from meetings.models.meetings import Meeting


class RecapQuerySet(models.QuerySet["Recap"]):
    """Recaps of meetings."""

    def visible_to(self, user: User) -> Self:
        """Drafts to those who write them; published ones to members, of meetings since they joined, or since the day that their agreement opens.

        Who has left keeps what `kept_by` says, and reads it where nobody asks for a place in the group.
        """
        inside = Membership.objects.current().filter(
            person=user, group__in=Group.objects.where(user, "recap"), group=OuterRef("meeting__group")
        )
        came = Attendance.objects.present().filter(meeting=OuterRef("meeting"), membership__person=user)
        opens = Agreement.objects.current().filter(
            group=OuterRef("meeting__group"), opens_since__lte=OuterRef("meeting__starts_at__date")
        )
        was_there = Q(Exists(inside.filter(joined_on__lte=OuterRef("meeting__starts_at__date"))))
        was_there |= Q(Exists(inside)) & Q(Exists(opens))
        before = Q(Exists(inside)) & Q(pk__in=Recap.objects.kept_by(user).values("pk"))
        return self.filter(
            Q(meeting__group__in=Group.objects.where(user, "recap", Reach.WRITE))
            | (was_there | before | (Q(Exists(inside)) & Q(Exists(came)))) & Q(published_at__isnull=False)
        )

    def kept_by(self, user: User) -> Self:
        """What was published while this person belonged, of meetings they could read of then; also once they left."""
        mine = Spell.objects.filter(
            membership__person=user,
            membership__group=OuterRef("meeting__group"),
            membership__person__is_active=True,
        )
        came = Attendance.objects.present().filter(meeting=OuterRef("meeting"), membership__person=user)
        return self.published().filter(
            Exists(mine.around(OuterRef("published_at__date"))),
            Q(Exists(mine.around(OuterRef("meeting__starts_at__date")))) | Q(Exists(came)),
        )

    def published(self) -> Self:
        return self.exclude(published_at=None)


class Recap(Identified):
    """The recap of one meeting: the facilitator's words, and which parts of the record stand beside them."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="recap")
    text = models.TextField(_("what we talked about"), max_length=6000, blank=True)
    left_out = models.JSONField(default=list, blank=True)  # keys of the sections that are left out
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, editable=False)

    objects = RecapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="meetings_recap_published_at_with_published_by",
            )
        ]

    def __str__(self) -> str:
        return f"Recap of {self.meeting}"


class RecapLine(models.Model):
    """A line of something that an app above keeps, as it stood when the recap went out: empty once that was taken away."""

    recap = models.ForeignKey(Recap, on_delete=models.CASCADE, related_name="lines")
    source = models.UUIDField()  # the key of what it tells of
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recap", "source"], name="meetings_recap_line_once_of_a_source")
        ]

    def __str__(self) -> str:
        return self.text


class Correction(Identified):
    """Other words for a recap that was out already: what changed, for its readers, and the words before, for its writers."""

    recap = models.ForeignKey(Recap, on_delete=models.PROTECT, related_name="corrections")
    note = models.CharField(_("what changed"), max_length=300)
    text_before = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.note


class Mention(Identified):
    """One member whom a recap names: the lines that they were asked about, and what they said to them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="mentions")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="mentions")
    lines = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    may_stand = models.BooleanField(null=True, blank=True)
    words = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="meetings_mention_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, may_stand=None)
                | Q(answered_at__isnull=False, may_stand__isnull=False),
                name="meetings_mention_answered_at_with_may_stand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} in {self.meeting}"
