"""The scenario plan: the future a group wants, where it is now, the key areas between, and its priorities."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.models.barriers import Judgement
from practices.models.base import Worded, WordedQuerySet


class ScenarioLineQuerySet(WordedQuerySet["ScenarioLine"]):
    """Lines of scenario plans."""

    def ours(self) -> Self:
        """Those that the whole group took up."""
        return self.filter(is_ours=True)


class ScenarioLine(Worded):
    """One line of the plan: drafted by a small group, and the whole group's once it is taken up together."""

    class Part(models.TextChoices):
        """Which part of the picture it stands in."""

        FUTURE = "future", _("The future we want")
        NOW = "now", _("Where we are now")
        AREA = "area", _("Key areas to work on")

    THING: ClassVar[str] = "scenario"
    PAGE: ClassVar[str] = "practices:scenario-line"

    part = models.CharField(_("part of the picture"), max_length=6, choices=Part)
    what = models.CharField(_("in a line"), max_length=200)
    drawn_by = models.CharField(_("which small group"), max_length=80, blank=True)
    is_ours = models.BooleanField(_("the whole group’s"), default=False)

    objects = ScenarioLineQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.what

    @property
    def may_go_out(self) -> bool:
        return self.is_ours

    def get_absolute_url(self) -> str:
        return f"{reverse('practices:scenario', args=[self.group.slug])}#line-{self.pk}"


class PriorityQuerySet(WordedQuerySet["Priority"]):
    """What groups work on first."""

    def for_listing(self) -> Self:
        return self.select_related("area", "recorded_by__person")


class Priority(Worded):
    """One thing that the group works on first: six in Beston. Technical or adaptive, as it is held to be."""

    Kind = Judgement.Kind
    THING: ClassVar[str] = "scenario"
    PAGE: ClassVar[str] = "practices:priority"
    FACTS: ClassVar[tuple[str, ...]] = ("kind", "area")

    what = models.CharField(_("what we work on"), max_length=200)
    kind = models.CharField(_("what kind of thing it is"), max_length=9, choices=Judgement.Kind, blank=True)
    area = models.ForeignKey(
        ScenarioLine, on_delete=models.PROTECT, null=True, blank=True, related_name="priorities"
    )

    objects = PriorityQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["recorded_at"]
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return self.what
