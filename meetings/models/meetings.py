"""Meetings: when and where a group meets, and how far each meeting is."""

from datetime import datetime, timedelta
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings of inquiry groups."""

    def visible_to(self, user: User) -> Self:
        """Dates and places: for all who may see the group."""
        return self.filter(group__in=Group.objects.where(user, "group"))

    def on(self) -> Self:
        return self.filter(cancelled_at=None)

    def held(self) -> Self:
        return self.on().exclude(closed_at=None)

    def to_come(self) -> Self:
        return self.on().filter(closed_at=None)

    def with_progress(self) -> Self:
        """With `planned_minutes` of the agenda and `recap_out_at`, which the stages of a meeting read."""
        items = apps.get_model("meetings", "AgendaItem")._default_manager
        agenda = items.filter(meeting=OuterRef("pk"), removed_at=None).order_by().values("meeting")
        planned = Subquery(agenda.annotate(planned=Sum("minutes")).values("planned"))
        return self.annotate(planned_minutes=Coalesce(planned, 0), recap_out_at=F("recap__published_at"))

    def for_listing(self) -> Self:
        return self.select_related("group").order_by("group", "number")


class Meeting(Identified):
    """Half a day of one group: planned, recorded, recapped and debriefed.

    A meeting is *held* once its record is closed. Its key is its UID in calendars for ever.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=180)
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    access_notes = models.TextField(_("access notes"), blank=True)
    focus = models.CharField(_("what this meeting is for"), max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # of its calendar event

    missing = models.TextField(_("who is missing, and how do we exclude them?"), blank=True)
    plan_version = models.PositiveIntegerField(default=0, editable=False)  # of the text above
    plan_shared_at = models.DateTimeField(null=True, blank=True, editable=False)
    invitation_words = models.TextField(_("in your own words"), blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)  # the record
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)  # while the wall is blank
    pauses = models.JSONField(
        default=list, editable=False
    )  # earlier ones: [from, until], in seconds since 1970
    record_version = models.PositiveIntegerField(default=0, editable=False)  # one more with each change of it
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    evening_done_at = models.DateTimeField(null=True, blank=True, editable=False)  # "what you took on" is out
    debriefed_at = models.DateTimeField(null=True, blank=True, editable=False)  # last written in
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meetings_meeting_number_once_a_group"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="meetings_meeting_has_minutes"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="meetings_meeting_closed_at_with_closed_by",
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(opened_at__isnull=False, closed_at=None),
                name="meetings_meeting_paused_while_recording",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="meetings_meeting_opened_before_closed",
            ),
        ]

    def __str__(self) -> str:
        return gettext("meeting %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("meetings:plan", args=[self.group.slug, self.number])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_held(self) -> bool:
        return self.closed_at is not None

    @property
    def is_recording(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def starts_local(self) -> datetime:
        """Its start on the clock of the hall."""
        return timezone.localtime(self.starts_at)
