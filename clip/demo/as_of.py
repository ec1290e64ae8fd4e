"""The demo as it stood on an earlier day: what came later is set aside while a report of those days is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from inquiries.models import CheckBack, Group
from meetings.models import Meeting, Release
from practices.models import Ask, SmallTest

Before = list[tuple[Any, dict[str, Any]]]  # rows, each with what stood in it


@contextmanager
def as_of(group: Group, at: datetime) -> Iterator[None]:
    """Nothing of it leaves this block: what was set aside stands again as it was."""
    day, before = at.date(), []
    rows = {"group": group}
    before += _set_aside(Meeting.objects.filter(**rows, closed_at__gt=at), closed_at=None, closed_by=None)
    looks = CheckBack.objects.filter(**rows, published_at__gt=at)
    before += _set_aside(looks, published_at=None, published_by=None)
    before += _set_aside(
        SmallTest.objects.filter(**rows, settled_on__gt=day), stage="trying", settled_on=None
    )
    for row in Release.objects.standing().filter(**rows, released_at__gt=at):
        one = Release.objects.filter(pk=row.pk)
        before += _set_aside(one, taken_back_at=at, taken_back_by=row.released_by)
    for ask in Ask.objects.kept().filter(**rows, put_on__gt=day).select_related("put_by"):
        one_ask = Ask.objects.filter(pk=ask.pk)
        before += _set_aside(one_ask, removed_at=at, removed_by=ask.put_by.person_id)
    _forget_what_was_read(group)
    yield
    for again, stood in before:
        again.update(**stood)
    _forget_what_was_read(group)


def _set_aside(rows: "QuerySet[Any]", **values: Any) -> Before:
    stood = [
        (rows.model._default_manager.filter(pk=row.pop("pk")), row) for row in rows.values("pk", *values)
    ]
    rows.update(**values)
    return stood


def _forget_what_was_read(group: Group) -> None:
    """A group keeps what a page has read of it once; here time goes on between two."""
    for name in [name for name in vars(group) if name.startswith("read_")]:
        del vars(group)[name]
