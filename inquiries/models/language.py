"""Shared language: a term, what each organisation means by it, and what the group agrees to mean."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified, Removable, RemovableQuerySet, fold
from inquiries.models.groups import Group, Membership
from inquiries.models.organisations import Organisation
from inquiries.models.people import User


class TermQuerySet(RemovableQuerySet["Term"]):
    """Words that mean different things at one table."""

    def visible_to(self, user: User) -> Self:
        return self.kept().filter(group__in=Group.objects.where(user, "shared language"))


class Term(Identified, Removable):
    """A word that a group uses, and what it agrees to mean by it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="terms")
    text = models.CharField(_("word"), max_length=80)
    folded = models.CharField(max_length=80, editable=False)
    agreed = models.TextField(_("what we agree to mean"), max_length=600, blank=True)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = TermQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["folded"]
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "folded"], condition=Q(removed_at=None), name="inquiries_term_once_a_group"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class Meaning(Identified):
    """What one organisation means by a term, as somebody from there says it."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="meanings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("what we mean by it"), max_length=600, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["organisation__name_folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "organisation"], name="inquiries_meaning_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.term}, {self.organisation}"
