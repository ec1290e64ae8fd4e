"""Small tests of change: something tried on a small scale, looked at, and adopted, adapted or let go."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.policy import Reach
from meetings.models import Meeting, Release

OUT_AS = "small test"  # the row of the access table that says who reads one once it is out


class SmallTestQuerySet(RemovableQuerySet["SmallTest"]):
    """Small tests of groups."""

    def visible_to(self, user: User) -> Self:
        """All of them for those inside; above the group, those that it let out."""
        inside = Group.objects.where(user, "small test")
        above = Group.objects.where(user, "small test", Reach.RELEASED)
        out = Release.objects.standing().filter(kind=OUT_AS).values("about")
        return self.kept().filter(Q(group__in=inside) | Q(group__in=above, pk__in=out))

    def being_tried(self) -> Self:
        return self.filter(stage=SmallTest.Stage.TRYING)

    def due_a_look(self, day: date) -> Self:
        """Those being tried whose day to look at them has come."""
        return self.being_tried().filter(look_on__lte=day)

    def by_need(self, day: date) -> Self:
        """Those to look at first, then those being tried, then what became usual, then what was let go."""
        needs = models.Case(
            models.When(stage=SmallTest.Stage.TRYING, look_on__lte=day, then=0),
            models.When(stage=SmallTest.Stage.TRYING, then=1),
            models.When(stage=SmallTest.Stage.ADOPTED, then=2),
            default=3,
        )
        return self.order_by(needs, "look_on", "recorded_at", "pk")

    def for_listing(self) -> Self:
        return self.select_related("lead__person", "lead__organisation")


class SmallTest(Identified, Removable):
    """Something that a group tries on a small scale: what, for whom, who gives and who gains, and until when.

    No number is asked for. Its cycles say what was done and learned each time; adapting is learning, never failing.
    """

    class Stage(models.TextChoices):
        """Where it is; what was let go has taught something too."""

        TRYING = "trying", _("Being tried")
        ADOPTED = "adopted", _("Became usual")
        LET_GO = "let go", _("Let go, and learned from")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="small_tests")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="small_tests"
    )
    lead = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="small_tests_led")
    what = models.CharField(_("what we will try"), max_length=300)
    for_whom = models.CharField(_("who it helps"), max_length=120)
    expect = models.CharField(_("what we expect"), max_length=300, blank=True)
    where = models.CharField(_("where"), max_length=120, blank=True)
    gives = models.CharField(_("who gives up time, money or a way of working"), max_length=300, blank=True)
    gains = models.CharField(_("who gains"), max_length=300, blank=True)
    starts_on = models.DateField(_("from when"))
    look_on = models.DateField(_("when we look at it"))
    stage = models.CharField(_("stage"), max_length=7, choices=Stage, default=Stage.TRYING)
    settled_on = models.DateField(null=True, blank=True, editable=False)  # adopted or let go
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SmallTestQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["look_on", "recorded_at"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(look_on__gte=models.F("starts_on")), name="practices_smalltest_look_after_start"
            ),
            models.CheckConstraint(
                condition=Q(stage="trying", settled_on=None)
                | (~Q(stage="trying") & Q(settled_on__isnull=False)),
                name="practices_smalltest_settled_on_with_stage",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("practices:small-test", args=[self.group.slug, self.pk])

    def is_due_a_look(self, day: date) -> bool:
        return self.stage == self.Stage.TRYING and self.look_on <= day


class Cycle(Identified):
    """One round of a small test: what was planned this time, what was done, what that taught, and what comes of it."""

    class Decision(models.TextChoices):
        """What comes of it."""

        ADOPT = "adopt", _("Adopt: it becomes usual")
        ADAPT = "adapt", _("Adapt: try it another way")
        LET_GO = "let go", _("Let it go, and keep what it taught")

    class AsExpected(models.TextChoices):
        """Whether it went as expected."""

        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    small_test = models.ForeignKey(SmallTest, on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    plan = models.CharField(_("what we try this time"), max_length=300)
    starts_on = models.DateField()
    did = models.TextField(_("what we did"), max_length=1000, blank=True)
    as_expected = models.CharField(_("as expected"), max_length=6, choices=AsExpected, blank=True)
    surprise = models.TextField(_("what was not in the plan"), max_length=1000, blank=True)
    learned = models.TextField(_("what it taught us"), max_length=1000, blank=True)
    decision = models.CharField(_("decision"), max_length=6, choices=Decision, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["small_test", "number"], name="practices_cycle_once_a_number"),
            models.CheckConstraint(
                condition=Q(decision="", looked_on=None, looked_by=None)
                | (~Q(decision="") & Q(looked_on__isnull=False, looked_by__isnull=False)),
                name="practices_cycle_looked_on_with_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.small_test}, {self.number}"
