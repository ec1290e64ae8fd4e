"""Inquiry groups and who belongs to them, with the dated spells of each membership."""

from functools import partial
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from inquiries import policy
from inquiries.models.asking import about
from inquiries.models.base import Identified
from inquiries.models.organisations import Organisation
from inquiries.models.people import User
from inquiries.models.programmes import Partnership, Programme
from inquiries.policy import Reach
from inquiries.roles import Role


class Cadence(models.TextChoices):
    """How often a group means to meet."""

    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    SIX_WEEKLY = "six weekly", _("Every six weeks")
    QUARTERLY = "quarterly", _("Every three months")


class GroupQuerySet(models.QuerySet["Group"]):
    """Inquiry groups."""

    def visible_to(self, user: User) -> Self:
        """Those that this person holds a role at, or above."""
        return self._among(about(user, "visible groups", _groups_seen))

    def where(self, user: User, thing: str, need: Reach = Reach.READ) -> Self:
        """Those where the hat that this person wears reaches a thing of the access table so far.

        One hat counts, the nearest, as `access.hat_at` has it: a place in the group, then a role held at the
        group, at its partnership, at its programme.
        """
        roles = tuple(policy.roles_reaching(thing, need))
        return self._among(about(user, ("groups where", roles), partial(groups_where, roles)))

    def _among(self, keys: RawSQL | None) -> Self:
        return self.none() if keys is None else self.filter(pk__in=keys)

    def for_listing(self) -> Self:
        """With the partnership, and the purpose that stands on every page; one query."""
        return self.select_related("partnership__programme").annotate(long_purpose=long_purpose_of("pk"))


def long_purpose_of(group: str) -> Subquery:
    """The long-term purpose as it is agreed today, of the group that a row names by this field."""
    wordings = apps.get_model("inquiries", "Purpose")._default_manager
    agreed = wordings.filter(group=OuterRef(group), term="long", replaced_on=None)
    return Subquery(agreed.order_by().values("text")[:1])


def leaves_room_of(group: str) -> Subquery:
    """What leaves the room, by the agreement of today, of the group that a row names by this field."""
    versions = apps.get_model("inquiries", "Agreement")._default_manager
    agreed = versions.filter(group=OuterRef(group), replaced_on=None)
    return Subquery(agreed.order_by().values("leaves_room")[:1])


def _groups_seen(person: UUID) -> GroupQuerySet:
    held = {"stewardships__person": person}
    return Group.objects.filter(
        Q(pk__in=Membership.objects.current().filter(person=person).values("group"))
        | Q(pk__in=Group.objects.filter(**held))
        | Q(partnership__in=Partnership.objects.filter(**held))
        | Q(partnership__programme__in=Programme.objects.filter(**held))
    )


def groups_where(roles: tuple[str, ...], person: UUID) -> GroupQuerySet:
    """The groups at which the hat of the person with this key is one of these roles; `Group.objects.where` asks so."""
    mine: dict[str, Any] = {"stewardships__person": person, "stewardships__person__is_active": True}
    reaching = mine | {"stewardships__role__in": roles}
    above = Q(partnership__in=Partnership.objects.filter(**reaching)) | (
        ~Q(partnership__in=Partnership.objects.filter(**mine))
        & Q(partnership__programme__in=Programme.objects.filter(**reaching))
    )
    stewarded = Q(pk__in=Group.objects.filter(**reaching)) | (~Q(pk__in=Group.objects.filter(**mine)) & above)
    places = Membership.objects.current().filter(person=person)
    inside = Q(pk__in=places.filter(role__in=roles).values("group"))
    return Group.objects.filter(inside | (~Q(pk__in=places.values("group")) & stewarded))


