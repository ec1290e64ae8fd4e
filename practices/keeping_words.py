"""Keeping a group's words: once whatever comes twice, anew over the version that was seen, and in the bin and back."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from inquiries.models import Group, Membership
from meetings import publishing, releasing
from practices import replaying, tying
from practices.models import Barrier, SmallTest
from practices.models.base import Worded
from practices.tying import Knot

W = TypeVar("W", bound=Worded)


def keep(
    model: type[W],
    group: Group,
    words: dict[str, Any],
    *,
    by: Membership,
    at: datetime,
    client_key: UUID,
    came_of: Knot | None = None,
) -> W:
    """Keep a thing, tied to what it came of; the same key a second time keeps nothing more."""
    rows = model._default_manager
    try:
        with transaction.atomic():
            made = rows.create(group=group, recorded_by=by, recorded_at=at, client_key=client_key, **words)
            if came_of:
                tying.tie(group, came_of, tying.knot_of(made, group.slug), by=by, at=at)
    except IntegrityError:
        before = rows.filter(client_key=client_key).first()
        if before is None:
            raise
        return replaying.mine(before, group_id=group.pk, recorded_by_id=by.pk)
    return made


@transaction.atomic
def reword(row: Worded, words: dict[str, Any], *, version: int, by: Membership, at: datetime) -> bool:
    """Other words for it; False where somebody else changed it since this version.

    What nobody but its owner, or one table, reads from now on is read outside no more.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version, removed_at=None)
    if not rows.update(**words, version=F("version") + 1):
        return False
    now_is: Worded = type(row)._default_manager.get(pk=row.pk)
    if not now_is.may_go_out:
        releasing.take_back(row.group, row.THING, row.pk, by=by, at=at)
        publishing.draw_anew(row.meeting, at=at)
    return True


@transaction.atomic
def remove(row: Worded, *, by: Membership, at: datetime) -> bool:
    """Put it in the bin, and take it back from outside; says whether it was this call that did it."""
    if not row.remove(by=by.person, at=at):
        return False
    releasing.take_back(row.group, row.THING, row.pk, by=by, at=at)
    publishing.draw_anew(row.meeting, at=at)  # it may stand in the recap
    return True


@transaction.atomic
def put_back(row: Worded | Barrier | SmallTest, *, at: datetime) -> bool:
    """Take it out of the bin, and into the recap that it stood in; False where it was out already, or where another one of the same has its place meanwhile."""
    try:
        with transaction.atomic():
            is_back = row.put_back()
    except IntegrityError:
        return False
    if is_back:
        publishing.draw_anew(row.meeting, at=at)
    return is_back
