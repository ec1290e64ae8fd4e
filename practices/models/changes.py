"""Noticed changes: a small difference at one of the five levels, for whom, who noticed it, and by what."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Membership, User
from inquiries.models.theory import Level
from practices.models.base import Worded, WordedQuerySet

OWN_LEVELS = [Level.MYSELF, Level.RELATIONSHIPS]  # of oneself: nobody else's until it is shared


class NoticedChangeQuerySet(WordedQuerySet["NoticedChange"]):
    """Changes that were noticed in groups."""

    def open_to(self, user: User) -> Self:
        """What was noticed in oneself is read by oneself until it is shared; all else as the group lets it."""
        shared = ~Q(level__in=OWN_LEVELS) | Q(is_shared=True)
        return super().open_to(user).filter(Q(noticed_by__person=user) | shared)

    def for_listing(self) -> Self:
        return self.select_related("noticed_by__person", "noticed_by__organisation")


class NoticedChange(Worded):
    """One small difference that somebody noticed. It need not be large: it is what keeps people coming."""

    THING: ClassVar[str] = "noticed change"
    TOLD_ON: ClassVar[str] = "recorded_at__date"
    PAGE: ClassVar[str] = "practices:change-noticed"
    MAY_LEAVE: ClassVar[Q] = ~Q(level__in=OWN_LEVELS) | Q(may_leave=True)
    FACTS: ClassVar[tuple[str, ...]] = ("level", "for_whom", "evidence", "noticed_on")

    noticed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="changes_noticed")
    level = models.CharField(_("where you noticed it"), max_length=13, choices=Level)
    what = models.CharField(_("what is different"), max_length=300)
    for_whom = models.CharField(_("for whom"), max_length=120, blank=True)
    evidence = models.CharField(_("what you saw or heard"), max_length=500, blank=True)
    noticed_on = models.DateField(_("when"))
    is_shared = models.BooleanField(_("shared with the group"), default=False)

    may_leave = models.BooleanField(_("may leave the group"), default=False)  # one's own: by one's own yes

    objects = NoticedChangeQuerySet.as_manager()

    class Meta(Worded.Meta):
        ordering = ["-noticed_on", "-recorded_at"]
        constraints = [
            *Worded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(may_leave=False) | Q(is_shared=True),
                name="practices_noticedchange_leaves_only_when_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_own_still(self) -> bool:
        """Whether nobody but whoever noticed it reads it."""
        return self.level in OWN_LEVELS and not self.is_shared

    @property
    def may_go_out(self) -> bool:
        return self.level not in OWN_LEVELS or self.may_leave
