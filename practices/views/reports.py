"""Reports of a group: drafts and what was published, exactly as senior managers will see them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from inquiries import access, gathering, tasks
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from meetings import asking_first, grouping, releasing
from practices import asking
from practices.forms.reports import ReportForm
from practices.models import AskAnswer, Report
from practices.reporting import falling_due, hinting, laying_out, looking_over, papers, publishing, standing
from practices.views.kept import Register, Said


def may_change(hat: Hat, row: Report) -> bool:
    """Those who hold the group, until it is published: from then on it stands as it is."""
    return access.can_write(hat, "report") and row.published_at is None


REGISTER = Register(
    Report,
    ReportForm,
    stem="report",
    place="reports",
    list_route="practices:reports",
    may_change=may_change,
    said=Said(
        list_name=_("Reports"),
        add=_("Write a report"),
        change=_("Change the draft"),
        lede=_("It holds what you write here, and of the room only what the group let out."),
        kept=_("The draft is kept. Nobody above the group reads it, and no message has left."),
        remove=_("Take the draft away"),
        removed=_("The draft is taken away."),
        put_back=_("The draft is there again."),
    ),
)


@group_view
@require_safe
def reports(request: Request, hat: Hat) -> HttpResponse:
    rows = list(Report.objects.visible_to(request.user).filter(group=request.group).for_listing())
    writes = access.can_write(hat, "report")
    drafts = [row for row in rows if not row.published_at]
    due = falling_due.kind_due(request.group, grouping.meetings_of(request.group)) if writes else ""
    context = {
        "group": request.group,
        "hat": hat,
        "drafts": drafts,
        "published": sorted(filter(_when, rows), key=_when, reverse=True),
        "writes": writes,
        "due": "" if any(row.kind == due for row in rows) else due,
    }
    for row in rows:
        row.group = request.group
    return render(request, "practices/reports.html", context)


def _when(row: Report) -> Any:
    return row.published_at


@group_view
@require_safe
def report(request: Request, hat: Hat, kept_id: UUID) -> HttpResponse:
    """The report as those above read it; for those who hold the group with what can be done with it."""
    try:
        row = REGISTER.find(request, kept_id)
    except Http404:
        return _taken_back(request, kept_id)
    told = standing.as_it_stands(row, on=timezone.localdate())
    shown = laying_out.shown(told)
    context = shown | {
        "group": request.group,
        "hat": hat,
        "row": row,
        "answers": hat.role == "senior_manager",
        "answered": _answered(request, hat),
        "document": papers.current(row, shown) if row.published_at else None,
        "own_quotes": own_quotes(request, told),
    }
    if access.can_write(hat, "report"):
        context |= _to_do(row, told) if may_change(hat, row) else _once_published(row, told)
    elif row.published_at is None:
        context |= {"holders": _holders(row), "readers": releasing.readers("report")}
    return render(request, "practices/report.html", context)


def _answered(request: Request, hat: Hat) -> set[str]:
    """The asks that this senior manager has answered, by key; no query for anybody else."""
    if hat.role != "senior_manager":
        return set()
    own = AskAnswer.objects.filter(ask__group=request.group, by=request.user)
    return {str(key) for key in own.values_list("ask", flat=True)}


def _taken_back(request: Request, key: UUID) -> HttpResponse:
    """That it was taken back, to whoever could read it until then; 404 to everybody else."""
    once = Report.objects.removed().published().open_to(request.user)
    row = get_object_or_404(once, group=request.group, pk=key)
    return render(request, "practices/report_taken_back.html", {"row": row}, status=410)


def own_quotes(request: Request, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Of what stands there as said by a member, what this reader said themselves; one query where anything does."""
    own = asking_first.own_among([said["key"] for said in told["said"]], request.user)
    return [said for said in told["said"] if UUID(said["key"]) in own]


def _to_do(row: Report, told: dict[str, Any]) -> dict[str, Any]:
    """What those who write it may do with a draft, what it still misses, and what must not stay in it."""
    found = looking_over.found(row, told, on=timezone.localdate())
    return {
        "changes": True,
        "found": found,
        "stops": any(one.stops for one in found),
        "readers": releasing.readers("report"),
        "told_by_mail": asking.asked_of(row.group),
        "missing": hinting.missing(row.group, told),
    }


def _once_published(row: Report, told: dict[str, Any]) -> dict[str, Any]:
    """What those who wrote it may still do, and what it holds no more."""
    return {
        "holds": True,
        "less": standing.less(row, told),
        "anew": standing.anew(told),
        "readers": releasing.readers("report"),
    }


def _holders(row: Report) -> str:
    """The names of those who publish it: whom a member tells that something is wrong."""
    members = gathering.members_of(row.group)
    *some, last = [one.person.name for one in members if access.can_write(one, "report")] or [""]
    return _now("%(some)s or %(last)s") % {"some": ", ".join(some), "last": last} if some else last


@member_view
@require_POST
def show(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """Let the members read the draft as it is now worded."""
    row = _own(request, membership, kept_id)
    if publishing.show(row, at=timezone.now()):
        words = _now(
            "The members can read the draft now, and find it on their first page. No message has left."
        )
        messages.success(request, words)
    return redirect(row)


def _own(request: Request, membership: Membership, key: UUID) -> Report:
    row: Report = REGISTER.find(request, key)
    if not may_change(membership, row):
        raise PermissionDenied
    return row


@member_view
@require_POST
def publish(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """Publish the version that was looked over; another one is shown first."""
    row = _own(request, membership, kept_id)
    try:
        version = int(request.POST.get("version", ""))
    except ValueError:
        version = -1
    sent = publishing.publish(row, version=version, by=membership, at=timezone.now())
    if sent is None:
        words = _now(
            "It was not published: it changed meanwhile, tells who somebody is, or the members can’t read it as it is now."
        )
        messages.error(request, words)
        return redirect(row)
    tasks.wake()
    words = ngettext("Published. %(n)s mail is on its way.", "Published. %(n)s mails are on their way.", sent)
    messages.success(request, words % {"n": sent})
    return redirect(row)


@member_view
@require_POST
def take_back(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """Nobody reads it any more; a draft of the same words is there to be put right."""
    row = REGISTER.find(request, kept_id)
    draft = publishing.take_back(row, by=membership, at=timezone.now())
    if draft is None:
        return redirect(row)
    draft.group = request.group
    undo = reverse("practices:report-back", args=[request.group.slug, row.pk])
    words = _now("Taken back: nobody reads it any more. This draft holds the same words, to be put right.")
    messages.success(request, words, extra_tags=undo)
    return redirect(draft)


@member_view
@require_POST
def back(request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
    """What was taken back is read again, and its draft is in the bin."""
    rows = Report.objects.filter(group=request.group).select_related("document")
    row = get_object_or_404(rows, pk=kept_id)
    row.group = request.group
    if not publishing.put_back(row, by=membership, at=timezone.now()):
        return redirect("practices:reports", request.group.slug)
    tasks.wake()
    messages.success(request, _now("It is published again, as it was. No message has left."))
    return redirect(row)
