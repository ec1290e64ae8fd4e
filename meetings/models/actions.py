"""Actions: what members said they would do or find out, and every word since."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inquiries.models import Group, Membership, User
from inquiries.models.base import Identified, Removable, RemovableQuerySet
from meetings.models.meetings import Meeting

QUIET_DAYS = 14  # nothing heard for so long: a row says so, and who looks after the group is told


def names_of_rows() -> "list[models.Prefetch[Any]]":
    """Who leads each row and who helps, each of them read once: for `prefetch_related`."""
    people = Membership.objects.select_related("person", "organisation")
    return [
        models.Prefetch("lead", queryset=people),
        models.Prefetch("helpers", queryset=people, to_attr="read_helpers"),
    ]


def last_words() -> "list[models.Prefetch[Any]]":
    """What was said last of each row: for `prefetch_related`.

    All that says how it goes is read, oldest first: there is little of it for a row, and asking the database for the
    newest alone takes longer.
    """
    told = ActionUpdate.objects.kept().that_tell().order_by("at")
    return [models.Prefetch("updates", queryset=told, to_attr="read_updates")]


def with_names(rows: "Iterable[Action]", groups: Iterable[Group]) -> "list[Action]":
    """Rows of these groups, each with who leads it, who helps and what was said last: three queries, however many rows."""
    found, known = list(rows), {group.pk: group for group in groups}
    pairs = Action.helpers.through.objects.filter(action__in=found).order_by("pk")
    helping = list(pairs.values_list("action", "membership"))
    named = {member for _action, member in helping} | {action.lead_id for action in found}
    members = Membership.objects.filter(pk__in=named).select_related("person", "organisation")
    people = {member.pk: member for member in members}
    for action in found:
        action.group, action.lead = known[action.group_id], people[action.lead_id]
        action.read_helpers = []  # type: ignore[attr-defined]
    by_key = {action.pk: action for action in found}
    for key, member in helping:
        by_key[key].read_helpers.append(people[member])  # type: ignore[attr-defined]
    models.prefetch_related_objects(found, *last_words())
    return found


def count_carried(actions: "Iterable[Action]", meetings: Iterable[Meeting]) -> None:
    """Give each action `carried`, as `with_carried` does, from the meetings of their groups."""
    agreed_at = {meeting.pk: meeting.number for meeting in meetings}
    held = [(meeting.group_id, meeting.number) for meeting in meetings if meeting.is_held]
    for action in actions:
        since = agreed_at.get(action.meeting_id) if action.meeting_id else None
        later = [number for group, number in held if group == action.group_id and since and number > since]
        action.carried = len(later)  # type: ignore[attr-defined]


class ActionQuerySet(RemovableQuerySet["Action"]):
    """What people took on."""

    def visible_to(self, user: User) -> Self:
        """Those of the groups whose actions this person may read, and those they lead."""
        return self.kept().filter(
            Q(group__in=Group.objects.where(user, "actions")) | Q(lead__person=user, lead__left_on=None)
        )

    def of_groups(self, groups: Iterable[Group]) -> Self:
        """Those of groups that the caller has read already, by the reader's rights."""
        return self.kept().filter(group__in=[group.pk for group in groups])

    def open(self) -> Self:
        """All that is not finished: offered, open, under way, stuck, handed back."""
        return self.exclude(state__in=[Action.State.DONE, Action.State.LET_GO])

    def accepted(self) -> Self:
        return self.exclude(state=Action.State.OFFERED)

    def of_person(self, person: UUID) -> Self:
        """Those that this person leads or helps with."""
        helped = Action.objects.filter(helpers__person_id=person).values("pk")
        return self.filter(Q(lead__person_id=person) | Q(pk__in=helped))

    def counted(self, quiet_before: datetime) -> dict[str, int]:
        """How many there are, and how many of them are stuck, handed back, quiet, offered or finished."""
        at_work = Q(state__in=[Action.State.OPEN, Action.State.UNDER_WAY])
        counts: dict[str, int] = self.aggregate(
            all=Count("pk"),
            stuck=Count("pk", filter=Q(state=Action.State.STUCK)),
            back=Count("pk", filter=Q(state=Action.State.BACK)),
            quiet=Count("pk", filter=at_work & Q(heard_at__lt=quiet_before)),
            offered=Count("pk", filter=Q(state=Action.State.OFFERED)),
            finished=Count("pk", filter=Q(finished_at__isnull=False)),
        )
        return counts

    def due(self, when: str, *, today: date) -> Self:
        """Those whose date has passed, or that are due in so many days from today."""
        if when == "passed":
            return self.open().filter(due_on__lt=today)
        return self.open().filter(due_on__range=(today, today + timedelta(days=int(when))))

    def quiet_since(self, at: datetime) -> Self:
        """Not finished, and nothing heard since then."""
        return self.open().filter(heard_at__lt=at)

    def with_carried(self) -> Self:
        """With `carried`: at how many meetings held since it was agreed it was still there."""
        since = Meeting.objects.held().filter(group=OuterRef("group"), number__gt=OuterRef("meeting__number"))
        counted = since.order_by().values("group").annotate(n=Count("pk")).values("n")
        return self.annotate(carried=Subquery(counted, output_field=models.IntegerField()))

    def for_listing(self) -> Self:
        """With all that a row reads, in three queries more: each person and group is read once, whatever many rows name it.

        Rows of `group.actions` know their group, and ask for none.
        """
        return self.prefetch_related("group", *names_of_rows())

    def for_desk(self) -> Self:
        """In the order of the desk, each with what was said last."""
        return self.for_listing().with_carried().with_newest().in_desk_order()

    def in_desk_order(self) -> Self:
        """Stuck and handed back first, then by how long nothing was heard, what is only offered after that."""
        first = models.Case(
            models.When(state=Action.State.STUCK, then=0),
            models.When(state=Action.State.BACK, then=1),
            models.When(state=Action.State.OFFERED, then=3),
            models.When(finished_at__isnull=False, then=4),
            default=2,
            output_field=models.IntegerField(),
        )
        return self.order_by(first, "heard_at", "pk")

    def with_newest(self) -> Self:
        """With what was said last (`said`), in one query more."""
        return self.prefetch_related(*last_words())


