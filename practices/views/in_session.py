"""What is kept while a meeting is in session belongs to it; during a pause of its recording nothing is taken down."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from inquiries.http import Request
from meetings import grouping
from meetings.models import Meeting


def now(request: Request) -> Meeting | None:
    """The meeting of the group that is being recorded; one query that most pages of a group make anyway."""
    found = [one for one in grouping.meetings_of(request.group) if one.is_recording]
    return found[0] if found else None


def is_paused(request: Request, form: forms.BaseForm) -> bool:
    """Whether what comes from the recording page meets a pause: then its form says so, and what was typed stays."""
    meeting = now(request) if _is_from_record(request) else None
    if meeting is None or not meeting.is_paused:
        return False
    form.add_error(None, _("A pause: nothing is taken down just now. Keep it when the meeting goes on"))
    return True


def _is_from_record(request: Request) -> bool:
    return request.GET.get("at") == "record"


def back(request: Request, to: Any) -> HttpResponse:
    """To what was kept; from the recording page, back there, where it stands in the list."""
    meeting = now(request) if _is_from_record(request) else None
    if meeting is None:
        return redirect(to)
    return redirect(reverse("meetings:record", args=[request.group.slug, meeting.number]) + "#also")
