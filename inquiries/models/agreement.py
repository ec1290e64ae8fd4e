"""The group agreement: what leaves the room and who decides, version by version, and who said yes to it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Versions of group agreements."""

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "group agreement"))

    def current(self) -> Self:
        return self.filter(replaced_on=None)

    def newest_first(self) -> Self:
        return self.order_by(F("replaced_on").desc(nulls_first=True), "-agreed_on")


class Agreement(Identified):
    """One version of how a group works together, agreed at its first meeting and shown at each (article, 6.4)."""

    class Decides(models.TextChoices):
        """Who decides whether something said in the room may leave it."""

        EACH = "each", _("Whoever said it, and the group")
        GROUP = "group", _("The group, together, before the check-out")

    class Newcomers(models.TextChoices):
        """What those who join later read of what was told before they came."""

        SINCE = "since", _("From the day they join")
        ALL = "all", _("Also what we tell from today on, before they come")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="agreements")
    leaves_room = models.TextField(_("What leaves the room"), max_length=2000)
    decides = models.CharField(
        _("Who decides what leaves"), max_length=5, choices=Decides, default=Decides.GROUP
    )
    holds_record = models.TextField(_("Who holds the record"), max_length=2000)
    disagree = models.TextField(_("How we disagree"), max_length=2000)
    laws = models.TextField(_("What could open it all the same"), max_length=2000)
    newcomers = models.CharField(
        _("What those who join later read"), max_length=5, choices=Newcomers, default=Newcomers.SINCE
    )
    opens_since = models.DateField(null=True, blank=True, editable=False)  # the day from which they read it
    why = models.TextField(_("Why it changed"), max_length=1000, blank=True)
    agreed_on = models.DateField(_("Agreed on"))
    replaced_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(replaced_on=None),
                name="inquiries_agreement_one_current_a_group",
            ),
            models.CheckConstraint(
                condition=Q(newcomers="since", opens_since=None)
                | Q(newcomers="all", opens_since__isnull=False),
                name="inquiries_agreement_opens_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.agreed_on}"


class Yes(Identified):
    """One member's yes to one version of the group agreement; `entered_by` where somebody heard it and wrote it down."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="yeses")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="yeses")
    at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "membership"],
                condition=Q(taken_back_at=None),
                name="inquiries_yes_once_a_version_and_member",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}: yes"
