"""Answering from the link in a message: one column, one question at a time, no password."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries import linking, tasks
from inquiries.models import Link, Membership
from meetings import answering, corresponding, updating
from meetings.forms.actions import AnswerForm
from meetings.models import Action, ActionUpdate, Nudge


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/answer_ended.html", status=410)


def _opened(token: str) -> Link | None:
    return linking.opened(token, Link.Purpose.ANSWER, at=timezone.now())


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    link = _opened(token)
    if not link:
        return _ended(request)
    asked = answering.asked_of(link.membership)
    by = corresponding.written_by(link.membership.group)
    to = by.person.short_name if by else link.membership.group.name
    said = request.POST if request.method == "POST" else None
    forms = [AnswerForm(said, action=a, prefix=a.pk.hex, is_only=len(asked) == 1, to=to) for a in asked]
    if said is None:
        return _page(request, link, forms, by)

    is_right = not [
        form for form in forms if not form.is_valid()
    ]  # each is asked, so that each says what is wrong
    answers = [
        (f.action, f.cleaned_data["state"], f.cleaned_data["words"])
        for f in forms
        if is_right and f.has_changed()
    ]
    if forms and not answers:
        return _page(request, link, forms, by, is_empty=is_right)

    answering.answer(link.membership, answers, at=timezone.now(), key=_key(request))
    tasks.wake()
    return redirect("meetings:answer-said", token)


def _key(request: HttpRequest) -> UUID:
    """The key of the page that was sent; one that is not whole counts as a page of its own."""
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid4()


def _page(
    request: HttpRequest,
    link: Link,
    forms: list[AnswerForm],
    by: Membership | None,
    *,
    is_empty: bool = False,
) -> HttpResponse:
    note = Nudge.objects.filter(meeting=link.about, membership=link.membership).first()
    context = {
        **_about(link, by),
        "forms": forms,
        "has_problem": is_empty or any(form.errors for form in forms),
        "is_empty": is_empty,
        "note": note,
        "client_key": request.POST.get("client_key") or uuid4(),
        "said": answering.said_by(link.membership, link, at=timezone.now()),
        "pause_url": answering.pause_link(link.membership, at=timezone.now()),
    }
    return render(request, "meetings/answer.html", context, status=422 if context["has_problem"] else 200)


def _about(link: Link, by: Membership | None) -> dict[str, object]:
    """What each page behind the link says: who, to whom, in which group, before which meeting."""
    group = link.membership.group
    return {
        "token": link.token,
        "membership": link.membership,
        "group": group,
        "by": by,
        "to": by.person.short_name if by else group.name,
        "ahead": answering.meeting_ahead(group),
    }


@login_not_required
@require_http_methods(["GET", "HEAD"])
def said(request: HttpRequest, token: str) -> HttpResponse:
    """What was said, to whom it went, and the way back."""
    link = _opened(token)
    if not link:
        return _ended(request)
    now = timezone.now()
    told = answering.said_by(link.membership, link, at=now)
    context = {
        **_about(link, corresponding.written_by(link.membership.group)),
        "told": [{"update": update, "can_undo": answering.can_undo(update, at=now)} for update in told],
        "left": answering.asked_of(link.membership),
        "is_stuck": any(update.state == Action.State.STUCK for update in told),
    }
    return render(request, "meetings/answer_said.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str, update_id: UUID) -> HttpResponse:
    """Take one answer back; who only opens the address is shown the answers, with the button."""
    link = _opened(token)
    if not link:
        return _ended(request)
    if request.method != "POST":
        return redirect("meetings:answer-said", token)
    own = ActionUpdate.objects.filter(by=link.membership, through=ActionUpdate.Through.ANSWER)
    update = get_object_or_404(own.select_related("action__group"), pk=update_id)
    if not answering.can_undo(update, at=timezone.now()):
        return _ended(request)
    updating.undo(update, by=link.membership, at=timezone.now())
    messages.success(
        request, _("Taken back: “%(what)s”. It stands as it did before.") % {"what": update.action}
    )
    return redirect("meetings:answer", token)
