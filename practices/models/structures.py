"""Structural proposals and initiatives: what is to be built differently, and what goes on after the last meeting."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership
from practices.models.base import Worded, WordedQuerySet


class StructuralProposalQuerySet(WordedQuerySet["StructuralProposal"]):
    """Proposals for structures."""


class StructuralProposal(Worded):
    """A new structure, held against three questions (article, section 6.5); those without an answer stay in sight."""

    THING: ClassVar[str] = "structural proposal"
    PAGE: ClassVar[str] = "practices:structure"
    FACTS: ClassVar[tuple[str, ...]] = ("serves", "part_of_it", "would_stop")
    QUESTIONS: ClassVar[tuple[str, ...]] = ("serves", "part_of_it", "would_stop")

    what = models.CharField(_("what is proposed"), max_length=300)
    serves = models.CharField(_("which purpose it serves"), max_length=600, blank=True)
    part_of_it = models.CharField(_("who was part of it"), max_length=600, blank=True)
    would_stop = models.CharField(_("what it would stop"), max_length=600, blank=True)

    objects = StructuralProposalQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return self.what

    @property
    def open_questions(self) -> int:
        return sum(1 for name in self.QUESTIONS if not getattr(self, name))


class InitiativeQuerySet(WordedQuerySet["Initiative"]):
    """What goes on in groups."""

    def for_listing(self) -> Self:
        return self.select_related("owner__person", "owner__organisation", "became")


class Initiative(Worded):
    """Something that goes on after the last meeting: who owns it, and when it first meets or begins."""

    THING: ClassVar[str] = "initiative"
    PAGE: ClassVar[str] = "practices:initiative"
    FACTS: ClassVar[tuple[str, ...]] = ("how", "owner", "first_on")

    what = models.CharField(_("what goes on"), max_length=300)
    how = models.TextField(_("how"), max_length=1000, blank=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="initiatives")
    first_on = models.DateField(_("first date"))
    became = models.OneToOneField(
        Group, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="initiative"
    )  # a smaller group, which inherits the thread

    objects = InitiativeQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["first_on", "recorded_at"]

    def __str__(self) -> str:
        return self.what
