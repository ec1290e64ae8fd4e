"""Imports of people: a file as it was read, row by row, until it is imported or dropped."""

from collections.abc import Iterable
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    """Files of people."""

    def visible_to(self, user: User) -> Self:
        return self.filter(group__in=Group.objects.where(user, "contact details"))

    def for_listing(self) -> Self:
        return self.select_related("made_by").order_by("-made_at")


class PeopleImport(Identified):
    """One file of people for one group. Nothing of it is in the group before the one transaction that imports it all."""

    class State(models.TextChoices):
        """How far it is."""

        READ = "read", _("To look over")
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Could not be imported")
        DROPPED = "dropped", _("Dropped")
        UNDONE = "undone", _("Taken back")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=120)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    notes = models.JSONField(default=list)  # what was noticed of the whole file, in sentences
    new_organisations = models.JSONField(
        default=list
    )  # [{"organisation": …, "like": the one it may be meant to be}]
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # rows looked at so far, for whoever waits
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=300, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False),
                name="inquiries_peopleimport_done_has_finished",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_on_its_way(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    """Rows of files."""

    def keep(self, rows: Iterable["ImportRow"], fields: list[str]) -> None:
        """Save these fields of many rows that are there already: an upsert takes a tenth of what bulk_update does."""
        self.bulk_create(
            rows, batch_size=200, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


class ImportRow(Identified):
    """One row of a file, as it was typed, with what is wrong with it and what would become of it."""

    class Plan(models.TextChoices):
        """What importing it would do."""

        ADD = "add", _("New here")
        SAME = "same", _("As it is already")
        CHANGE = "change", _("Changes something")
        ASK = "ask", _("Say who it is")

    of = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as a spreadsheet program numbers it
    cells = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # column → text
    problems = models.JSONField(default=list)  # [{"column": …, "text": …}]
    plan = models.CharField(max_length=8, choices=Plan, blank=True)
    changes = models.JSONField(default=list)  # sentences: what would be changed
    candidates = models.JSONField(default=list)  # [[person, words]] where it could be one of several
    choice = models.CharField(max_length=40, blank=True)  # a candidate's key, or "new"
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    before = models.JSONField(default=dict)  # what it changed, as it was, for the way back

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="inquiries_importrow_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.of}, {self.number}"
