"""What the things that groups try and learn share: whose words they are, which version stands, and who reads them."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.policy import Reach
from meetings.models import Attendance, Meeting, Release

W = TypeVar("W", bound="Worded")


def since_joining(user: User, day: str) -> Q:
    """Of what was told in the room: a member reads what was told on a day (`day`, a column) since they joined, or where they came."""
    elsewhere = Membership.objects.not_there_on(user, day)
    came = Attendance.objects.present().filter(meeting=OuterRef("meeting"), membership__person=user)
    return ~Q(Exists(elsewhere)) | Q(Exists(came))


class WordedQuerySet(RemovableQuerySet[W]):
    """Things that groups keep in their own words."""

    def visible_to(self, user: User) -> Self:
        """Those that this person may read, and that are not in the bin."""
        return self.kept().open_to(user)

    def open_to(self, user: User) -> Self:
        """All of a group's for those inside; above the group, those that it let out. In the bin or not."""
        thing = self.model.THING
        inside = Q(group__in=Group.objects.where(user, thing))
        if self.model.TOLD_ON:
            inside &= since_joining(user, self.model.TOLD_ON)
        above = Group.objects.where(user, thing, Reach.RELEASED)
        out = Release.objects.standing().filter(kind=thing).values("about")
        return self.filter(inside | (Q(group__in=above, pk__in=out) & self.model.MAY_LEAVE))

    def for_listing(self) -> Self:
        return self.select_related("recorded_by__person", "recorded_by__organisation")


class Worded(Identified, Removable):
    """Something that a group keeps in its own words: who wrote it down, at which meeting, and which version stands."""

    THING: ClassVar[str]  # its row in the access table, and its kind once it is let out
    PAGE: ClassVar[str]  # the route of its page
    TOLD_ON: ClassVar[str] = ""  # the column of the day since which members read it (decision 0050)
    MAY_LEAVE: ClassVar[Q] = Q()  # what a row that lets one out asks of it besides
    FACTS: ClassVar[tuple[str, ...]] = ()  # the columns that its page shows under its title

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(Removable.Meta):
        abstract = True
        ordering = ["recorded_at"]

    def get_absolute_url(self) -> str:
        return reverse(self.PAGE, args=[self.group.slug, self.pk])

    @property
    def may_go_out(self) -> bool:
        """Whether the group may let it out, as it stands."""
        return True

    def facts(self) -> list[tuple[str, str]]:
        """What its page says under its title: each column that is filled, with its label."""
        rows = [(self._meta.get_field(name), self._said(name)) for name in self.FACTS]
        return [(str(field.verbose_name), said) for field, said in rows if said]  # type: ignore[union-attr]

    def facts_outside(self) -> list[tuple[str, str]]:
        """The same as those above the group read it: without who."""
        others = {str(field.verbose_name) for field in self._meta.fields if field.is_relation}
        return [(label, said) for label, said in self.facts() if label not in others]

    def _said(self, name: str) -> str:
        display = getattr(self, f"get_{name}_display", None)
        value = display() if display else getattr(self, name)
        if isinstance(value, date):
            return date_format(value, "l j F Y")
        if getattr(value, "removed_at", None):
            return ""
        if isinstance(value, Membership):
            return f"{value.person.name}, {value.organisation.name}"
        return str(value) if value else ""
