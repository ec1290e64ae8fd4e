"""Asks of a group: all of them with their answers, putting one, answering one, and taking one back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import access, tasks
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership, Stewardship
from practices import asking
from practices.access import can_answer_asks
from practices.forms.asks import AnswerForm, AskForm
from practices.models import Ask, AskAnswer
from practices.views.kept import source_of


@group_view
@require_safe
def asks(request: Request, hat: Hat) -> HttpResponse:
    return render(request, "practices/asks.html", _page(request, hat))


def _page(
    request: Request, hat: Hat, *, wrong: AnswerForm | None = None, of: UUID | None = None
) -> dict[str, Any]:
    """Each ask with its answers, and a form where this reader answers."""
    rows = list(Ask.objects.visible_to(request.user).filter(group=request.group).for_listing())
    today, answers = timezone.localdate(), can_answer_asks(hat)
    for row in rows:
        row.group = request.group
        row.waits = row.waits_too_long(today)  # type: ignore[attr-defined]
        own = next((one for one in row.answers.all() if one.by_id == request.user.pk), None)
        row.form = None  # type: ignore[attr-defined]
        if answers:
            row.form = wrong if row.pk == of else _answer_form(row, own)  # type: ignore[attr-defined]
        row.has_own = own is not None  # type: ignore[attr-defined]
    return {
        "group": request.group,
        "hat": hat,
        "asks": rows,
        "unanswered": sum(1 for row in rows if row.is_open(today)),
        "today": today,
        "is_inside": isinstance(hat, Membership),
        "answers": answers,
        "puts": access.can_write(hat, "ask"),
        "wrong_in": of,
        "readers": asking.readers(request.group) if answers or isinstance(hat, Membership) else "",
    }


def _answer_form(row: Ask, own: AskAnswer | None, sent: Any = None) -> AnswerForm:
    names = ("says", "because", "answers_by", "myself", "version")
    initial = {name: getattr(own, name) for name in names} if own else {"version": 0}
    today = timezone.localdate()
    return AnswerForm(sent, today=today, group=row.group, initial=initial, auto_id=f"%s-{row.pk}")


@member_view
@require_http_methods(["GET", "POST"])
def put(request: Request, membership: Membership) -> HttpResponse:
    """An ask in the group's wording; the button says how many are told."""
    source, form = source_of(request), AskForm(request.POST or None)
    told = asking.asked_of(request.group)
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "source": source, "told": told, "readers": asking.readers(request.group)}
        status = 200 if request.method == "GET" else 422
        return render(request, "practices/ask_form.html", context, status=status)
    at = timezone.now()
    ask = asking.put(
        request.group, came_of=source, by=membership, on=timezone.localdate(at), at=at, **form.cleaned_data
    )
    tasks.wake()
    messages.success(request, _("The ask is put. Whoever answers does so here."))
    return redirect(ask.get_absolute_url())


def _ask(request: Request, key: UUID) -> Ask:
    rows = Ask.objects.visible_to(request.user).filter(group=request.group).for_listing()
    found = get_object_or_404(rows, pk=key)
    found.group = request.group
    return found


@group_view
@require_POST
def answer(request: Request, hat: Hat, ask_id: UUID) -> HttpResponse:
    """What one senior manager answers; the same person's later answer takes its place."""
    row = _ask(request, ask_id)
    if not can_answer_asks(hat):
        raise PermissionDenied
    form = _answer_form(row, None, request.POST)
    if not form.is_valid():
        wrong = _page(request, hat, wrong=form, of=row.pk)
        return render(request, "practices/asks.html", wrong, status=422)
    said, held = form.cleaned_data, hat if isinstance(hat, Stewardship) else None
    version, at = said["version"] or 0, timezone.now()
    if not asking.answer(row, said, by=request.user, held=held, version=version, at=at):
        messages.error(
            request, _("You have answered this in another window. Your answer as it stands is below.")
        )
        return redirect(row.get_absolute_url())
    messages.success(request, _("Answered. The group reads it here; no message has left."))
    return redirect(row.get_absolute_url())


@member_view
@require_POST
def take_back(request: Request, membership: Membership, ask_id: UUID) -> HttpResponse:
    row = _ask(request, ask_id)
    if asking.take_back(row, by=request.user, at=timezone.now()):
        undo = reverse("practices:ask-put-back", args=[request.group.slug, row.pk])
        messages.success(request, _("The ask is taken back, with its answers."), extra_tags=undo)
    return redirect("practices:asks", request.group.slug)


@member_view
@require_POST
def put_back(request: Request, membership: Membership, ask_id: UUID) -> HttpResponse:
    row = get_object_or_404(Ask.objects.filter(group=request.group), pk=ask_id)
    row.group = request.group
    if asking.put_back(row, at=timezone.now()):
        messages.success(request, _("The ask stands again."))
    return redirect(row.get_absolute_url())
