"""What is new in somebody's groups since they were here last: recaps, plans, what was done; one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership, User, asking
from meetings.models import Action, Meeting, Recap

SHOWN = 6


@dataclass(frozen=True)
class News:
    """One thing that is new, and where to read it."""

    at: datetime
    words: str
    url: str
    group: Group


def since(user: User, groups: list[Group], at: datetime | None) -> list[News]:
    """The newest things in the groups that the reader is in, each group with its `place` and `on_meetings` read."""
    inside = {group.pk: group for group in groups if group.place}  # type: ignore[attr-defined]
    if not inside or at is None:
        return []
    rows = asking.values("today: news", _ask, user.pk, at)
    found = (_news(inside[row[2]], *row) for row in rows if row[2] in inside)
    return [one for one in found if one][:SHOWN]


def _ask(person: UUID, at: datetime) -> QuerySet[Any]:
    """What happened since then in the groups that this person is in, the newest first."""
    groups = Membership.objects.current().filter(person=person).values("group")
    recaps = Recap.objects.filter(meeting__group__in=groups, published_at__gt=at).order_by()
    plans = Meeting.objects.to_come().filter(group__in=groups, plan_shared_at__gt=at).order_by()
    done = Action.objects.kept().filter(group__in=groups, state=Action.State.DONE, finished_at__gt=at)
    rows: QuerySet[Any] = recaps.values_list(
        _kind("recap"), "published_at", "meeting__group", "meeting__number", _text(), "meeting"
    ).union(
        plans.values_list(_kind("plan"), "plan_shared_at", "group", "number", _text(), "pk"),
        done.order_by().values_list(_kind("done"), "finished_at", "group", _number(), "text", "pk"),
        all=True,
    )
    return rows.order_by("-published_at")[: 4 * SHOWN]


def _kind(name: str) -> Value:
    return Value(name, output_field=CharField())


def _text() -> Value:
    return Value("", output_field=CharField())


def _number() -> Value:
    return Value(0, output_field=IntegerField())


def _news(
    group: Group, kind: str, at: datetime, _group: UUID, number: int, text: str, key: UUID
) -> News | None:
    """In words; None for what was before its reader joined."""
    words: dict[str, Any] = {"number": number, "text": text}
    if kind == "done":
        url = f"{reverse('meetings:actions', args=[group.slug])}{key}/"
        return News(at, _("Done: “%(text)s”") % words, url, group)
    route, said = {
        "recap": ("meetings:recap", _("The recap of meeting %(number)s is out")),
        "plan": ("meetings:plan", _("The plan of meeting %(number)s is shared")),
    }[kind]
    if not _is_theirs(group, number):
        return None
    return News(at, said % words, reverse(route, args=[group.slug, number]), group)


def _is_theirs(group: Group, number: int) -> bool:
    """Whether this meeting was held, or will be, since the reader joined."""
    joined_on = group.place.joined_on  # type: ignore[attr-defined]
    return any(
        meeting.number == number and meeting.starts_local.date() >= joined_on
        for meeting in group.on_meetings  # type: ignore[attr-defined]
    )
