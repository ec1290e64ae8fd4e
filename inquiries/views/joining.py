"""Saying yes or no to an invitation, from the link in it: no sign-in, and a GET changes nothing."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries import access, inviting, tasks
from inquiries.forms.members import AnswerForm
from inquiries.models import GroupInvitation


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What joining means, who reads what, and one question. The answer can be taken back for a week."""
    now = timezone.now()
    invitation = inviting.opened(token, at=now)
    if invitation is None:
        return render(request, "inquiries/link_ended.html", status=410)
    if request.method != "POST":
        return render(request, "inquiries/join.html", _page(invitation))
    person = invitation.person
    if "take_back" in request.POST:
        done = inviting.take_back(invitation, by=person, at=now)
        return redirect("inquiries:join", token) if done else _too_late(request, invitation)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "inquiries/join.html", _page(invitation, form), status=422)
    says_yes = form.cleaned_data["answer"] == GroupInvitation.Answer.ACCEPTED
    keep = inviting.accept if says_yes else inviting.decline
    keep(invitation, by=person, at=now, reason=form.cleaned_data["reason"])
    tasks.wake()
    return redirect("inquiries:join", token)


def _page(invitation: GroupInvitation, form: AnswerForm | None = None) -> dict[str, Any]:
    group = invitation.group
    return {
        "invitation": invitation,
        "group": group,
        "person": invitation.person,
        "form": form or AnswerForm(),
        "reads": [
            (_("Your name and where you come from"), access.readers("people", group)),
            (_("How to reach you"), access.readers("contact details", group)),
            (_("Why you cannot come to a meeting"), access.readers("reason of an absence", group)),
            (_("What you take on, and how it goes"), access.readers("actions", group)),
        ],
        "can_undo": inviting.can_take_back(invitation, at=timezone.now()),
    }


def _too_late(request: HttpRequest, invitation: GroupInvitation) -> HttpResponse:
    return render(request, "inquiries/join.html", _page(invitation) | {"is_too_late": True}, status=409)
