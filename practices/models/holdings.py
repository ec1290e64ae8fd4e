"""What holds us back: a map of what we are committed to, what we do instead, and what we take to be true (after [3])."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from practices.models.base import Worded, WordedQuerySet, since_joining


class HoldingQuerySet(WordedQuerySet["Holding"]):
    """Maps of what holds groups, and people, back."""

    def open_to(self, user: User) -> Self:
        """A group's for those inside; a person's for that person, for as long as they belong, and for nobody else."""
        of_groups = Q(group__in=Group.objects.where(user, "what holds us back"), owner=None)
        of_groups &= since_joining(user, "recorded_at__date")
        own = Q(owner__in=Membership.objects.current().filter(person=user))
        return self.filter(of_groups | own)


class Holding(Worded):
    """One map, of the group, or private to its owner: then it is in nobody else's list, count, export or log."""

    THING: ClassVar[str] = "what holds us back"
    PAGE: ClassVar[str] = "practices:holding"
    FACTS: ClassVar[tuple[str, ...]] = ("instead", "hidden", "assumption")

    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    commitment = models.CharField(_("what we are committed to"), max_length=300)
    instead = models.TextField(_("what we do or don’t do instead"), max_length=1000, blank=True)
    hidden = models.TextField(_("what we are committed to as well"), max_length=1000, blank=True)
    assumption = models.CharField(_("what we take to be true"), max_length=300, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["-recorded_at"]

    @property
    def may_go_out(self) -> bool:
        return self.owner_id is None

    def __str__(self) -> str:
        return self.commitment
