"""Learning over several groups: reflection meetings, who is invited to them, and over which programmes somebody learns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries import messaging
from inquiries.models import Group, Membership, Message, Programme, Stewardship, User
from inquiries.roles import Role
from practices import replaying, writing_above
from practices.models import Lesson, Reflection
from practices.packing import apart, first_of

WORDS = ("title", "held_on", *Reflection.STEPS)
SHOWN_FROM = 5  # numbers that leave a group (access.md); ten nationally
SHOWN_NATIONALLY = 10
Kind = Message.Kind


@transaction.atomic
def hold(
    programme: Programme, said: dict[str, Any], *, by: User, at: datetime, client_key: UUID
) -> Reflection:
    """Set a reflection meeting, and invite whoever holds its groups; the same key again invites nobody twice."""
    words = {name: said[name] for name in WORDS} | {
        "programme": programme,
        "recorded_by": by,
        "recorded_at": at,
    }
    made, is_new = Reflection.objects.get_or_create(client_key=client_key, defaults=words)
    if is_new:
        made.groups.set(said["groups"])
        invite(made, whom(said["groups"], programme, with_bodies=said["with_bodies"]), at=at)
    return replaying.mine(made, programme_id=programme.pk, recorded_by_id=by.pk)


def learn(
    reflection: Reflection, practice: str, words: str, *, by: User, at: datetime, client_key: UUID
) -> Lesson:
    """Keep something learned, under a practice; the same key again keeps nothing more."""
    said = {"practice": practice, "words": words, "recorded_by": by, "recorded_at": at}
    made, _is_new = Lesson.objects.get_or_create(
        client_key=client_key, defaults=said | {"reflection": reflection}
    )
    return replaying.mine(made, reflection_id=reflection.pk, recorded_by_id=by.pk)


def reword(reflection: Reflection, said: dict[str, Any], *, version: int) -> bool:
    """Other words for it; False where somebody else changed it since this version."""
    rows = Reflection.objects.kept().filter(pk=reflection.pk, version=version)
    return bool(rows.update(**{name: said[name] for name in WORDS}, version=F("version") + 1))


def whom(groups: Iterable[Group], programme: Programme, *, with_bodies: bool) -> list[User]:
    """Who is invited: those who hold these groups, and where it is said the national bodies of the programme; two queries."""
    held = Membership.objects.current().filter(group__in=list(groups)).exclude(role=Role.MEMBER)
    found = set(held.values_list("person", flat=True))
    if with_bodies:
        bodies = Stewardship.objects.filter(programme=programme, role=Role.NATIONAL_BODY)
        found |= set(bodies.values_list("person", flat=True))
    return list(User.objects.filter(pk__in=found, is_active=True).order_by("name_folded", "pk"))


def invite(reflection: Reflection, people: Iterable[User], *, at: datetime) -> None:
    """Let these read it, and tell each by one mail, once."""
    for person in people:
        reflection.guests.add(person)
        if person.address:
            url = reflection.get_absolute_url()
            messaging.queue(writing_above.letter(Kind.REFLECTION, reflection, person, url=url, at=at), at=at)


def why_not(message: Message) -> str:
    """Why an invitation to a reflection meeting should not leave (settings.MESSAGE_CHECKS): it was taken away."""
    if not message.key.startswith("reflection:"):
        return ""
    key = message.key.split(":")[1]
    return (
        ""
        if Reflection.objects.kept().filter(pk=key).exists()
        else _("The reflection meeting was taken away.")
    )


@dataclass(frozen=True)
class Ahead:
    """A reflection meeting to come, as Today says it."""

    key: UUID
    title: str
    held_on: date

    @property
    def url(self) -> str:
        return reverse("practices:reflection", args=[self.key])


def of_group(person: UUID, today: date, group: OuterRef) -> dict[str, Subquery]:
    """What a question for groups asks besides: the next reflection meeting over each that this person is invited to.

    To be read of groups that they hold, as `ahead` says: there an invitation is all that opens one.
    """
    rows = Reflection.objects.kept().filter(guests=person, groups=group, held_on__gte=today)
    return {"reflection": first_of(rows.order_by("held_on", "recorded_at"), "pk", "held_on", "title")}


def ahead(groups: Iterable[Any]) -> list[Ahead]:
    """The reflection meetings to come over groups that were read with `of_group` and that the reader holds, the nearest first; no query."""
    told = {
        one.reflection for one in groups if one.reflection
    }  # one meeting over several groups is told once
    rows = [Ahead(UUID(key), title, date.fromisoformat(held_on)) for key, held_on, title in map(apart, told)]
    return sorted(rows, key=lambda row: row.held_on)


# --- over a programme ---------------------------------------------------------------------------------


def programmes_over(user: User) -> list[Programme]:
    """The programmes that this person learns over: a learning partner's, a national body's; one query."""
    held = Stewardship.objects.filter(person=user, role__in=[Role.LEARNING_PARTNER, Role.NATIONAL_BODY])
    return list(Programme.objects.filter(pk__in=held.exclude(programme=None).values("programme")))


@dataclass(frozen=True)
class Link:
    """A page over several groups."""

    words: str
    url: str


def beside_groups(user: User) -> list[Link]:
    """The way to reflection meetings, for whom there is something (settings.BESIDE_GROUPS); two queries at most."""
    if not programmes_over(user) and not Reflection.objects.visible_to(user).exists():
        return []
    return [Link(_("Learning over groups: reflection meetings"), reverse("practices:reflections"))]