class Group(Identified):
    """An inquiry group: people from many organisations with one purpose."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(unique=True)
    locality = models.CharField(_("locality"), max_length=120, blank=True)
    who_for = models.CharField(_("who it is for"), max_length=200)
    asked_for = models.TextField(_("what seniors asked for"), max_length=2000, blank=True)
    given = models.TextField(_("what they gave: time, people, money"), max_length=2000, blank=True)
    lasts = models.CharField(_("for how long"), max_length=120, blank=True)
    cadence = models.CharField(
        _("how often it meets"), max_length=12, choices=Cadence, default=Cadence.MONTHLY
    )
    planned_meetings = models.PositiveSmallIntegerField(_("meetings planned"), default=6)
    meeting_minutes = models.PositiveSmallIntegerField(_("minutes of a meeting"), default=180)

    objects = GroupQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("inquiries:group", args=[self.slug])

    @property
    def purpose_line(self) -> str:
        """The long-term purpose as it is agreed today; no query for a group that was read `for_listing`."""
        if "long_purpose" not in self.__dict__:
            found = Group.objects.filter(pk=self.pk).values_list(long_purpose_of("pk"))
            self.__dict__["long_purpose"] = found.first()[0] if self.pk else None  # type: ignore[index]
        return self.__dict__["long_purpose"] or ""


class MembershipQuerySet(models.QuerySet["Membership"]):
    """People's places in groups."""

    def current(self) -> Self:
        return self.filter(left_on=None, person__is_active=True)

    def visible_to(self, user: User) -> Self:
        """The members of every group in which this person may see who is in it."""
        return self.filter(group__in=Group.objects.where(user, "people"))

    def not_there_on(self, user: User, day: str) -> Self:
        """The place of this person in the group of an outer row, where they are a member who was not in it on `day`, a column of that row.

        None where the group has agreed that newcomers read what was told from that day on (access.md, below the table).
        """
        agreements = apps.get_model("inquiries", "Agreement")._default_manager
        opens = agreements.filter(
            group=OuterRef("group"), replaced_on=None, opens_since__lte=OuterRef(OuterRef(day))
        )
        there = Spell.objects.filter(membership=OuterRef("pk")).around(OuterRef(OuterRef(day)))
        mine = self.current().filter(person=user, role=Role.MEMBER, group=OuterRef("group"))
        return mine.exclude(Exists(there)).exclude(Exists(opens))

    def facilitating(self) -> Self:
        return self.filter(role=Role.FACILITATOR)

    def integrating(self) -> Self:
        return self.filter(role=Role.INTEGRATION_MANAGER)

    def for_listing(self) -> Self:
        return self.select_related("person", "organisation", "group").order_by("person__name_folded")

    def with_group(self) -> Self:
        """With the organisation, and the group as its pages read it."""
        rows = self.select_related("organisation", "group__partnership__programme")
        return rows.annotate(long_purpose=long_purpose_of("group"), leaves_room=leaves_room_of("group"))


class Membership(Identified):
    """A person's one place in a group, with the organisation they come from today.

    Who comes back has the same place again, from the day they came back (`joined_on`); the spells keep what was before.
    `is_informed_only` is somebody who is named to get the recap and comes to no meeting.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=24, choices=Role.of_a_group(), default=Role.MEMBER)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    job = models.CharField(_("what they do"), max_length=120, blank=True)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    is_informed_only = models.BooleanField(_("gets the recap only"), default=False)
    shares_contact = models.BooleanField(_("members see how to reach them"), default=False)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="inquiries_membership_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="inquiries_membership_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.group}"

    @property
    def capacity(self) -> str:
        """In which hat its holder acts, as kept beside what they did."""
        return self.role

    @property
    def place(self) -> Group:
        """Where this hat is worn."""
        return self.group


class SpellQuerySet(models.QuerySet["Spell"]):
    """Stretches of membership."""

    def around(self, day: Any) -> Self:
        """Those that this day falls in; the first and the last day belong to it."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Spell(Identified):
    """A stretch of time for which a member came from one organisation."""

    class End(models.TextChoices):
        """Why it ended."""

        LEFT = "left", _("left the group")
        MOVED = "moved", _("came from another organisation after it")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="spells")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="spells")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=8, choices=End, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # when that was entered, and by whom
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SpellQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", F("ends_on").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(ends_on=None), name="inquiries_spell_one_open_a_membership"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="inquiries_spell_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, ended_because="", ended_at=None, ended_by=None)
                | (Q(ends_on__isnull=False, ended_at__isnull=False) & ~Q(ended_because="")),
                name="inquiries_spell_says_why_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.organisation}"
