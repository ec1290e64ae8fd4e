"""Formats that a group makes of its plans: kept for the next time, offered beside the ready ones, put in the bin."""

from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership, asking
from meetings.formats import Format, Part
from meetings.models import AgendaItem, Meeting, OwnFormat, OwnPart


def of(group: Group) -> list[Format]:
    """The group's own formats by name; one query."""
    said = asking.values("own formats", _parts, group.pk)
    return [_as_format(kept[0], kept[1], list(of_one)) for kept, of_one in groupby(said, lambda row: row[:2])]


def _parts(group: UUID) -> QuerySet[Any]:
    parts = OwnPart.objects.filter(format__group=group, format__removed_at=None)
    rows = parts.order_by("format__name", "format", "position")
    return rows.values_list("format", "format__name", "kind", "title", "minutes", "note")


def _as_format(key: UUID, name: str, rows: list[Any]) -> Format:
    parts = tuple(Part(*row[2:]) for row in rows)
    return Format(str(key), name, _("Your own: kept from a plan of this group."), parts, is_own=True)


def keep(meeting: Meeting, name: str, *, by: Membership, at: datetime) -> OwnFormat | None:
    """Keep the agenda of a meeting as a format of its group; None where that name is taken or nothing stands there.

    What was carried in is of that meeting alone, and stays out.
    """
    items = AgendaItem.objects.kept().filter(meeting=meeting, carries=None).in_order()
    parts = [
        OwnPart(position=n, kind=item.kind, title=item.title, note=item.note, minutes=item.minutes)
        for n, item in enumerate(items)
    ]
    if not parts:
        return None
    try:
        with transaction.atomic():
            kept = OwnFormat.objects.create(group=meeting.group, name=name, made_by=by, made_at=at)
            for part in parts:
                part.format = kept
            OwnPart.objects.bulk_create(parts)
    except IntegrityError:  # two of that name at once, or one already
        return None
    return kept
