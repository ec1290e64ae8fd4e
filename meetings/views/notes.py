"""The queue of notes before the next meeting: look over, word, hold, send."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Group, Membership
from meetings import answering, nudging
from meetings.forms.actions import NoteForm
from meetings.models import Meeting, Nudge


@member_view
@require_GET
def notes(request: Request, membership: Membership) -> HttpResponse:
    return _page(request, membership.group)


def _page(request: Request, group: Group, *, wrong: dict[UUID, NoteForm] | None = None) -> HttpResponse:
    ahead = answering.meeting_ahead(group)
    queue = _queue(request, ahead, wrong or {}) if ahead else []
    context = {
        "ahead": ahead,
        "due_at": nudging.due_for(ahead) if ahead else None,
        "ready": [row for row in queue if row["kind"] == "ready"],
        "held": [row for row in queue if row["kind"] == "held"],
        "silent": [row for row in queue if row["kind"] == "silent"],
        "sent": [row for row in queue if row["kind"] == "sent"],
        "by": nudging.written_by(group),
    }
    return render(request, "meetings/notes.html", context, status=422 if wrong else 200)


def _queue(request: Request, ahead: Meeting, wrong: dict[UUID, NoteForm]) -> list[dict[str, Any]]:
    """Each note of the meeting ahead with what it would say, in a fixed number of queries."""
    ahead.group = request.group  # with its purpose, which each mail ends with
    by = nudging.written_by(request.group)
    seen = Nudge.objects.visible_to(request.user).filter(meeting=ahead).for_listing()
    rows = list(seen.order_by("membership__person__name_folded"))
    actions = nudging.open_by_member([row.membership for row in rows])
    had = nudging.last_notes([row.membership for row in rows])
    queue = []
    for nudge in rows:
        nudge.meeting = ahead
        row = _row(nudge, actions[nudge.membership_id], had, wrong.get(nudge.pk))
        if row["kind"] in ("ready", "held"):
            row["preview"] = _preview(nudge, row["actions"], by)
        queue.append(row)
    return queue


def _preview(nudge: Nudge, actions: list[Any], by: Membership | None) -> str:
    """The mail as it would leave now; the links in it are made when it leaves."""
    link = _("(a link of their own)")
    accepted = [action for action in actions if action.state != action.State.OFFERED]
    return nudging.words_of(nudge, accepted, by=by, answer_url=link, pause_url=link).text


def _row(
    nudge: Nudge, actions: list[Any], had: dict[object, Any], wrong: NoteForm | None = None
) -> dict[str, Any]:
    """One note as the page shows it: where it stands, and why it would say nothing."""
    at = max(nudge.due_at, timezone.now())
    because = nudge.not_sent_because or nudging.why_silent(nudge, actions, at=at, had=had)
    if nudge.decided_at:
        kind = "sent" if nudge.message_id else "silent"
    else:
        kind = "silent" if because else "held" if nudge.held_at else "ready"
    return {
        "nudge": nudge,
        "actions": actions,
        "kind": kind,
        "because": str(Nudge.Silence(because).label) if because else "",
        "form": wrong or NoteForm(initial={"words": nudge.words}, auto_id=f"id_%s_{nudge.pk}"),
    }


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
