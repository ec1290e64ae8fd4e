"""Reports over several groups: what those let out, and numbers that no later version gives back; drafts, then frozen versions."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Document, Group, Partnership, Programme, Stewardship, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from inquiries.roles import Role


class Face(models.TextChoices):
    """How a report over several groups reads: to those who read what is let out, or in numbers to a national body."""

    NEAR = "near", _("what groups let out")
    NATIONAL = "national", _("numbers, and what was published")


# Whoever reads the words of groups once they are out reads them here; all others read numbers (access.md).
FACES = {
    Role.SENIOR_MANAGER: Face.NEAR,
    Role.LEARNING_PARTNER: Face.NEAR,
    Role.NATIONAL_BODY: Face.NATIONAL,
    Role.ADMINISTRATOR: Face.NATIONAL,
}
WRITERS = (Role.LEARNING_PARTNER,)


@dataclass(frozen=True)
class Hats:
    """The roles that one person holds at programmes and partnerships: at each place one."""

    programmes: dict[UUID, str]
    partnerships: dict[UUID, str]

    def role_over(self, programme: UUID, partnership: UUID | None) -> str | None:
        """The role that counts: the one held at the partnership, else the one at its programme."""
        return (self.partnerships.get(partnership) if partnership else None) or self.programmes.get(programme)

    def reaching(self, roles: tuple[str, ...]) -> Q:
        """The reports at which one of these roles counts."""
        programmes = [key for key, role in self.programmes.items() if role in roles]
        own = [key for key, role in self.partnerships.items() if role in roles]
        below = Q(partnership__isnull=False) & ~Q(partnership__in=list(self.partnerships))
        return Q(partnership__in=own) | Q(programme__in=programmes) & (Q(partnership=None) | below)


def hats_of(user: User) -> Hats:
    """The roles of a person at programmes and partnerships; one query."""
    held = Stewardship.objects.filter(person=user, person__is_active=True, group=None)
    rows = list(held.values_list("programme", "partnership", "role"))
    programmes = {programme: role for programme, _partnership, role in rows if programme}
    return Hats(programmes, {partnership: role for _programme, partnership, role in rows if partnership})


class OverviewQuerySet(RemovableQuerySet["Overview"]):
    """Reports over several groups."""

    def open_to(self, hats: Hats) -> Self:
        """What is published to those above, and drafts to who writes them. In the bin or not."""
        reads = hats.reaching(tuple(FACES)) & Q(published_at__isnull=False)
        return self.filter(reads | hats.reaching(WRITERS))

    def visible_to(self, user: User) -> Self:
        return self.kept().open_to(hats_of(user))

    def written_by(self, user: User) -> Self:
        """Those that this person may change while they are drafts: the learning partner's."""
        return self.filter(hats_of(user).reaching(WRITERS))

    def for_listing(self) -> Self:
        """Without what they hold, which may be long."""
        return self.select_related("programme", "partnership").defer("told", "ledger")


class Overview(Identified, Removable):
    """One report over the groups of a programme, or of one of its partnerships.

    `told` is what it says as a whole, by face; what it says of each group is a `Portrait`. Both are written when the numbers are
    taken, from what was let out, and stand as they are once it is published.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="overviews")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="overviews"
    )
    title = models.CharField(_("what it says, in a line"), max_length=150)
    lead = models.TextField(_("in three sentences"), max_length=600, blank=True)
    learned = models.TextField(_("what we see across the groups"), max_length=1500, blank=True)
    uncertain = models.TextField(_("what is uncertain"), max_length=1000, blank=True)
    ahead = models.TextField(_("what comes next"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    client_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    drawn_at = models.DateTimeField(editable=False)  # when words and numbers were taken
    told: Any = models.JSONField(default=dict, editable=False)
    ledger: Any = models.JSONField(default=dict, editable=False)  # what will have been told with it
    after = models.PositiveIntegerField(
        default=0, editable=False
    )  # the version of the ledger it goes on from
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    national_document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    left_out: Any = models.JSONField(default=dict, editable=False)  # keys that were gone when each was drawn

    objects = OverviewQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-recorded_at"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="practices_overview_published_at_with_published_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:overview", args=[self.pk])

    def paper_for(self, face: str) -> Document | None:
        """The PDF that was last asked for, as this face reads."""
        return self.document if face == Face.NEAR else self.national_document

    @property
    def place(self) -> Programme | Partnership:
        """What it is over."""
        return self.partnership or self.programme

    def face_for(self, hats: Hats) -> Face:
        """How this reader reads it; who may not read it at all reads nothing here either."""
        role = hats.role_over(self.programme_id, self.partnership_id)
        return FACES[Role(role)] if role else Face.NATIONAL


class Portrait(Identified):
    """What one report over several groups tells of one of them; nationally, of one partnership."""

    overview = models.ForeignKey(Overview, on_delete=models.CASCADE, related_name="portraits")
    face = models.CharField(max_length=8, choices=Face)
    position = models.PositiveIntegerField()  # by the alphabet, and by nothing else
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    told: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["overview", "face", "position"], name="practices_portrait_once_a_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.overview}, {self.position}"


class ToldSoFar(Identified):
    """Which numbers of a programme have been told so far, so that no later report gives back what an earlier one hid."""

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="told_so_far")
    ledger: Any = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "told so far"

    def __str__(self) -> str:
        return f"{self.programme}, {self.version}"
