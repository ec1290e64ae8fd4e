"""Each of the three reports at its time: what a group may write now, what waits to be published, what a member may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Group, Membership, Moment, View
from inquiries.steps import Step, is_there
from meetings import grouping
from meetings.models import Meeting
from practices.models import Report
from practices.models.reports import ReportQuerySet
from practices.packing import apart, first_of, moment

Kind = Report.Kind
WRITE = {
    Kind.PROGRESS: _lazy("Write the progress report: half of the meetings are held"),
    Kind.BRIEFING: _lazy("Write the briefing for the last meeting: results, ways to go on, asks"),
    Kind.FINAL: _lazy("Write the final report: all meetings are held"),
}
GO_ON = {
    Kind.PROGRESS: _lazy("Go on with the draft of the progress report"),
    Kind.BRIEFING: _lazy("Go on with the draft of the briefing"),
    Kind.FINAL: _lazy("Go on with the draft of the final report"),
}
READ = {
    Kind.PROGRESS: _lazy("Read the draft of the progress report before it goes out"),
    Kind.BRIEFING: _lazy("Read the draft of the briefing before it goes out"),
    Kind.FINAL: _lazy("Read the draft of the final report before it goes out"),
}


def of_group(group: Any) -> dict[str, Any]:
    """What Today asks of a group: what is due, and what was published last; to annotate, no query."""
    out = _of(group).published().order_by("-published_at")
    return _due(group) | {"out_report": first_of(out, "kind", "pk", "published_at")}


def _due(group: Any) -> dict[str, Any]:
    """The draft that is worked on, the one that members can read, and the kinds there are."""
    shown = _drafts(group).filter(shown_at__isnull=False)
    has = {f"has_{kind}": Exists(_of(group).filter(kind=kind)) for kind in Kind.values}
    drafts = {
        "draft_report": first_of(_drafts(group), "kind", "pk"),
        "shown_report": first_of(shown, "kind", "pk"),
    }
    return drafts | has


def _of(group: Any) -> ReportQuerySet:
    return Report.objects.kept().filter(group=group)


def _drafts(group: Any) -> ReportQuerySet:
    return _of(group).filter(published_at=None).order_by("-recorded_at")


def facts(group: Any, hat: UUID) -> dict[str, Any]:
    """What the steps of a group's page ask of reports and of a member's own views (settings.STEP_FACTS)."""
    own = View.objects.filter(by=hat, of_group=False)
    gave = {f"gave_{moment}": Exists(own.filter(check_back__moment=moment)) for moment in Moment.values}
    return _due(group) | gave


@dataclass(frozen=True)
class Due:
    """Something to do about a report now."""

    group: Group
    words: str
    url: str


def kind_due(group: Group, meetings: Iterable[Meeting]) -> str:
    """Which report belongs to now: half way, before the last meeting, after it; none before that."""
    held = sum(1 for meeting in meetings if meeting.is_held)
    if held >= group.planned_meetings:
        return Kind.FINAL
    if held and held == group.planned_meetings - 1:
        return Kind.BRIEFING
    return Kind.PROGRESS if held and held * 2 >= group.planned_meetings else ""


def due(group: Group, meetings: Iterable[Meeting], known: Mapping[str, Any]) -> Due | None:
    """What those who hold a group may do about its reports, by what `of_group` found; no query. A draft comes first."""
    if draft := apart(known["draft_report"]):
        kind, key = draft
        return Due(group, str(GO_ON[Kind(kind)]), _page(group, key))
    kind = kind_due(group, meetings)
    if not kind or known[f"has_{kind}"]:
        return None
    return Due(group, str(WRITE[Kind(kind)]), page_to_write(group, kind))


def page_to_write(group: Group, kind: str) -> str:
    return f"{reverse('practices:report-add', args=[group.slug])}?kind={kind}"


def _page(group: Group, key: Any) -> str:
    return reverse("practices:report", args=[group.slug, UUID(str(key))])


# --- on the page of the group (settings.NEXT_STEPS) -----------------------------------------------


def steps(hat: Hat, group: Group) -> list[Step]:
    """For those who hold the group what is due; for a member the draft to read, and their own view to give; no query."""
    if not isinstance(hat, Membership):
        return []
    meetings, known = grouping.meetings_of(group), is_there(hat, group)
    if access.can_write(hat, "report"):
        now = due(group, meetings, known)
        return [Step(now.words, now.url)] if now else []
    return [*_draft_to_read(group, known), *_view_to_give(group, kind_due(group, meetings), known)]


def _draft_to_read(group: Group, known: Mapping[str, Any]) -> list[Step]:
    if not known["shown_report"]:
        return []
    kind, key = apart(known["shown_report"])
    return [Step(str(READ[Kind(kind)]), _page(group, key))]


def _view_to_give(group: Group, kind: str, known: Mapping[str, Any]) -> list[Step]:
    moment = Moment.FINAL if kind == Kind.FINAL else Moment.HALF_WAY
    if not kind or not known["has_aspirations"] or known[f"gave_{moment}"]:
        return []
    url = reverse("inquiries:check-back", args=[group.slug, moment])
    return [Step(_("Say how far you think we came"), url)]


# --- on Today, for several groups -----------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A published report, as whoever stands above its group or groups finds it on their first page."""

    of: str  # the group, or the place over several
    words: str
    url: str
    at: datetime


def on_today(groups: Iterable[Any]) -> tuple[list[Due], list[Told]]:
    """Of groups annotated with `of_group`: what is due where the reader holds one or may read a draft, and what was published below them; no query."""
    to_do, to_read = [], []
    for group in groups:
        if group.place is None:
            to_read += [_told(group)] if group.out_report else []
        elif access.can_write(group.place, "report"):
            now = due(group, group.on_meetings, vars(group))
            to_do += [now] if now else []
        else:
            to_do += [Due(group, step.words, step.url) for step in _draft_to_read(group, vars(group))]
    return to_do, sorted(to_read, key=lambda one: one.at, reverse=True)


def _told(group: Any) -> Told:
    kind, key, at = apart(group.out_report)
    return Told(group.name, str(Kind(kind).label), _page(group, key), moment(at))