@lru_cache(maxsize=1024)
def _address_of_actions(slug: str) -> str:
    """Where the list of a group's actions is; each of them stands under it."""
    return reverse("meetings:actions", args=[slug])


class Action(Identified, Removable):
    """Something that a member said, in a meeting, they would do or find out.

    `state` is that of the newest update; `heard_at` when anybody last said how it goes.
    An action for somebody absent is *offered*: an invitation until they accept, and no nudge before.
    """

    class Kind(models.TextChoices):
        """An action does something, a question finds something out."""

        ACTION = "action", _("Action")
        QUESTION = "question", _("Question")

    class State(models.TextChoices):
        """Where it is; *back* is what its lead asked somebody else to take."""

        OFFERED = "offered", _("Offered")
        OPEN = "open", _("Open")
        UNDER_WAY = "under_way", _("Under way")
        STUCK = "stuck", _("Stuck")
        BACK = "back", _("Handed back")
        DONE = "done", _("Done")
        LET_GO = "let_go", _("Let go")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    text = models.CharField(_("what"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ACTION)
    is_quick_win = models.BooleanField(_("quick win"), default=False)
    lead = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="actions_led")
    helpers = models.ManyToManyField(Membership, related_name="actions_helped", blank=True)
    due_on = models.DateField(_("by when"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    first_state = models.CharField(
        max_length=10, choices=State, blank=True, editable=False
    )  # before any update
    heard_at = models.DateTimeField(_("last heard"))
    finished_at = models.DateTimeField(null=True, blank=True)
    client_key = models.UUIDField(unique=True)
    agreed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = ActionQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["agreed_at"]
        indexes = [
            models.Index(fields=["group", "state"], name="meetings_action_by_group"),
            models.Index(fields=["lead", "state"], name="meetings_action_by_lead"),
        ]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["done", "let_go"], finished_at__isnull=False)
                | (~Q(state__in=["done", "let_go"]) & Q(finished_at=None)),
                name="meetings_action_finished_at_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{_address_of_actions(self.group.slug)}{self.pk}/"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def said(self) -> "ActionUpdate | None":
        """What was said last; only of rows read `with_newest`."""
        read: list[ActionUpdate] = getattr(self, "read_updates", [])
        return read[-1] if read else None

    @property
    def helping(self) -> list[Membership]:
        """Who helps its lead; no query for rows read `for_listing`."""
        read: list[Membership] | None = self.__dict__.get("read_helpers")
        return list(self.helpers.select_related("person", "organisation")) if read is None else read

    @property
    def people(self) -> list[Membership]:
        """Its lead, then those who help."""
        return [self.lead, *(helper for helper in self.helping if helper.pk != self.lead_id)]

    def is_quiet(self, at: datetime, days: int = QUIET_DAYS) -> bool:
        """Open, and nothing heard for so many days."""
        return not self.is_finished and self.heard_at < at - timedelta(days=days)


class ActionUpdateQuerySet(RemovableQuerySet["ActionUpdate"]):
    """What was said of actions."""

    def visible_to(self, user: User) -> Self:
        return self.kept().filter(action__in=Action.objects.visible_to(user))

    def that_tell(self) -> Self:
        """Those that say how it goes: another date, or other words for it, do not."""
        return self.filter(due_before=None, text_before="")


class ActionUpdate(Identified, Removable):
    """What somebody said of an action, when, and through what. Undone is removed: the one before counts again."""

    class Through(models.TextChoices):
        """How we heard."""

        MEETING = "meeting", _("in the meeting")
        ANSWER = "answer", _("by answering a note")
        PAGE = "page", _("in Clip")
        BEHALF = "behalf", _("entered on their behalf")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, choices=Action.State)
    words = models.TextField(_("in their words"), max_length=1000, blank=True)
    through = models.CharField(max_length=8, choices=Through)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=24)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="updates"
    )
    passed_from = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    passed_to = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_before = models.DateField(null=True, blank=True)  # where this changed the date: the one before
    text_before = models.CharField(max_length=300, blank=True)  # where this worded it anew: the words before
    client_key = models.UUIDField(unique=True)
    at = models.DateTimeField()

    objects = ActionUpdateQuerySet.as_manager()

    class Meta(Removable.Meta):
        ordering = ["-at"]
        indexes = [models.Index(fields=["action", "-at"], name="meetings_update_by_action")]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.action}"
