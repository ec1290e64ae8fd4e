"""The lines of a recap that name somebody: the button that shows them, and the page behind the link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import linking, tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Link, Membership
from meetings import naming, recapping
from meetings.forms.recap import NamedAnswerForm
from meetings.views.plan import meeting_of
from meetings.views.recap import recap_of


@member_view
@require_POST
def ask(request: Request, membership: Membership, number: int, member_id: UUID) -> HttpResponse:
    """One person, about the lines that are kept: a draft sends nothing by being saved."""
    meeting = meeting_of(request, number)
    recap = recap_of(meeting)
    named = naming.named(recapping.parts_of(recap), but=membership) if recap else []
    one = next((one for one in named if one.membership.pk == member_id), None)
    if one is None:
        raise Http404
    if naming.ask(one, meeting, by=membership, at=timezone.now()):
        tasks.wake()
        words = {"name": one.membership.person.short_name}
        messages.success(request, _("%(name)s sees the lines by mail, and can ask for other words.") % words)
    else:
        messages.info(request, _("They were asked already, or have no address: show it to them yourself."))
    if request.htmx:
        assert recap is not None  # it names somebody
        context = {"meeting": meeting, "named": naming.named(recapping.parts_of(recap), but=membership)}
        return render(request, "meetings/recap/_named.html", context | {"is_written": True, "oob": True})
    return redirect(reverse("meetings:recap", args=[request.group.slug, number]) + "#named")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def named(request: HttpRequest, token: str) -> HttpResponse:
    """The lines that name oneself, and nothing else of the recap; a GET changes nothing."""
    link = linking.opened(token, Link.Purpose.NAMED, at=timezone.now())
    mention = naming.mention_of(link) if link else None
    if link is None or mention is None:
        return render(request, "meetings/quote_ended.html", status=410)
    said = {True: "yes", False: "no", None: None}[mention.may_stand]
    form = NamedAnswerForm(request.POST or None, initial={"may": said, "words": mention.words})
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        naming.answer(mention, may_stand=answer["may"] == "yes", words=answer["words"], at=timezone.now())
        tasks.wake()
        return redirect("meetings:named-page", token)
    context = {
        "mention": mention,
        "meeting": mention.meeting,
        "group": mention.meeting.group,
        "person": link.membership.person,
        "asked_by": mention.asked_by.person,
        "form": form,
        "token": token,
    }
    return render(request, "meetings/named.html", context, status=422 if form.errors else 200)
