"""Who was asked to a meeting, what they answered, and who came."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, Organisation, User
from inquiries.models.base import Identified
from meetings.models.meetings import Meeting


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations to meetings."""

    def visible_to(self, user: User) -> Self:
        return self.filter(
            Q(meeting__group__in=Group.objects.where(user, "attendance")) | Q(membership__person=user)
        )

    def coming(self) -> Self:
        return self.filter(answer=Invitation.Answer.COMING)

    def silent(self) -> Self:
        return self.filter(answer="")

    def for_listing(self) -> Self:
        return self.select_related("membership__person", "membership__organisation").order_by(
            "membership__person__name_folded"
        )


class Invitation(Identified):
    """One member asked to one meeting, with what they answered. Why they can't stays with who asked (access.md)."""

    class Answer(models.TextChoices):
        """What they said."""

        COMING = "coming", _("I am coming")
        CANNOT = "cannot", _("I can’t come")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField()
    told_sequence = models.PositiveIntegerField(default=0)  # of the meeting's event, as they were last told
    told_starts_at = models.DateTimeField()  # when it was to begin, as they were last told
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("anything we should know?"), max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="meetings_invitation_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="meetings_invitation_answer_with_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_answer_display() or '?'}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Who came."""

    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__group__in=Group.objects.where(user, "who came"))

    def present(self) -> Self:
        return self.filter(is_present=True)

    def for_listing(self) -> Self:
        return self.select_related("membership__person", "organisation").order_by(
            "membership__person__name_folded"
        )


class Attendance(Identified):
    """That one member came to one meeting, with the organisation of that day."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField(default=True)
    is_walk_in = models.BooleanField(default=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="meetings_attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership} at {self.meeting}"
