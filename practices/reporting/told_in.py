"""Which published reports hold a thing that the group let out, for the page of that thing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inquiries.models import Group
from meetings import releasing
from practices import sharing
from practices.models import Report
from practices.reporting.offering import EVERYWHERE


@dataclass(frozen=True)
class ToldIn:
    """One report that holds a thing, and who reads it."""

    kind: str
    published_at: datetime
    url: str
    readers: str


def reports(group: Group, key: UUID) -> list[ToldIn]:
    """Those that hold the thing of this key, the newest first; one query."""
    rows = Report.objects.kept().published().filter(group=group).order_by("-published_at")
    found = [row for row in rows if _holds(row.frozen, str(key))]
    for row in found:
        row.group = group
    readers = releasing.readers(Report.THING)
    return [
        ToldIn(row.get_kind_display().lower(), row.published_at, row.get_absolute_url(), readers)
        for row in found
        if row.published_at
    ]


def _holds(frozen: dict[str, Any] | None, key: str) -> bool:
    return bool(frozen) and any(row["key"] == key for place in EVERYWHERE for row in (frozen or {})[place])


def outside(kind: str, row: Any = None) -> dict[str, Any]:
    """As `sharing.outside`, with the reports that hold a thing while it is out: one query more for such a row."""
    said = sharing.outside(kind, row)
    return said | {"in_reports": reports(row.group, row.pk) if said["out"] else []}
