"""Invitations to join a group: in the words of who asks, answered from a link without a password."""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group
from inquiries.models.organisations import Organisation
from inquiries.models.people import User
from inquiries.roles import Role

SIGNER = signing.Signer(salt="join-group")


class GroupInvitationQuerySet(models.QuerySet["GroupInvitation"]):
    """Who was asked to join."""

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "invitations"))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def waiting(self) -> Self:
        """Asked, and not answered yet; also where its link has ended meanwhile."""
        return self.standing().filter(answer="")

    def for_listing(self) -> Self:
        return self.select_related("person", "organisation", "asked_by", "group").order_by(
            "person__name_folded", "asked_at"
        )


class GroupInvitation(Identified):
    """One person asked to join one group. Its own key, signed, is the link they answer by (decision 14).

    Nobody is a member, or counts as one, before they say yes.
    """

    class Answer(models.TextChoices):
        """What they said."""

        ACCEPTED = "accepted", _("Yes, I join")
        DECLINED = "declined", _("No, thank you")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="group_invitations")
    role = models.CharField(_("role"), max_length=24, choices=Role.of_a_group(), default=Role.MEMBER)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(_("what they do"), max_length=120, blank=True)
    words = models.TextField(_("your own words"), max_length=2000)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)  # how often they were asked
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("anything you want to say"), max_length=300, blank=True)

    objects = GroupInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(answer="", withdrawn_at=None),
                name="inquiries_invitation_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="inquiries_invitation_answer_with_answered_at",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, answer=""),
                name="inquiries_invitation_withdrawn_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.group}: {self.get_answer_display() or '?'}"

    @property
    def token(self) -> str:
        """What the address of the answer page carries."""
        return SIGNER.sign(self.id.hex)

    @staticmethod
    def key_in(token: str) -> UUID | None:
        """The key of the invitation that this token names, or None where it was altered."""
        try:
            return UUID(hex=SIGNER.unsign(token))
        except (signing.BadSignature, ValueError):
            return None

    @property
    def is_waiting(self) -> bool:
        return not self.answer and self.withdrawn_at is None

    @property
    def was_entered(self) -> bool:
        """Whether somebody else entered the answer, from what they were told."""
        return bool(self.answer) and self.answered_by_id != self.person_id

    def has_ended(self, at: datetime) -> bool:
        """Whether its link opens nothing any more."""
        return self.withdrawn_at is not None or self.ends_at <= at
