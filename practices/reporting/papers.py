"""The PDF of a published report: ordered with it, and given out only while it says what the report says today.

After a withdrawal it is ordered anew, and the one before goes, its row and its file. What is printed stays as it was printed, so each
sheet says of which day it is: the day of its order.
"""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inquiries import rendering
from inquiries.models import Document
from practices.models import Report
from practices.reporting import laying_out, standing

Shown = dict[str, Any]  # of laying_out.shown


def paper(report: Report, shown: Shown | None = None, *, on: date) -> str:
    """The report as the page that its PDF of a day is drawn from; `shown` where its page has laid it out already."""
    shown = shown or laying_out.shown(standing.as_it_stands(report))
    context = shown | {"row": report, "group": report.group, "on_paper": True, "as_of": on}
    return render_to_string("practices/print/report.html", context)


def order_pdf(report: Report, *, at: datetime) -> Document:
    """Have it drawn as it stands; the one that is there already, or on its way, is the answer."""
    there = current(report)
    if there and there.state != Document.State.FAILED:
        return there
    document = rendering.order(
        group=report.group,
        title=_("%(kind)s, %(group)s") % {"kind": report.get_kind_display(), "group": report.group.name},
        file_name=f"{report.group.slug}-{report.kind}-{report.published_at:%Y-%m-%d}.pdf",
        html=paper(report, on=localdate(at)),
        at=at,
    )
    Report.objects.filter(pk=report.pk).update(document=document)
    report.document = document
    return document


def current(report: Report, shown: Shown | None = None) -> Document | None:
    """The drawn one that says what the report says now; None where words went since, and it is not ordered anew yet."""
    document = report.document
    if document is None:
        return None
    now = paper(report, shown, on=localdate(document.made_at))
    return document if document.key == rendering.key_of(report.group, now) else None


@transaction.atomic
def draw_anew(report: Report, *, at: datetime) -> bool:
    """Order it again where it says something else now, and take the one before away; whether it had to be."""
    before = report.document
    now = order_pdf(report, at=at)
    if before is None or before.pk == now.pk:
        return before is None
    if not Report.objects.filter(document=before).exists():
        Document.objects.filter(pk=before.pk).delete()
        if before.file.name:  # the file goes once the row is gone for good
            transaction.on_commit(partial(before.file.storage.delete, before.file.name))
    return True


def taken_back(group: UUID, *, at: datetime) -> None:
    """Something of a group is read above it no more (settings.TAKEN_BACK): what was published is drawn without it."""
    for report in _published([group]):
        draw_anew(report, at=at)


def redraw(groups: list[UUID], *, at: datetime) -> None:
    """Order the PDF of each report of these groups that has none (settings.REDRAWN)."""
    for report in _published(groups):
        if report.document is None:
            order_pdf(report, at=at)


def mend(at: datetime) -> None:
    """Once an hour: draw anew what changed by a way that nobody told of, such as somebody new of a name that stands in it."""
    if at.minute:
        return
    for report in _published(None):
        draw_anew(report, at=at)


def _published(groups: list[UUID] | None) -> list[Report]:
    rows = Report.objects.kept().published().exclude(frozen={}).select_related("group", "document")
    return list(rows if groups is None else rows.filter(group__in=groups))
