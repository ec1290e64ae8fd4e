"""Calendar feeds: the private address from which a calendar program reads one person's meetings and due dates."""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.core import signing
from django.db import models
from django.db.models import Q

from inquiries.models import User
from inquiries.models.base import Identified

SALT = "calendar-feed"


class FeedQuerySet(models.QuerySet["Feed"]):
    """Addresses of calendars."""

    def usable(self) -> Self:
        return self.filter(revoked_at=None, person__is_active=True)

    def opened(self, token: str) -> "Feed | None":
        """The feed that this address names; None where it was altered or revoked."""
        try:
            key = UUID(hex=signing.Signer(salt=SALT).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return self.usable().filter(pk=key).select_related("person").first()


class Feed(Identified):
    """One address at a time for each person; it opens nothing but dates, and a new one ends the old."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="feeds")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at=None), name="meetings_feed_one_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"

    @property
    def token(self) -> str:
        """What the address carries: the key signed with the site's secret, so the table alone lets nobody in."""
        return signing.Signer(salt=SALT).sign(self.id.hex)

    def revoke(self, *, at: datetime) -> bool:
        """End this address now, and say whether it was this call that did it."""
        return bool(Feed.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at))
