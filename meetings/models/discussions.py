"""What was said and agreed in a meeting: small groups, and each entry of the record."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.policy import Reach
from meetings.models.meetings import Meeting

M = TypeVar("M", bound=Removable)


class RecordQuerySet(RemovableQuerySet[M]):
    """Entries of records, or small groups."""

    def visible_to(self, user: User) -> Self:
        """All to those who record; to members once the recap is out, of meetings since they joined."""
        writing = Group.objects.where(user, "meeting record", Reach.WRITE)
        inside = Membership.objects.current().filter(
            person=user, group__in=Group.objects.where(user, "meeting record")
        )
        since = inside.filter(
            group=models.OuterRef("meeting__group"),
            joined_on__lte=models.OuterRef("meeting__starts_at__date"),
        )
        return self.filter(
            Q(meeting__group__in=writing)
            | Q(models.Exists(since), meeting__recap__published_at__isnull=False)
        )


class SmallGroupQuerySet(RecordQuerySet["SmallGroup"]):
    """Small groups of records."""


class EntryQuerySet(RecordQuerySet["Entry"]):
    """Entries of records."""


class SmallGroup(Identified, Removable):
    """Some of the room, talking about one thing for a while."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="small_groups")
    topic = models.CharField(_("what they talk about"), max_length=120)
    members = models.ManyToManyField(Membership, related_name="small_groups", blank=True)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SmallGroupQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.topic


class Entry(Identified, Removable):
    """One thing written down in a meeting, saved as it was made.

    A check-out word is kept without who said it.
    """

    class Kind(models.TextChoices):
        """What was written down."""

        AGREED = "agreed", _("Agreed")
        LEARNED = "learned", _("What a small group learned")
        QUOTE = "quote", _("Quote")
        CHECK_OUT = "check_out", _("Check-out")
        PHOTOGRAPH = "photograph", _("Photograph")  # its text says what it shows

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(_("text"), max_length=2000)
    small_group = models.ForeignKey(
        SmallGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    speaker = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    may_be_quoted = models.BooleanField(_("they agreed to be quoted"), default=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)  # by mail, whether it may be told
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["recorded_at"]
        verbose_name_plural = "entries"
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="learned", small_group__isnull=False) | ~Q(kind="learned"),
                name="meetings_entry_learned_in_a_small_group",
            ),
            models.CheckConstraint(
                condition=~Q(kind="check_out") | Q(speaker=None), name="meetings_entry_check_out_without_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"


class Wording(Identified):
    """What an entry said at one version, before it was given other words."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="meetings_wording_once_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.text[:40]}"
