"""Other words for something recorded: a stale save gets both texts and loses neither."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import retarget

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from inquiries.saving import StaleError
from meetings import recording, taking_on
from meetings.forms import record as forms
from meetings.models import Action, Entry, Meeting, SmallGroup
from meetings.views.keeping import answer, once, shown, within
from meetings.views.plan import meeting_of
from meetings.views.record import url_of

KINDS: dict[str, Any] = {"entry": Entry, "small-group": SmallGroup, "action": Action}


@dataclass
class Change:
    """One row that is being changed, and how its form looks over what stands."""

    meeting: Meeting
    what: str
    row: Any

    @property
    def auto_id(self) -> str:
        """Several rows may be open for change at once."""
        return f"change-{self.row.pk}-%s"

    def form(self, typed: Any = None, **mine: Any) -> django_forms.Form:
        """Over what stands now, or with `mine`: words typed over something older."""
        if self.what == "entry":
            initial = {"text": self.row.text, "version": self.row.version} | mine
            return forms.ChangeForm(typed, initial=initial, auto_id=self.auto_id)
        if self.what == "small-group":
            initial = {"topic": self.row.topic, "was": self.row.topic} | mine
            return forms.ChangeTopicForm(typed, initial=initial, auto_id=self.auto_id)
        line = taking_on.line_of(self.row)
        return forms.ChangeLineForm(
            typed, meeting=self.meeting, initial={"line": line, "was": line} | mine, auto_id=self.auto_id
        )

    def save(self, form: Any, *, by: Membership, at: datetime) -> None:
        """Raises StaleError where somebody else changed it first."""
        typed = form.cleaned_data
        if self.what == "entry":
            recording.change_entry(self.row, typed["text"], version=typed["version"], by=by, at=at)
        elif self.what == "small-group":
            recording.change_topic(self.row, typed["topic"], was=typed["was"])
        else:
            taking_on.change(self.meeting, self.row, form.read, was=typed["was"])

    def typed(self, form: Any) -> dict[str, str]:
        """What the person typed, to show it again over what stands now."""
        name = {"entry": "text", "small-group": "topic", "action": "line"}[self.what]
        return {name: form.cleaned_data[name]}


@member_view
@require_http_methods(["GET", "POST"])
def change(
    request: Request, membership: Membership, number: int, what: str, row_id: UUID
) -> HttpResponseBase:
    if not access.can_write(membership, "meeting record") or what not in KINDS:
        raise Http404
    meeting = meeting_of(request, number)
    return answer(request, meeting, lambda: _change(request, membership, meeting, what, row_id))


def _change(
    request: Request, membership: Membership, meeting: Meeting, what: str, row_id: UUID
) -> HttpResponse:
    row = within(KINDS[what].objects.all(), meeting=meeting, pk=row_id)
    row.meeting = meeting
    change = Change(meeting, what, row)
    if request.method == "GET":
        return _form(request, change, change.form())
    return _save(request, membership, change)


def _save(request: Request, membership: Membership, change: Change) -> HttpResponse:
    meeting, form = change.meeting, change.form(request.POST)
    if not form.is_valid():
        return _form(request, change, form, status=422)
    try:
        once(request, meeting, lambda at: change.save(form, by=membership, at=at))
    except StaleError as stale:
        change.row.refresh_from_db()
        typed = change.typed(form)
        conflict = {"stale": stale, "mine": next(iter(typed.values()))}
        return _form(request, change, change.form(**typed), status=409, **conflict)
    if request.htmx:
        return retarget(shown(request, meeting, "recorded", also=("small-group-list",)), "#recorded")
    return redirect(f"{url_of(meeting)}#recorded")


def _form(
    request: Request, change: Change, form: django_forms.Form, *, status: int = 200, **conflict: Any
) -> HttpResponse:
    context = {"meeting": change.meeting, "what": change.what, "row": change.row, "form": form}
    template = "meetings/record_change.html#form" if request.htmx else "meetings/record_change.html"
    return render(request, template, context | conflict, status=status)
