"""The learning library: what tellers agreed to share with other groups, in the words they agreed to, and what was tried of it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inquiries import policy
from inquiries.models import Group, Membership, Programme, Stewardship, User
from inquiries.models.asking import about
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.policy import Reach
from meetings.models import Release
from practices.models.barriers import Barrier
from practices.models.small_tests import SmallTest
from practices.models.stories import Story

MICROSECONDS = 1_000_000
THING = Release.Kind.LIBRARY.value  # its row of the access table, and its kind once the group lets it out


def gone() -> str:
    """What stands where words were taken away for good by the operator."""
    return _now("(withdrawn)")


def programmes_open_to(user: User) -> "models.QuerySet[Programme, Programme]":
    """The programmes whose library this person reads: whoever wears a hat at or above one of their groups."""
    keys = about(user, "programmes with a library", _programmes_of)
    return Programme.objects.none() if keys is None else Programme.objects.filter(pk__in=keys)


def _programmes_of(person: UUID) -> "models.QuerySet[Programme, Programme]":
    roles = policy.roles_reaching(THING, Reach.READ)
    places = Membership.objects.current().filter(person=person, role__in=roles)
    held = Stewardship.objects.filter(person=person, person__is_active=True, role__in=roles)
    return Programme.objects.filter(
        Q(pk__in=places.values("group__partnership__programme"))
        | Q(pk__in=held.exclude(programme=None).values("programme"))
        | Q(pk__in=held.exclude(partnership=None).values("partnership__programme"))
        | Q(pk__in=held.exclude(group=None).values("group__partnership__programme"))
    )


class LibraryEntryQuerySet(RemovableQuerySet["LibraryEntry"]):
    """Entries of the learning library."""

    def in_library(self) -> Self:
        """Those that stand in it: agreed to, let out, and what they tell of is still there, in these words where it is a story.

        It asks for all of that each time, though `place` says it: what is withdrawn by whatever way is gone at once.
        """
        return self.filter(place__isnull=False).standing()

    def standing(self) -> Self:
        """The same, without asking for a place: for who asks for entries by their places, and the database finds them by those."""
        out = Release.objects.standing().filter(kind=THING, about=OuterRef("pk"))
        told = Story.objects.kept().filter(
            pk=OuterRef("about"), how_far=Story.HowFar.LIBRARY, version=OuterRef("story_version")
        )
        tried = SmallTest.objects.kept().filter(pk=OuterRef("about"))
        named = Barrier.objects.kept().filter(pk=OuterRef("about"))
        kinds = LibraryEntry.Kind
        is_there = (
            Q(Exists(told), kind=kinds.STORY)
            | Q(Exists(tried), kind=kinds.SMALL_TEST)
            | Q(Exists(named), kind=kinds.WAY_ROUND)
        )
        return self.kept().filter(Exists(out), is_there).exclude(text=gone())

    def visible_to(self, user: User) -> Self:
        return self.in_library().filter(programme__in=programmes_open_to(user))

    def at_places(self, user: User, places: Iterable[int]) -> Self:
        """Those of these places that this person reads."""
        return self.filter(place__in=list(places), programme__in=programmes_open_to(user)).standing()

    def newest_first(self) -> Self:
        return self.order_by("-place")


class LibraryEntry(Identified, Removable):
    """One thing that its teller agreed to share with the other groups of the programme, in the words they agreed to.

    It is read once the group lets it out. A story is shared in its own words; of a small test or a way round a barrier its
    teller says for others what they want to say, and nothing else of it goes along.
    """

    class Kind(models.TextChoices):
        """What it tells of."""

        SMALL_TEST = "small test", _("Small test")
        STORY = "story", _("Story")
        WAY_ROUND = "way round", _("Way round a barrier")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.UUIDField()  # the story, small test or barrier
    title = models.CharField(_("what it is about"), max_length=300)
    for_whom = models.CharField(_("who it helps"), max_length=120, blank=True)
    text = models.TextField(_("what happened"), max_length=5000)
    learning = models.TextField(_("what it teaches"), max_length=1000, blank=True)
    gives = models.CharField(_("who gives something up"), max_length=300, blank=True)
    gains = models.CharField(_("who gains"), max_length=300, blank=True)
    agreed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    client_key = models.UUIDField(unique=True)
    story_version = models.PositiveIntegerField(default=0, editable=False)  # whose words these are
    place = models.BigIntegerField(unique=True, null=True, editable=False)  # newest highest; none outside it
    tried = models.PositiveIntegerField(default=0, editable=False)  # how often it was taken up

    objects = LibraryEntryQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-agreed_at"]
        verbose_name_plural = "library entries"
        indexes = [models.Index(fields=["programme", "place"])]
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(
                fields=["about"], condition=Q(removed_at=None), name="practices_libraryentry_once"
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(removed_at=None),
                name="practices_libraryentry_no_place_in_the_bin",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def came_on(self) -> date | None:
        """The day on which it came into the library, where it stands there: its place is that moment."""
        if self.place is None:
            return None
        return timezone.localdate(datetime.fromtimestamp(self.place / MICROSECONDS, tz=UTC))


class TakenUp(Identified):
    """An entry of the library that a group took up as a small test of its own."""

    small_test = models.OneToOneField(SmallTest, on_delete=models.CASCADE, related_name="taken_up")
    entry = models.ForeignKey(LibraryEntry, on_delete=models.SET_NULL, null=True, related_name="taken_up")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.small_test} of {self.entry}"
