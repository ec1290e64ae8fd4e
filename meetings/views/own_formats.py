"""A group's own formats: kept from a plan, put in the bin, and taken out of it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from meetings import own_formats, planning
from meetings.forms.plan import KeepForm
from meetings.models import Meeting, OwnFormat
from meetings.views.plan import changed_page, meeting_of


@member_view
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Keep the agenda that stands there under a name of its own."""
    meeting = meeting_of(request, number)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        if own_formats.keep(meeting, name, by=membership, at=timezone.now()):
            said = _("“%(name)s” is kept: it stands among the formats of every plan of this group.")
            messages.success(request, said % {"name": name})
            return redirect(meeting)
        form.add_error("name", _("There is a format of this name already: give it another one."))
    context = {"meeting": meeting, "agenda": planning.agenda(meeting), "form": form}
    return render(request, "meetings/keep_format.html", context, status=422 if form.errors else 200)


def _kept(request: Request, number: int, format_id: UUID) -> tuple[Meeting, OwnFormat]:
    own = OwnFormat.objects.visible_to(request.user).filter(group=request.group)
    return meeting_of(request, number), get_object_or_404(own, pk=format_id)


@member_view
@require_POST
def remove(request: Request, membership: Membership, number: int, format_id: UUID) -> HttpResponse:
    meeting, found = _kept(request, number, format_id)
    if found.remove(by=request.user, at=timezone.now()):
        undo = reverse("meetings:own-format-put-back", args=[request.group.slug, number, found.pk])
        said = _("The format “%(name)s” is in the bin.") % {"name": found.name}
        messages.success(request, said, extra_tags=undo)
    return changed_page(request, meeting, focus="agenda-title")


@member_view
@require_POST
def put_back(request: Request, membership: Membership, number: int, format_id: UUID) -> HttpResponse:
    """Out of the bin again, unless another has its name by now."""
    meeting, found = _kept(request, number, format_id)
    if OwnFormat.objects.kept().filter(group=request.group, name=found.name).exclude(pk=found.pk).exists():
        messages.info(request, _("Another format has that name now: it stays in the bin."))
    elif found.put_back():
        messages.success(request, _("The format “%(name)s” is back.") % {"name": found.name})
    return changed_page(request, meeting, focus="agenda-title")
