"""The purpose of a group, in three terms: each version kept, the wordings proposed, and who signed up to it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User


class PurposeQuerySet(models.QuerySet["Purpose"]):
    """Versions of purposes."""

    def current(self) -> Self:
        return self.filter(replaced_on=None)

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "purpose"))

    def newest_first(self) -> Self:
        return self.order_by("term", F("replaced_on").desc(nulls_first=True), "-agreed_on")


class Purpose(Identified):
    """One wording of what a group is here for, with when and why it was agreed, and who was part of it."""

    class Term(models.TextChoices):
        """How far it looks: the long term is steady, the others are revisited."""

        LONG = "long", _("For good")
        MEDIUM = "medium", _("By the end of our meetings")
        SHORT = "short", _("Before we next meet")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="purposes")
    term = models.CharField(max_length=8, choices=Term, default=Term.LONG)
    text = models.CharField(_("purpose"), max_length=300)
    why = models.TextField(_("why it was worded so"), max_length=2000, blank=True)
    agreed_on = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)
    made_by = models.ManyToManyField(Membership, related_name="purposes_made", blank=True)

    objects = PurposeQuerySet.as_manager()

    class Meta:
        ordering = ["term", "agreed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "term"],
                condition=Q(replaced_on=None),
                name="inquiries_purpose_one_current_a_term",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_current(self) -> bool:
        return self.replaced_on is None


class ProposalQuerySet(RemovableQuerySet["Proposal"]):
    """Wordings that members proposed."""

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "purpose proposals"))

    def open(self) -> Self:
        return self.kept().filter(answered_at=None)

    def for_listing(self) -> Self:
        return self.select_related("by__person", "by__organisation", "answered_by__person", "became")


class Proposal(Identified, Removable):
    """A wording of the purpose that a member proposes. It stays readable with its answer, taken up or not."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="proposals")
    term = models.CharField(_("which purpose"), max_length=8, choices=Purpose.Term, default=Purpose.Term.LONG)
    text = models.CharField(_("wording"), max_length=300)
    why = models.TextField(_("why this wording"), max_length=1000, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="proposals")
    at = models.DateTimeField()
    client_key = models.UUIDField(unique=True)
    became = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-at"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, became=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="inquiries_proposal_answered_at_with_answered_by",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SignUpQuerySet(RemovableQuerySet["SignUp"]):
    """What members said they will do for the purpose, and what stops them."""

    def visible_to(self, user: User) -> Self:
        return self.filter(purpose__group__in=Group.objects.where(user, "sign-ups"))

    def for_listing(self) -> Self:
        return self.select_related("by__person", "by__organisation", "answered_by__person")


class SignUp(Identified, Removable):
    """One member's own words on one version of the purpose: their part in it, or what stops them.

    It stays with the wording it was said of; a new wording asks anew.
    """

    class Kind(models.TextChoices):
        """Dissent is kept and answered like every other word (article, 6.6)."""

        PART = "part", _("My part, and what is new or hard")
        STOPS = "stops", _("What stops me")

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="sign_ups")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="sign_ups")
    kind = models.CharField(_("what I want to say"), max_length=5, choices=Kind, default=Kind.PART)
    words = models.TextField(_("in my own words"), max_length=1000)
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["at"]
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(
                fields=["purpose", "by"],
                condition=Q(removed_at=None),
                name="inquiries_signup_one_a_version_and_member",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="inquiries_signup_answered_at_with_answered_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_kind_display()}"
