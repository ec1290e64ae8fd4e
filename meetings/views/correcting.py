"""Correcting a recap that is out: the form, and who is told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from inquiries.saving import StaleError
from meetings import adding, correcting
from meetings.forms.recap import CorrectionForm
from meetings.models import Recap
from meetings.views.recap import published, url_of


@member_view
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, membership: Membership, number: int) -> HttpResponse:
    found = published(request, number)
    initial = {"text": found.text, "version": found.version}
    lines = adding.reworded(found)
    form = CorrectionForm(request.POST or None, initial=initial, lines=lines)
    if request.method != "POST" or not form.is_valid():
        return _page(request, membership, found, form, status=422 if form.errors else 200)
    at, said = timezone.now(), form.cleaned_data
    words = {"text": said["text"], "note": said["note"], "version": said["version"]}
    anew = [line for line in lines if str(line.source) in said.get("anew", [])]
    try:
        correction = correcting.correct(found, **words, anew=anew, by=membership, at=at)
    except StaleError as stale:
        again = CorrectionForm(initial=said | {"version": stale.theirs.version}, lines=lines)
        return _page(request, membership, found, again, theirs=stale.theirs, status=409)
    told = correcting.tell(correction, by=membership, at=at) if "tell" in request.POST else 0
    tasks.wake()
    _say(request, told)
    return redirect(url_of(found.meeting))


def _say(request: Request, told: int) -> None:
    if told:
        words = ngettext(
            "Corrected. %(n)s mail is on its way.", "Corrected. %(n)s mails are on their way.", told
        )
        messages.success(request, words % {"n": told})
    else:
        messages.success(request, _("Corrected. No message left."))


def _page(
    request: Request,
    membership: Membership,
    found: Recap,
    form: CorrectionForm,
    *,
    theirs: Recap | None = None,
    status: int,
) -> HttpResponse:
    context = {
        "recap": found,
        "meeting": found.meeting,
        "form": form,
        "theirs": theirs,
        "told": len(correcting.readers(found, but=membership)),
        "corrections": found.corrections.select_related("by__person"),
    }
    return render(request, "meetings/recap_correct.html", context, status=status)
