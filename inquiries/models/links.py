"""Signed links: what a person may do from a message without signing in."""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models.base import Identified
from inquiries.models.groups import Membership


class LinkQuerySet(models.QuerySet["Link"]):
    """Links in messages."""

    def usable(self, at: datetime) -> Self:
        """Those that open something now.

        Who left has nothing to answer any more, and keeps what was published while they belonged: of the links in
        their mails those to a recap still open, and the page asks whether that recap is theirs to keep.
        """
        belongs = Q(membership__left_on=None) | Q(purpose=Link.Purpose.RECAP)
        return self.filter(belongs, revoked_at=None, ends_at__gt=at, membership__person__is_active=True)


class Link(Identified):
    """One purpose, one person, one end date. It never opens a session, and a GET of it changes nothing.

    What stands in the address is the key signed with the site's secret, so the table alone lets nobody in.
    """

    class Purpose(models.TextChoices):
        """What the link is good for."""

        RSVP = "rsvp", _("say whether I come")
        ANSWER = "answer", _("answer about my actions")
        RECAP = "recap", _("read a recap")
        PAUSE = "pause", _("pause my notes")
        NOTES = "notes", _("take notes for a small group")
        QUOTE = "quote", _("say whether a quote may be told")
        NAMED = "named", _("say whether one may be named")

    purpose = models.CharField(max_length=8, choices=Purpose)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="links")
    about = models.UUIDField()  # a meeting, in an app above this one; to pause notes, the membership; to take them, a small group; a quote; lines that name somebody
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "membership", "about"],
                condition=Q(revoked_at=None),
                name="inquiries_link_one_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.membership}"

    @property
    def token(self) -> str:
        """What the address carries."""
        return signing.Signer(salt=f"link-{self.purpose}").sign(self.id.hex)

    @staticmethod
    def key_in(token: str, purpose: "Link.Purpose") -> UUID | None:
        """The key of the link that this token names, or None where it was altered."""
        try:
            return UUID(hex=signing.Signer(salt=f"link-{purpose}").unsign(token))
        except (signing.BadSignature, ValueError):
            return None
