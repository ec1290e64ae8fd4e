"""Reflection meetings: the team, the learning partner and the national bodies learn together over several groups."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, Programme, Stewardship, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.roles import Role
from practices.models.observations import Practice


class ReflectionQuerySet(RemovableQuerySet["Reflection"]):
    """Reflection meetings."""

    def visible_to(self, user: User) -> Self:
        """Those of the programmes whose learning partner they are, and those they were invited to."""
        return self.kept().filter(Q(programme__in=partnered(user)) | Q(pk__in=_invited(user).values("pk")))

    def held_by(self, user: User) -> Self:
        """Those that this person may write: their programme's learning partner."""
        return self.kept().filter(programme__in=partnered(user))

    def for_listing(self) -> Self:
        return self.select_related("programme").prefetch_related("groups")


def _invited(user: User) -> "ReflectionQuerySet":
    """Those that they were invited to, for as long as they hold one of its groups, or are of a national body of its programme."""
    places = Membership.objects.current().filter(person=user).exclude(role=Role.MEMBER)
    bodies = Stewardship.objects.filter(person=user, role=Role.NATIONAL_BODY, person__is_active=True)
    holding = Q(groups__in=places.values("group")) | Q(programme__in=bodies.values("programme"))
    return Reflection.objects.filter(holding, guests=user)


def partnered(user: User) -> models.QuerySet[Programme]:
    """The programmes of which this person is the learning partner."""
    held = Stewardship.objects.filter(person=user, role=Role.LEARNING_PARTNER, person__is_active=True)
    return Programme.objects.filter(pk__in=held.exclude(programme=None).values("programme"))


class Reflection(Identified, Removable):
    """One reflection meeting: stories first, then what was observed, what it may mean, what is planned, and who acts.

    The four steps are those of the article's second footnote.
    """

    STEPS = ("stories", "observed", "reflected", "planned", "acts")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reflections")
    title = models.CharField(_("what it is about"), max_length=120)
    held_on = models.DateField(_("when"))
    groups = models.ManyToManyField(Group, blank=True, related_name="reflections")
    guests = models.ManyToManyField(User, blank=True, related_name="reflections")
    stories = models.TextField(_("stories"), max_length=4000, blank=True)
    observed = models.TextField(_("what we observe"), max_length=2000, blank=True)
    reflected = models.TextField(_("what it may mean"), max_length=2000, blank=True)
    planned = models.TextField(_("what we plan"), max_length=2000, blank=True)
    acts = models.TextField(_("who acts, and by when"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ReflectionQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-held_on", "-recorded_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:reflection", args=[self.pk])


class Lesson(Identified):
    """Something learned in a reflection meeting, under the practice that it says something of."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="lessons")
    practice = models.CharField(_("which practice it is about"), max_length=14, choices=Practice)
    words = models.CharField(_("what we learned"), max_length=500)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.words
