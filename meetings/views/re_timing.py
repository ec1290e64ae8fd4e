"""Moving one meeting and calling it off: what changes, who is told, and what each of them gets."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import access, tasks
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from meetings import corresponding, inviting, re_timing
from meetings.forms.scheduling import CallOffForm, ChangeForm
from meetings.models import Invitation, Meeting
from meetings.views.plan import meeting_of


def _changeable(request: Request, number: int) -> Meeting:
    """The meeting, while its date can still change: 403 once it was held."""
    meeting = meeting_of(request, number)
    if meeting.is_held:
        raise PermissionDenied
    return meeting


def _teller(request: Request, hat: Hat) -> Membership | None:
    """In whose name people are told: whoever does it, or who writes to the group where an administrator does."""
    return hat if isinstance(hat, Membership) else corresponding.written_by(request.group)


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, hat: Hat, number: int) -> HttpResponse:
    """When and where; one button saves and tells, naming how many, the other saves and tells nobody."""
    meeting = _changeable(request, number)
    form = _form(request, hat, meeting)
    if request.method != "POST":
        return _change_page(request, hat, meeting, form)
    if not form.is_valid():
        return _change_page(request, hat, meeting, form, status=422)
    if "preview" in request.POST:
        for name, value in form.changed().items():
            setattr(meeting, name, value)
        return _change_page(request, hat, meeting, form)
    return _changed(request, hat, meeting, form)


def _form(request: Request, hat: Hat, meeting: Meeting) -> ChangeForm:
    sent = request.POST if request.method == "POST" else None
    form = ChangeForm(sent, meeting=meeting, around=re_timing.neighbours(meeting))
    if not isinstance(hat, Membership):
        del form.fields["focus"]  # what a meeting is for stays with those who are in it
    if not re_timing.invited(meeting):
        del form.fields["words"]
    return form


def _changed(request: Request, hat: Hat, meeting: Meeting, form: ChangeForm) -> HttpResponse:
    is_different = re_timing.change(meeting, form.changed())
    if "tell" in request.POST:
        words = form.cleaned_data.get("words", "")
        sent = re_timing.tell(meeting, words, by=_teller(request, hat), at=timezone.now())
        tasks.wake()
        messages.success(request, _told(sent))
    elif is_different:
        messages.success(request, _("Saved. No message has left."))
    else:
        messages.info(request, _("Nothing is different. No message has left."))
    if re_timing.behind(meeting):
        return redirect("meetings:change", request.group.slug, meeting.number)
    return redirect("meetings:meetings", request.group.slug)


def _told(sent: int) -> str:
    if not sent:
        return _("Saved. Nobody with an address had to be told: no message has left.")
    return (
        _("Saved.")
        + " "
        + ngettext("One message is on its way.", "%(n)s messages are on their way.", sent) % {"n": sent}
    )


def _change_page(
    request: Request, hat: Hat, meeting: Meeting, form: ChangeForm, *, status: int = 200
) -> HttpResponse:
    words = form.data.get("words", "") if form.is_bound else ""
    context = {"form": form, "behind": re_timing.behind(meeting)} | _whom(request, hat, meeting, words)
    return render(request, _template(request, "meetings/change.html"), context, status=status)


def _template(request: Request, name: str) -> str:
    return f"{name}#preview" if request.htmx and "preview" in request.POST else name


def _whom(request: Request, hat: Hat, meeting: Meeting, words: str) -> dict[str, Any]:
    """Who is told of a change, and exactly what the first of them gets."""
    people = re_timing.invited(meeting)
    reads_answers = access.can_read(hat, "attendance")  # not who administers
    context: dict[str, Any] = {"meeting": meeting, "to_tell": people, "reads_answers": reads_answers}
    context |= {"preview": None, "previewed": None}
    if people.by_mail and reads_answers:
        row: Invitation = people.by_mail[0]
        answer_url = inviting.absolute("meetings:rsvp", _("their-own-link"))
        by = _teller(request, hat)
        context["preview"] = re_timing.compose(meeting, row, words, by=by, answer_url=answer_url)
        context["previewed"] = row.membership.person
    return context


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: Request, hat: Hat, number: int) -> HttpResponse:
    """One meeting does not take place: the button names how many are told, and their calendars drop it."""
    meeting = _changeable(request, number)
    if meeting.is_recording:
        raise PermissionDenied
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        return _called_off(request, hat, meeting, form.cleaned_data["words"])
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    meeting.cancelled_at = timezone.now()  # for the preview alone: nothing is written
    context = {"form": form} | _whom(request, hat, meeting, form.data.get("words", ""))
    return render(request, _template(request, "meetings/call_off.html"), context, status=status)


def _called_off(request: Request, hat: Hat, meeting: Meeting, words: str) -> HttpResponse:
    sent = re_timing.call_off(meeting, words, by=_teller(request, hat), at=timezone.now())
    tasks.wake()
    said = _("Meeting %(number)s is called off.") % {"number": meeting.number}
    mails = ngettext("One message is on its way.", "%(n)s messages are on their way.", sent or 0) % {
        "n": sent
    }
    undo = reverse("meetings:hold-after-all", args=[request.group.slug, meeting.number])
    messages.success(request, f"{said} {mails if sent else _('No message has left.')}", extra_tags=undo)
    return redirect("meetings:meetings", request.group.slug)


@group_view
@require_POST
def hold_after_all(request: Request, hat: Hat, number: int) -> HttpResponse:
    """The meeting stands again; whoever was told that it was off is told on the next page, or not."""
    off = Meeting.objects.filter(group=request.group, number=number, cancelled_at__isnull=False)
    meeting = get_object_or_404(off)
    meeting.group = request.group
    if re_timing.hold_after_all(meeting):
        said = _("Meeting %(number)s takes place after all. No message has left.") % {
            "number": meeting.number
        }
        messages.success(request, said)
    elif not re_timing.fits_between(meeting):
        said = _("Meeting %(number)s stays called off: other dates were set in its place since.")
        messages.warning(request, said % {"number": meeting.number})
        return redirect("meetings:meetings", request.group.slug)
    to = "meetings:change" if re_timing.behind(meeting) else "meetings:meetings"
    return redirect(to, request.group.slug, *([meeting.number] if to == "meetings:change" else []))
