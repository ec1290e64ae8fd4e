"""Asking something of senior managers, who are told by mail that there is an ask, and answer in Clip."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import access, echoing, messaging
from inquiries.models import Group, Membership, Message, Stewardship, User
from inquiries.policy import Reach
from inquiries.roles import Role
from practices import replaying, tying, writing_above
from practices.models import Ask, AskAnswer
from practices.tying import Knot


def asked_of(group: Group) -> list[User]:
    """The senior managers of a group who can be told by mail: held at it, its partnership, or its programme; one query."""
    partnership = group.partnership
    held = Stewardship.objects.filter(role=Role.SENIOR_MANAGER, person__is_active=True).filter(
        Q(group=group) | Q(partnership=partnership) | Q(programme=partnership.programme_id)
    )
    people = User.objects.filter(pk__in=held.values("person")).order_by("name_folded", "pk")
    return [person for person in people if person.address]


@transaction.atomic
def put(
    group: Group,
    wording: str,
    *,
    came_of: Knot | None = None,
    by: Membership,
    on: date,
    at: datetime,
    client_key: UUID,
) -> Ask:
    """Put an ask, and write one mail to each senior manager; the same key a second time asks nobody again."""
    words = {"group": group, "wording": wording, "put_on": on, "put_by": by}
    ask, is_new = Ask.objects.get_or_create(client_key=client_key, defaults=words | {"recorded_at": at})
    if is_new and came_of:
        tying.tie(group, came_of, tying.knot_of(ask, group.slug), by=by, at=at)
    if is_new:
        for person in asked_of(group):
            told = writing_above.letter(
                Message.Kind.ASK, ask, person, url=_page_of(group), at=at, group=group, by=by
            )
            messaging.queue(told, at=at)
    return replaying.mine(ask, group_id=group.pk, put_by_id=by.pk)


def _page_of(group: Group) -> str:
    return reverse("practices:asks", args=[group.slug])


@transaction.atomic
def take_back(ask: Ask, *, by: User, at: datetime) -> bool:
    """Ask it no more, also in what was published; whether it was this call that did it."""
    if not ask.remove(by=by, at=at):
        return False
    echoing.taken_back(ask.group_id, at=at)
    return True


@transaction.atomic
def put_back(ask: Ask, *, at: datetime) -> bool:
    """Let it stand again, also in what was published while it stood."""
    if not ask.put_back():
        return False
    echoing.taken_back(ask.group_id, at=at)
    return True


def answer(
    ask: Ask, said: dict[str, Any], *, by: User, held: Stewardship | None, version: int, at: datetime
) -> bool:
    """Keep what a senior manager answers; False where the same person answered elsewhere since this version."""
    words = {name: said[name] for name in ("says", "because", "answers_by", "myself")}
    rows = AskAnswer.objects.filter(ask=ask, by=by)
    if rows.filter(version=version).update(**words, at=at, version=F("version") + 1):
        return True
    try:
        with transaction.atomic():
            AskAnswer.objects.create(ask=ask, by=by, stewardship=held, at=at, version=1, **words)
    except IntegrityError:
        return False
    return True


def readers(group: Group) -> str:
    """Who reads an ask and its answers: at once, and once a report that they stand in is published; one query."""
    return access.readers("ask", group, published="report")


def waiting_for(user: User, today: date) -> list[Ask]:
    """What waits for this senior manager's own answer: none given, or the day has passed by which they would; one query.

    Each with that day, `was_due`, where they had said one.
    """
    mine = AskAnswer.objects.filter(by=user)
    groups = Group.objects.where(user, "ask", Reach.CONTRIBUTE)
    answered = mine.exclude(answers_by__lt=today).values("ask")
    rows = Ask.objects.kept().filter(group__in=groups).exclude(pk__in=answered)
    was_due = Subquery(mine.filter(ask=OuterRef("pk")).values("answers_by"))
    return list(rows.annotate(was_due=was_due).select_related("group").order_by("put_on", "recorded_at"))


def why_not(message: Message) -> str:
    """Why a mail about an ask should not leave (settings.MESSAGE_CHECKS): it was taken back."""
    if not message.key.startswith("ask:"):
        return ""
    key = message.key.split(":")[1]
    return "" if Ask.objects.kept().filter(pk=key).exists() else _("The ask was taken back.")
