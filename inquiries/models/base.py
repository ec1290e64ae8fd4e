"""What most tables of Clip share: a random key, a bin, and folded text to sort and search by."""

import unicodedata
import uuid
from datetime import datetime
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

M = TypeVar("M", bound="Removable")


def fold(text: str) -> str:
    """Text without case or accents, for sorting and searching alike on both databases.

    SQLite folds ASCII only, so the folding is done here and kept in a column.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    accents = {ord(letter): None for letter in set(decomposed) if unicodedata.combining(letter)}
    return (decomposed.translate(accents) if accents else decomposed).strip()


class Identified(models.Model):
    """Anything with a page or a form of its own: its key tells nothing when it shows in an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class RemovableQuerySet(models.QuerySet[M]):
    """Rows that may be in the bin."""

    def kept(self) -> Self:
        return self.filter(removed_at=None)

    def removed(self) -> Self:
        return self.exclude(removed_at=None)


class Removable(models.Model):
    """Something that goes to the bin rather than away, and can come back."""

    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="%(app_label)s_%(class)s_removed_at_with_removed_by",
            )
        ]

    def remove(self, *, by: models.Model, at: datetime) -> bool:
        """Put this in the bin, and say whether it was this call that did it."""
        rows = type(self)._default_manager.filter(pk=self.pk, removed_at=None)
        return bool(rows.update(removed_at=at, removed_by=by))

    def put_back(self) -> bool:
        """Take this out of the bin, and say whether it was this call that did it."""
        rows = type(self)._default_manager.filter(pk=self.pk, removed_at__isnull=False)
        return bool(rows.update(removed_at=None, removed_by=None))
