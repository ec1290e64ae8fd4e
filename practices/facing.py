"""Facing what stands in the way: worded by the group, judged anew as it learns, until it is gone."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership
from inquiries.templatetags.clip import number_word
from meetings import publishing
from meetings.models import Meeting
from practices import replaying, shelving, tying
from practices.models import Barrier, Judgement
from practices.tying import Knot

WORDS = ("what", "quadrant", "way_round")
MIRROR_FROM = 4  # fewer say nothing about a group
Quadrant = Barrier.Quadrant


@transaction.atomic
def add(
    group: Group,
    said: dict[str, Any],
    *,
    by: Membership,
    at: datetime,
    client_key: UUID,
    came_of: Knot | None = None,
    meeting: Meeting | None = None,
) -> Barrier:
    """Keep a barrier, with its first judgement where one was made; the same key again keeps nothing more."""
    kept = {name: said[name] for name in WORDS} | {
        "group": group,
        "meeting": meeting,
        "recorded_by": by,
        "recorded_at": at,
    }
    barrier, is_new = Barrier.objects.get_or_create(client_key=client_key, defaults=kept)
    if is_new and said.get("kind"):
        judge(barrier, said["kind"], said["because"], by=by, at=at, client_key=client_key)
    if is_new and came_of:
        tying.tie(group, came_of, tying.knot_of(barrier, group.slug), by=by, at=at)
    return replaying.mine(barrier, group_id=group.pk, recorded_by_id=by.pk)


def reword(barrier: Barrier, said: dict[str, Any], *, version: int) -> bool:
    """Other words; False where somebody else changed it since this version."""
    rows = Barrier.objects.kept().filter(pk=barrier.pk, version=version)
    return bool(rows.update(**{name: said[name] for name in WORDS}, version=F("version") + 1))


@transaction.atomic
def remove(barrier: Barrier, *, by: Membership, at: datetime) -> bool:
    """Put it in the bin, and out of the library with it; says whether it was this call that did it."""
    if not barrier.remove(by=by.person, at=at):
        return False
    shelving.goes(barrier.pk, by=by, at=at)
    publishing.draw_anew(barrier.meeting, at=at)  # it may stand in the recap
    return True


def judge(
    barrier: Barrier, kind: str, because: str, *, by: Membership, at: datetime, client_key: UUID
) -> Judgement | None:
    """What kind of thing it is, as of now; None for a replay."""
    try:
        with transaction.atomic():
            return Judgement.objects.create(
                barrier=barrier, kind=kind, because=because, by=by, at=at, client_key=client_key
            )
    except IntegrityError:
        return None


def settle(barrier: Barrier, *, is_gone: bool, on: date) -> bool:
    """Say that it is no longer in the way, or that it is again; whether it was this call that did it."""
    rows = Barrier.objects.kept().filter(pk=barrier.pk, gone_on__isnull=is_gone)
    return bool(rows.update(gone_on=on if is_gone else None))


def mirror(barriers: Iterable[Barrier]) -> str:
    """What the four quadrants say together, where one of them outweighs the others; never that it is wrong."""
    counted = Counter(barrier.quadrant for barrier in barriers)
    total = sum(counted.values())
    if total < MIRROR_FROM:
        return ""
    most, count = counted.most_common(1)[0]
    if 2 * count <= total:
        return ""
    words = {
        "some": number_word(count).capitalize(),
        "all": number_word(total),
        "where": str(Quadrant(most).label).lower(),
    }
    empty = [str(label).lower() for value, label in Quadrant.choices if not counted[value]]
    said = _("%(some)s of %(all)s are about %(where)s.") % words
    return f"{said} {_('None is about %(where)s yet.') % {'where': empty[0]}}" if empty else said
