"""Formats that a group makes of its plans: kept for the next time, offered beside the ready ones, put in the bin."""

from datetime import datetime
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from inquiries.models import Group, Membership
from inquiries.templatetags.clip import day
from meetings.formats import Format, Part
from meetings.models import AgendaItem, Meeting, OwnFormat, OwnPart


def of(group: Group) -> list[Format]:
    """The group's own formats by name; one query."""
    parts = OwnPart.objects.filter(format__group=group, format__removed_at=None)
    rows = parts.select_related("format__made_by__person").order_by("format__name", "format", "position")
    return [_as_format(kept, list(of_one)) for kept, of_one in groupby(rows, lambda part: part.format)]


def _as_format(kept: OwnFormat, parts: list[OwnPart]) -> Format:
    words = {"day": day(kept.made_at), "name": kept.made_by.person.short_name}
    return Format(
        key=str(kept.pk),
        name=kept.name,
        when=_("Your own: kept from a plan on %(day)s by %(name)s.") % words,
        parts=tuple(Part(part.kind, part.title, part.minutes, part.note) for part in parts),
        is_own=True,
    )


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
