"""Strands: of what each thing of a group came, so that the thread can be walked both ways."""

from django.db import models
from django.db.models import F, Q

from inquiries.models import Group, Membership
from inquiries.models.base import Identified


class Strand(Identified):
    """One thing came of another. Which things there are, and who reads them, `practices.tying` says.

    Both ends are a kind and a key, as with releases: they lie in several apps, and the thread outlives the bin.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="strands")
    source_kind = models.CharField(max_length=20)
    source = models.UUIDField()
    result_kind = models.CharField(max_length=20)
    result = models.UUIDField()
    tied_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    class Meta:
        ordering = ["tied_at"]
        indexes = [models.Index(fields=["group", "result"])]
        constraints = [
            models.UniqueConstraint(fields=["group", "source", "result"], name="practices_strand_once"),
            models.CheckConstraint(condition=~Q(source=F("result")), name="practices_strand_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.result_kind} of {self.source_kind}"
