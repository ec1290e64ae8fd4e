"""Stories of people who use services, told by or for them under another name, and told again later."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.policy import Reach
from meetings.models import Meeting, Release
from practices.models.base import since_joining

OUT_AS = "story"  # the row of the access table that says who reads one once it is out


class StoryQuerySet(RemovableQuerySet["Story"]):
    """Stories of groups."""

    def visible_to(self, user: User) -> Self:
        """Those told since they joined for those inside; above the group, those that it let out and that may still be told there."""
        inside = Q(group__in=Group.objects.where(user, "story")) & (
            since_joining(user, "told_on") | Q(told_by__person=user)
        )
        above = Group.objects.where(user, "story", Reach.RELEASED)
        out = Release.objects.standing().filter(kind=OUT_AS).values("about")
        beyond = Q(group__in=above, pk__in=out) & ~Q(how_far=Story.HowFar.GROUP)
        return self.kept().filter(inside | beyond)

    def for_listing(self) -> Self:
        return self.select_related("told_by__person", "told_by__organisation", "meeting")


class Story(Identified, Removable):
    """One person's life with services, under another name: what happened, and what the group learned from it.

    Withdrawn is in the bin: from then on it is on no page, and in nothing that is drawn.
    """

    class Whose(models.TextChoices):
        """Whose story it is, and by what right it is told."""

        OWN = "own", _("Their own: they tell it themselves")
        ASKED = "asked", _("Somebody’s who was asked, and said yes")
        SEVERAL = "several", _("Made of several people’s: nobody’s alone")
        INVENTED = "invented", _("Invented, as an example")

    class HowFar(models.TextChoices):
        """How far it may go, as whoever it belongs to said."""

        GROUP = "group", _("This group, nobody else")
        ABOVE = "above", _("Those above the group too, once the group lets it out")
        LIBRARY = "library", _("Other groups too, to learn from, once this one lets it out")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="stories")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="stories"
    )
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="stories")
    title = models.CharField(_("what it is about"), max_length=120)
    pseudonym = models.CharField(_("what we call them"), max_length=60)
    text = models.TextField(_("the story"), max_length=5000)
    learning = models.TextField(_("what it teaches us"), max_length=1000, blank=True)
    distilled_by = models.CharField(_("which small group"), max_length=80, blank=True)
    whose = models.CharField(_("whose story it is"), max_length=8, choices=Whose)
    permission = models.CharField(_("permission"), max_length=200, blank=True)
    how_far = models.CharField(_("how far it may go"), max_length=7, choices=HowFar, default=HowFar.GROUP)
    sure_because = models.CharField(_("why nobody can be recognised"), max_length=200, blank=True)
    told_on = models.DateField()
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = StoryQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-told_on", "-recorded_at"]
        verbose_name_plural = "stories"
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(whose="asked") | ~Q(permission=""), name="practices_story_asked_with_permission"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:story", args=[self.group.slug, self.pk])

    @property
    def may_go_out(self) -> bool:
        return self.how_far != self.HowFar.GROUP


class RetellingQuerySet(RemovableQuerySet["Retelling"]):
    """Stories told again."""

    def let_out(self) -> Self:
        """Those that their group lets out: each by itself, whatever became of the story."""
        return self.filter(pk__in=Release.objects.standing().filter(kind=OUT_AS).values("about"))


class Retelling(Identified, Removable):
    """The same person's life later on: what is different now."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="retellings")
    text = models.TextField(_("what is different now"), max_length=3000)
    told_on = models.DateField()
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    client_key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()

    objects = RetellingQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["told_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.story}, {self.told_on:%d %B %Y}"
