"""What is new in somebody's groups since they were here last: recaps, plans, what was done, what was answered; one query."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiries.models import Group, Membership, User, asking
from inquiries.templatetags.clip import day
from meetings.models import Action, Meeting, Recap
from practices.models import AskAnswer

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
    rows = [Row(*found) for found in asking.values("today: news", _ask, user.pk, at)]
    found = (_news(inside[row.group], row) for row in rows if row.group in inside)
    return [one for one in found if one][:SHOWN]


def _ask(person: UUID, at: datetime) -> QuerySet[Any]:
    """What happened since then in the groups that this person is in, the newest first."""
    groups = Membership.objects.current().filter(person=person).values("group")
    recaps = Recap.objects.filter(meeting__group__in=groups, published_at__gt=at).order_by()
    plans = Meeting.objects.to_come().filter(group__in=groups, plan_shared_at__gt=at).order_by()
    done = Action.objects.kept().filter(group__in=groups, state=Action.State.DONE, finished_at__gt=at)
    rows: QuerySet[Any] = recaps.values_list(
        _kind("recap"), "published_at", "meeting__group", "meeting__number", _text(), "meeting", _day()
    ).union(
        plans.values_list(_kind("plan"), "plan_shared_at", "group", "number", _text(), "pk", _day()),
        done.order_by().values_list(_kind("done"), "finished_at", "group", _number(), "text", "pk", _day()),
        _answered(groups, person, at),
        all=True,
    )
    return rows.order_by("-published_at")[: 4 * SHOWN]


def _answered(groups: QuerySet[Any], person: UUID, at: datetime) -> QuerySet[Any]:
    """What senior managers answered since then to asks that stand; the reader's own answer is no news."""
    answers = AskAnswer.objects.filter(ask__group__in=groups, ask__removed_at=None, at__gt=at)
    rows: QuerySet[Any] = answers.exclude(by=person).order_by()
    return rows.values_list("says", "at", "ask__group", _number(), "by__name", "ask", "answers_by")


def _kind(name: str) -> Value:
    return Value(name, output_field=CharField())


def _text() -> Value:
    return Value("", output_field=CharField())


def _number() -> Value:
    return Value(0, output_field=IntegerField())


def _day() -> Cast:
    return Cast(Value(None), DateField())


ANSWERED = {
    AskAnswer.Says.YES: gettext_lazy("%(name)s answered an ask: yes"),
    AskAnswer.Says.NO: gettext_lazy("%(name)s answered an ask: no"),
    AskAnswer.Says.NOT_YET: gettext_lazy("%(name)s answered an ask: not yet, by %(day)s"),
}


class Row(NamedTuple):
    """One thing that is new, as the question finds it."""

    kind: str
    at: datetime
    group: UUID
    number: int
    text: str
    key: UUID
    day: date | None


def _news(group: Group, row: Row) -> News | None:
    """In words; None for what was before its reader joined."""
    if row.kind in ANSWERED:
        said = ANSWERED[AskAnswer.Says(row.kind)]
        url = f"{reverse('practices:asks', args=[group.slug])}#ask-{row.key}"
        return News(row.at, str(said) % {"name": row.text, "day": day(row.day)}, url, group)
    if row.kind == "done":
        url = f"{reverse('meetings:actions', args=[group.slug])}{row.key}/"
        return News(row.at, _("Done: “%(text)s”") % {"text": row.text}, url, group)
    route, words = {
        "recap": ("meetings:recap", _("The recap of meeting %(number)s is out")),
        "plan": ("meetings:plan", _("The plan of meeting %(number)s is shared")),
    }[row.kind]
    if not _is_theirs(group, row.number):
        return None
    url = reverse(route, args=[group.slug, row.number])
    return News(row.at, words % {"number": row.number}, url, group)


def _is_theirs(group: Group, number: int) -> bool:
    """Whether this meeting was held, or will be, since the reader joined."""
    joined_on = group.place.joined_on  # type: ignore[attr-defined]
    return any(
        meeting.number == number and meeting.starts_local.date() >= joined_on
        for meeting in group.on_meetings  # type: ignore[attr-defined]
    )
