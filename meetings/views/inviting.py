"""Inviting members to a meeting, and the page on which each of them answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inquiries import access, linking, tasks
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Link, Membership
from meetings import calendars, inviting
from meetings.forms.inviting import AnswerForm, InviteForm
from meetings.models import Invitation, Meeting
from meetings.views.plan import meeting_of


@member_view
@require_http_methods(["GET", "POST"])
def invite(request: Request, membership: Membership, number: int) -> HttpResponse:
    """Exactly who gets the invitation, its words and its preview; the button sends it to who has none yet."""
    meeting = meeting_of(request, number)
    form = InviteForm(request.POST or None, initial={"words": meeting.invitation_words})
    if request.method != "POST":
        return render(request, "meetings/invite.html", _invite_page(request, meeting, membership, form))
    if not form.is_valid():
        return render(
            request, "meetings/invite.html", _invite_page(request, meeting, membership, form), status=422
        )
    if "preview" in request.POST:
        meeting.invitation_words = form.cleaned_data["words"]
        return _previewed(request, meeting, membership, form)
    return _send(request, meeting, membership, form.cleaned_data["words"])


def _previewed(request: Request, meeting: Meeting, membership: Membership, form: InviteForm) -> HttpResponse:
    template = "meetings/invite.html#preview" if request.htmx else "meetings/invite.html"
    return render(request, template, _invite_page(request, meeting, membership, form))


def _send(request: Request, meeting: Meeting, membership: Membership, words: str) -> HttpResponse:
    sent = inviting.invite(meeting, words, by=membership, at=timezone.now())
    tasks.wake()
    if sent:
        said = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", sent) % {
            "n": sent
        }
        messages.success(request, said)
    else:
        messages.info(request, _("Everybody had theirs already. No message has left."))
    return redirect("meetings:invite", request.group.slug, meeting.number)


def _invite_page(
    request: Request, meeting: Meeting, membership: Membership, form: InviteForm
) -> dict[str, Any]:
    invited = Invitation.objects.filter(meeting=meeting, membership__left_on=None).for_listing()
    invited = invited.order_by("answer", "membership__person__name_folded")  # who has not said comes first
    to_ask = inviting.to_ask(meeting)
    someone = (to_ask.by_mail or [row.membership for row in invited] or [membership])[0]
    answer_url = inviting.absolute("meetings:rsvp", _("their-own-link"))
    return {
        "meeting": meeting,
        "form": form,
        "to_ask": to_ask,
        "invited": list(invited),
        "coming": inviting.coming(meeting),
        "preview": inviting.compose(meeting, someone, by=membership, answer_url=answer_url),
        "previewed": someone.person,
        "reads_reasons": access.can_read(membership, "reason of an absence"),
    }


@member_view
@require_POST
def answer_for(request: Request, membership: Membership, number: int, invitation_id: UUID) -> HttpResponse:
    """Keep what somebody said in the corridor or by telephone."""
    meeting = meeting_of(request, number)
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.user), meeting=meeting, pk=invitation_id
    )
    form = AnswerForm(request.POST)
    if form.is_valid():
        inviting.answer(invitation, form.cleaned_data["answer"], by=membership, at=timezone.now())
    elif "take_back" in request.POST:
        inviting.take_back(invitation)
    return redirect(
        reverse("meetings:invite", args=[request.group.slug, meeting.number]) + f"#asked-{invitation.pk}"
    )


@group_view
@require_GET
def calendar(request: Request, hat: Hat, number: int) -> HttpResponse:
    meeting = meeting_of(request, number)
    answer = HttpResponse(
        calendars.download(meeting, at=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="meeting-{meeting.number}.ics"'
    return answer


@login_not_required
@require_http_methods(["GET", "POST"])
def rsvp(request: HttpRequest, token: str) -> HttpResponse:
    """One question on a phone; a GET changes nothing, and the answer can be changed until the meeting."""
    now = timezone.now()
    link = linking.opened(token, Link.Purpose.RSVP, at=now)
    invitation = _invitation_of(link) if link else None
    if invitation is None:
        return render(request, "meetings/rsvp_ended.html", status=410)
    context = _rsvp_page(invitation, token)
    if request.method != "POST":
        return render(request, "meetings/rsvp.html", context)
    return _answered(request, invitation, context, now)


def _invitation_of(link: Link) -> Invitation | None:
    asked = Invitation.objects.filter(
        membership=link.membership_id, meeting=link.about, meeting__cancelled_at=None
    )
    invitation = asked.select_related("meeting__group__partnership").first()
    if invitation:
        invitation.membership = link.membership
    return invitation


def _rsvp_page(invitation: Invitation, token: str) -> dict[str, Any]:
    group = invitation.meeting.group
    inviters = Membership.objects.current().integrating().filter(group=group).select_related("person")
    return {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "group": group,
        "person": invitation.membership.person,
        "asked_by": inviters.order_by("person__name_folded").first(),
        "choices": Invitation.Answer.choices,
        "chosen": invitation.answer,
        "reason": invitation.reason,
        "token": token,
        "form": None,
    }


def _answered(
    request: HttpRequest, invitation: Invitation, context: dict[str, Any], now: datetime
) -> HttpResponse:
    if "take_back" in request.POST:
        inviting.take_back(invitation)
        return redirect("meetings:rsvp", context["token"])
    form = AnswerForm(request.POST)
    if not form.is_valid():
        typed = {
            "form": form,
            "chosen": request.POST.get("answer", ""),
            "reason": request.POST.get("reason", ""),
        }
        return render(request, "meetings/rsvp.html", context | typed, status=422)
    said, reason = form.cleaned_data["answer"], form.cleaned_data["reason"].strip()
    inviting.answer(invitation, said, reason=reason, by=invitation.membership, at=now)
    return redirect(reverse("meetings:rsvp", args=[context["token"]]) + "?answered")
