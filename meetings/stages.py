"""The four stages of a meeting (plan, record, recap, debrief): how far each is, and what it still misses."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inquiries import access
from inquiries.http import Hat
from meetings.models import Meeting


@dataclass
class Stage:
    """One stage. `url` is empty where this hat may not open it, or where its page does not exist yet."""

    key: str
    label: str
    url: str = ""
    note: str = ""
    missing: list[str] = field(default_factory=list)
    is_done: bool = False
    is_current: bool = False

    @property
    def misses(self) -> str:
        """How much is still to settle, in words; what it is stands in `missing`."""
        return _("Still to settle: %(count)s") % {"count": len(self.missing)} if self.missing else ""

    @property
    def what(self) -> str:
        return ", ".join(self.missing)


def stages(meeting: Meeting, hat: Hat) -> list[Stage]:
    """The stages that this hat may know of, the first unfinished one as the current; one query at most."""
    if not hasattr(meeting, "planned_minutes"):
        progress = Meeting.objects.with_progress().get(pk=meeting.pk)
        meeting.planned_minutes = progress.planned_minutes  # type: ignore[attr-defined]
        meeting.recap_out_at = progress.recap_out_at  # type: ignore[attr-defined]
    rows = [_plan(meeting, hat), _record(meeting, hat), _recap(meeting, hat)]
    if access.can_write(hat, "meeting record"):
        rows.append(_debrief(meeting, hat))
    if access.can_read(hat, "meeting plan"):
        _mark_current(rows)
        return rows
    return []


def _mark_current(rows: list[Stage]) -> None:
    for row in rows:
        if not row.is_done:
            row.is_current = True
            return


def _plan(meeting: Meeting, hat: Hat) -> Stage:
    stage = Stage("plan", _("Plan"))
    may_write = access.can_write(hat, "meeting plan")
    stage.is_done = meeting.plan_shared_at is not None or meeting.is_held
    if may_write or meeting.plan_shared_at:
        stage.url = _url("meetings:plan", meeting, hat)
    if may_write and not meeting.is_held:
        stage.missing = _missing_in_plan(meeting)
    stage.note = _plan_note(meeting, may_write=may_write)
    return stage


def _plan_note(meeting: Meeting, *, may_write: bool) -> str:
    if meeting.plan_shared_at:
        return _("shared on %(day)s") % {"day": day(meeting.plan_shared_at)}
    if meeting.is_held:
        return ""
    if may_write:
        planned = planned_minutes(meeting)
        return _("%(length)s filled, not shared yet") % {"length": length(planned)} if planned else ""
    return _("not shared yet")


def planned_minutes(meeting: Meeting) -> int:
    return int(getattr(meeting, "planned_minutes", 0) or 0)


def _missing_in_plan(meeting: Meeting) -> list[str]:
    planned = planned_minutes(meeting)
    over = planned - meeting.minutes
    missing = []
    if not planned:
        missing.append(_("the agenda"))
    if over > 0:
        missing.append(ngettext("%(n)s minute too many", "%(n)s minutes too many", over) % {"n": over})
    if not meeting.venue:
        missing.append(_("where you meet"))
    if not meeting.missing.strip():
        missing.append(_("who is missing"))
    if not meeting.invited_at:
        missing.append(_("the invitations"))
    return missing


def _record(meeting: Meeting, hat: Hat) -> Stage:
    stage = Stage("record", _("Record"), is_done=meeting.is_held)
    if access.can_write(hat, "meeting record"):
        stage.url = _url("meetings:record", meeting, hat)
    if meeting.is_held:
        stage.note = _("closed")
    elif meeting.is_recording:
        stage.note = _("open now")
    else:
        stage.note = _("opens on the day")
    return stage


def _recap(meeting: Meeting, hat: Hat) -> Stage:
    stage = Stage("recap", _("Recap"))
    out_at = getattr(meeting, "recap_out_at", None)
    stage.is_done = out_at is not None
    if stage.is_done or (meeting.is_held and access.can_write(hat, "recap")):
        stage.url = _url("meetings:recap", meeting, hat)
    if out_at:
        stage.note = _("out since %(day)s") % {"day": day(out_at)}
    else:
        by = meeting.starts_local + timedelta(days=2)  # product B8: within two days
        stage.note = _("by %(day)s") % {"day": date_format(by, "l j F")}
    return stage


def _debrief(meeting: Meeting, hat: Hat) -> Stage:
    stage = Stage("debrief", _("Debrief"))
    written_at = meeting.debriefed_at
    stage.is_done = written_at is not None
    if meeting.is_held or meeting.is_recording or stage.is_done:
        stage.url = _url("meetings:debrief", meeting, hat)
    stage.note = _("written on %(day)s") % {"day": day(written_at)} if written_at else _("not written yet")
    return stage


def _url(name: str, meeting: Meeting, hat: Hat) -> str:
    if not access.can_open(hat, name):
        return ""
    try:
        return reverse(name, args=[meeting.group.slug, meeting.number])
    except NoReverseMatch:  # a route that a later issue brings is not offered yet
        return ""


def day(at: datetime) -> str:
    """A moment as its local day: "9 November"."""
    return date_format(timezone.localtime(at), "j F")


def length(minutes: int) -> str:
    """A number of minutes as people say it: "3 hours", "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    words = [ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}] if hours else []
    if rest or not hours:
        words.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(words)
