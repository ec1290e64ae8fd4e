"""Photographs of what stood on paper in a meeting: flip charts, and sheets that came back in the bag."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, User
from inquiries.models.base import Identified
from inquiries.policy import Reach
from meetings.models.discussions import Entry


class PhotographQuerySet(models.QuerySet["Photograph"]):
    """Photographs of meetings."""

    def visible_to(self, user: User) -> Self:
        """All to those who record; to members those chosen for a recap, once that is out."""
        writing = Group.objects.where(user, "photographs", Reach.WRITE)
        told = Q(is_chosen=True, entry__in=Entry.objects.visible_to(user))
        return self.filter(Q(entry__meeting__group__in=writing) | told)

    def kept(self) -> Self:
        return self.filter(entry__removed_at=None)

    def chosen(self) -> Self:
        return self.kept().filter(is_chosen=True)


class Photograph(Identified):
    """The picture of an entry, drawn anew from what was sent, without where and with what it was taken.

    Whoever sent it said that everybody whose words or face are on it was asked first: without that it is not kept.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="photograph")
    image = models.FileField(upload_to="photographs/")
    sha256 = models.CharField(max_length=64, editable=False)  # of the file as it was written
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    is_chosen = models.BooleanField(_("it stands in the recap"), default=False)

    objects = PhotographQuerySet.as_manager()

    def __str__(self) -> str:
        return self.entry.text

    @property
    def caption(self) -> str:
        return self.entry.text
