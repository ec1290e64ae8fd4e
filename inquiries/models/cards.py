"""Role cards: what each member does, can offer and is curious about, line by line as its owner shares it."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified, fold
from inquiries.models.groups import Group, Membership
from inquiries.models.people import User
from inquiries.roles import Role


class CardLineQuerySet(models.QuerySet["CardLine"]):
    """Lines of role cards."""

    def visible_to(self, user: User) -> Self:
        """Those of one's groups as they are shared: the learning partner reads what is shared with them alone."""
        inside = Membership.objects.current().filter(person=user)
        holds = inside.exclude(role=Role.MEMBER)
        shared = ~Q(shared_with=CardLine.Share.HOLDERS) & Q(membership__group__in=inside.values("group"))
        above = Group.objects.where(user, "role cards").exclude(pk__in=inside.values("group"))
        return self.said().filter(
            Q(membership__person=user)
            | Q(membership__group__in=holds.values("group"))
            | shared
            | Q(shared_with=CardLine.Share.PARTNER, membership__group__in=above)
        )

    def said(self) -> Self:
        return self.exclude(text="").filter(membership__left_on=None, membership__person__is_active=True)

    def printed(self) -> Self:
        """What may stand on paper: all that the whole group reads."""
        return self.said().exclude(shared_with=CardLine.Share.HOLDERS)


class CardLine(Identified):
    """One line of a member's card. An emptied line stays, so that a save from an older page is noticed."""

    class Kind(models.TextChoices):
        """What the line tells."""

        DO = "do", _("What I do")
        OFFER = "offer", _("What I can offer")
        CURIOUS = "curious", _("What I am curious about")
        REACH = "reach", _("How I like to be reached")

    class Share(models.TextChoices):
        """Who reads it, chosen by its owner."""

        HOLDERS = "holders", _("Only those who hold the group")
        GROUP = "group", _("Everybody in the group")
        PARTNER = "partner", _("The group and the learning partner")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="card_lines")
    kind = models.CharField(max_length=7, choices=Kind)
    text = models.CharField(max_length=400, blank=True)
    folded = models.CharField(max_length=400, editable=False)
    shared_with = models.CharField(max_length=7, choices=Share, default=Share.GROUP)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CardLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "kind"], name="inquiries_cardline_once_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.text)[:400]
        super().save(*args, **kwargs)

    def reword(self, text: str, shared_with: str, *, version: int, at: Any) -> bool:
        """Write the line anew; False where it was changed since that version."""
        rows = CardLine.objects.filter(pk=self.pk, version=version)
        said = {"text": text, "folded": fold(text)[:400], "shared_with": shared_with, "changed_at": at}
        return bool(rows.update(**said, version=F("version") + 1))
