"""The queue of notes before the next meeting: look over, word, hold, send."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from meetings import answering, corresponding, nudging, occasions, queueing
from meetings.forms.notes import NoteForm, RhythmForm
from meetings.models import NoteRhythm, Nudge

KINDS = ("ready", "held", "silent", "sent")


@member_view
@require_GET
def notes(request: Request, membership: Membership) -> HttpResponse:
    return _page(request, membership.group)


def _page(request: Request, group: Group, *, wrong: dict[UUID, NoteForm] | None = None) -> HttpResponse:
    """The notes of the meeting ahead, in a fixed number of queries."""
    ahead = answering.meeting_ahead(group)
    seen = Nudge.objects.visible_to(request.user)
    rows = queueing.rows_before(ahead, seen, now=timezone.now()) if ahead else []
    context = {
        "ahead": ahead,
        "due_at": occasions.due_for(ahead) if ahead else None,
        **{kind: [_with_form(row, wrong or {}) for row in rows if row.kind == kind] for kind in KINDS},
        "by": corresponding.written_by(group),
        "rhythm": RhythmForm(instance=_rhythm(group)),
    }
    return render(request, "meetings/notes.html", context, status=422 if wrong else 200)


def _with_form(row: queueing.Row, wrong: dict[UUID, NoteForm]) -> dict[str, Any]:
    nudge = row.nudge
    empty = NoteForm(initial={"words": nudge.words}, auto_id=f"id_%s_{nudge.pk}")
    return vars(row) | {"form": wrong.get(nudge.pk) or empty}


def _rhythm(group: Group) -> NoteRhythm:
    return NoteRhythm.objects.filter(group=group).first() or NoteRhythm(group=group)


@member_view
@require_POST
def rhythm(request: Request, membership: Membership) -> HttpResponse:
    """Which notes go out besides the one before each meeting."""
    form = RhythmForm(request.POST, instance=_rhythm(membership.group))
    form.is_valid()  # two ticks can't be wrong
    occasions.choose(membership.group, **form.cleaned_data, at=timezone.now())
    messages.success(request, _("Kept. No message has left."))
    return redirect("meetings:notes", membership.group.slug)


@require_GET
def queue(request: Request) -> HttpResponse:
    """All that goes out in the next fourteen days, over every group that one looks after."""
    if not Group.objects.where(request.user, "nudges", Reach.WRITE).exists():
        raise Http404
    now = timezone.now()
    days, held, silent = queueing.days_ahead(Nudge.objects.to_look_after(request.user), now=now)
    context = {"days": days, "held": held, "silent": silent, "today": timezone.localdate(now)}
    return render(request, "meetings/queue.html", context)


def _waiting(request: Request, group: Group, nudge_id: UUID) -> Nudge:
    seen = Nudge.objects.to_look_after(request.user).filter(meeting__group=group)
    return get_object_or_404(seen.for_listing(), pk=nudge_id)


@member_view
@require_POST
def words(request: Request, membership: Membership, nudge_id: UUID) -> HttpResponse:
    nudge = _waiting(request, membership.group, nudge_id)
    form = NoteForm(request.POST, auto_id=f"id_%s_{nudge.pk}")
    if not form.is_valid():
        return _page(request, membership.group, wrong={nudge.pk: form})
    if nudging.reword(nudge, form.cleaned_data["words"]):
        messages.success(
            request,
            _("Kept. The note to %(name)s opens with your words.") % {"name": nudge.membership.person},
        )
    else:
        messages.warning(
            request, _("The note to %(name)s had gone already.") % {"name": nudge.membership.person}
        )
    return _back(nudge)


@member_view
@require_POST
def hold(request: Request, membership: Membership, nudge_id: UUID) -> HttpResponse:
    """Keep a note back, or let it go again."""
    nudge = _waiting(request, membership.group, nudge_id)
    name = {"name": nudge.membership.person}
    if request.POST.get("do") == "let-go":
        nudging.let_go(nudge)
        messages.success(request, _("The note to %(name)s goes out at its time.") % name)
    else:
        nudging.hold(nudge, by=membership, at=timezone.now())
        messages.success(request, _("The note to %(name)s is held. It goes out when you let it.") % name)
    return _back(nudge)


@member_view
@require_POST
def send(request: Request, membership: Membership, nudge_id: UUID) -> HttpResponse:
    nudge = _waiting(request, membership.group, nudge_id)
    name = {"name": nudge.membership.person}
    if not nudging.send_now(nudge, at=timezone.now()):
        messages.warning(request, _("The note to %(name)s had gone already.") % name)
        return _back(nudge)
    tasks.wake()
    nudge.refresh_from_db()
    if nudge.not_sent_because:
        messages.warning(request, _("Nothing was sent: %(because)s.") % {"because": nudge.because})
    else:
        messages.success(request, _("The note to %(name)s is on its way.") % name)
    return _back(nudge)


def _back(nudge: Nudge) -> HttpResponse:
    """To the same note on the page."""
    url = redirect("meetings:notes", nudge.meeting.group.slug)
    url["Location"] += f"#note-{nudge.pk}"
    return url
