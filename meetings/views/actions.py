"""What members of a group took on: the list, and the page of each."""

from datetime import date
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inquiries import tasks
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Group, Membership
from meetings import access, agreeing, grouping, offering, scheduling, tracing, updating
from meetings.forms.actions import ActionChangeForm, BetweenForm, PassOnForm, UpdateForm
from meetings.models import Action, ActionUpdate
from meetings.models.actions import ActionQuerySet, count_carried, with_names

A_PAGE = 50
SHELVES = [
    ("needs", _("Waiting for help"), ["stuck", "back"]),
    ("open", _("On the way"), ["under_way", "open"]),
    ("offered", _("Offered, and waiting for a yes"), ["offered"]),
    ("finished", _("Done or let go"), ["done", "let_go"]),
]


@member_view
@require_GET
def actions(request: Request, membership: Membership) -> HttpResponse:
    """Fifty at a time in the order of the desk; each shelf says how many there are of its kind in all."""
    return _list(request, membership)


def _list(request: Request, membership: Membership, form: BetweenForm | None = None) -> HttpResponse:
    group = membership.group
    found = group.actions.visible_to(request.user)
    counts = _counts(found, membership)
    page = page_of(request, found.in_desk_order(), counts["all"])
    rows = with_names(page.object_list, [group])
    count_carried(rows, grouping.meetings_of(group))
    shelves = [
        {
            "key": key,
            "label": label,
            "count": counts[key],
            "actions": [row for row in rows if row.state in states],
        }
        for key, label, states in SHELVES
    ]
    context = {
        "shelves": [shelf for shelf in shelves if shelf["actions"]],
        "page": page,
        "mine": counts["mine"],
    }
    if access.looks_after_actions(membership):
        context["form"] = form or BetweenForm(group=group, today=timezone.localdate())
    return render(request, "meetings/actions.html", context, status=422 if form else 200)


@member_view
@require_POST
def add(request: Request, membership: Membership) -> HttpResponse:
    """What somebody took on between two meetings."""
    form = BetweenForm(request.POST, group=membership.group, today=timezone.localdate())
    if not form.is_valid():
        return _list(request, membership, form)
    said = {name: form.cleaned_data[name] for name in ("said_yes", "client_key")}
    row = agreeing.begin(membership.group, form.read, by=membership, at=timezone.now(), **said)
    tasks.wake()
    messages.success(request, _told(row) + _of_that_day(row.due_on))
    return redirect(row)


def _told(row: Action) -> str:
    name = {"name": row.lead.person}
    if row.state != Action.State.OFFERED:
        return _("Kept: %(name)s has it. No message has left.") % name
    if row.lead.person.address:
        return _("Offered to %(name)s, who is asked by mail.") % name
    return _("Offered to %(name)s. They have no email address: tell them in person.") % name


def _of_that_day(day: date) -> str:
    """What to know of a date: a weekend or a holiday is said, not refused."""
    why = scheduling.why_not(day)
    return f" {why}" if why else ""


def _counts(found: ActionQuerySet, membership: Membership) -> dict[str, int]:
    """How many there are on each shelf, in all, and how many are the reader's own to do; one query."""
    kinds = {key: Count("pk", filter=Q(state__in=states)) for key, _label, states in SHELVES}
    own = Count("pk", filter=Q(lead=membership, finished_at=None))
    counts: dict[str, int] = found.aggregate(all=Count("pk"), mine=own, **kinds)
    return counts


def page_of(request: Request, rows: ActionQuerySet, count: int) -> Page[Action]:
    """The page that the address names, of rows whose number is known."""
    paginator = Paginator(rows, A_PAGE)
    paginator.count = count
    return paginator.get_page(request.GET.get("page"))


def _of_the_group(request: Request, group: Group, action_id: UUID) -> Action:
    seen = Action.objects.visible_to(request.user).filter(group=group)
    return get_object_or_404(seen.for_listing().select_related("meeting").with_carried(), pk=action_id)


@member_view
@require_GET
def action(request: Request, membership: Membership, action_id: UUID) -> HttpResponse:
    return _page(request, membership, _of_the_group(request, membership.group, action_id))


def _page(request: Request, membership: Membership, row: Action, **forms: object) -> HttpResponse:
    """The page of one action, with a form that was filled in wrongly in place of the empty one."""
    on_behalf = not access.is_own(membership, row)
    context: dict[str, object] = {
        "action": row,
        "story": tracing.story_of(row, membership),
        "on_behalf": on_behalf,
    }
    if access.can_tell(membership, row):
        context["form"] = UpdateForm(action=row, on_behalf=on_behalf)
    if access.looks_after_actions(membership) and not row.is_finished:
        context["pass_on_form"] = PassOnForm(action=row, prefix="to")
        context["change_form"] = ActionChangeForm(action=row, prefix="change")
    status = 422 if forms else 200
    return render(request, "meetings/action.html", context | forms, status=status)


@member_view
@require_POST
def update(request: Request, membership: Membership, action_id: UUID) -> HttpResponse:
    row = _of_the_group(request, membership.group, action_id)
    if not access.can_tell(membership, row):
        raise PermissionDenied
    on_behalf = not access.is_own(membership, row)
    form = UpdateForm(request.POST, action=row, on_behalf=on_behalf)
    if not form.is_valid():
        return _page(request, membership, row, form=form)

    through = ActionUpdate.Through.BEHALF if on_behalf else ActionUpdate.Through.PAGE
    told = updating.tell(row, **form.cleaned_data, through=through, by=membership, at=timezone.now())
    tasks.wake()

    words = _("Kept: %(state)s.") % {"state": told.get_state_display().lower()}
    messages.success(
        request, words, extra_tags=reverse("meetings:action-undo", args=[membership.group.slug, told.pk])
    )
    return redirect(row)


@member_view
@require_POST
def undo(request: Request, membership: Membership, update_id: UUID) -> HttpResponse:
    seen = ActionUpdate.objects.visible_to(request.user).filter(action__group=membership.group)
    told = get_object_or_404(seen.select_related("action__group"), pk=update_id)
    if not access.can_undo(membership, told):
        raise PermissionDenied
    updating.undo(told, by=membership, at=timezone.now())
    since = told.action.updates.kept().filter(at__gt=told.at).exists()
    before, after = _("Taken back. It stands as it did before."), _("Taken back. What came after it stands.")
    messages.success(request, after if since else before)
    return redirect(told.action)


@member_view
@require_POST
def pass_on(request: Request, membership: Membership, action_id: UUID) -> HttpResponse:
    row = _of_the_group(request, membership.group, action_id)
    form = PassOnForm(request.POST, action=row, prefix="to")
    if not form.is_valid():
        return _page(request, membership, row, pass_on_form=form)

    told = offering.offer(row, by=membership, at=timezone.now(), **form.cleaned_data)
    if told is None:
        row.refresh_from_db(fields=["lead"])
        theirs = _("Somebody else passed it on meanwhile: %(name)s has it now.")
        form.add_error("to", theirs % {"name": row.lead.person.name})
        return _page(request, membership, row, pass_on_form=form)
    tasks.wake()

    words = (
        _("Offered to %(name)s, who is asked by mail.")
        if row.lead.person.address
        else _("Offered to %(name)s.")
    )
    undo_url = reverse("meetings:action-undo", args=[membership.group.slug, told.pk])
    messages.success(request, words % {"name": row.lead.person}, extra_tags=undo_url)
    return redirect(row)


@member_view
@require_POST
def change(request: Request, membership: Membership, action_id: UUID) -> HttpResponse:
    """Other words, another date, who helps: each is kept in its story, and no message leaves."""
    row = _of_the_group(request, membership.group, action_id)
    form = ActionChangeForm(request.POST, action=row, prefix="change")
    if not form.is_valid():
        return _page(request, membership, row, change_form=form)
    said, now = form.cleaned_data, timezone.now()
    if said["text"] != row.text:
        words = {"was": said["was"], "client_key": said["client_key"]}
        if updating.word_anew(row, said["text"], by=membership, at=now, **words) is None:
            return _worded_anew(request, membership, row)
    if said["due_on"] != row.due_on:
        key = uuid5(said["client_key"], "due")
        if updating.put_off(row, said["due_on"], by=membership, at=now, client_key=key) is None:
            return _dated_anew(request, membership, row, form)
    details = {name: said[name] for name in ("kind", "is_quick_win")}
    updating.settle_details(row, helpers=list(said["helpers"]), **details)
    messages.success(request, _("Kept. No message has left.") + _of_that_day(said["due_on"]))
    return redirect(row)


def _dated_anew(
    request: Request, membership: Membership, row: Action, form: ActionChangeForm
) -> HttpResponse:
    """Somebody else gave it another date while this was sent: theirs is said, and the next save goes over it."""
    row.refresh_from_db(fields=["due_on"])
    day = {"day": date_format(row.due_on, "j F")}
    form.add_error("due_on", _("Somebody else gave it another date meanwhile: %(day)s.") % day)
    return _page(request, membership, row, change_form=form)


def _worded_anew(request: Request, membership: Membership, row: Action) -> HttpResponse:
    """Somebody else was first: both texts, the typed one in the field, and the next save goes over theirs."""
    row.refresh_from_db(fields=["text"])
    typed = request.POST.copy()
    typed["change-was"] = row.text
    form = ActionChangeForm(typed, action=row, prefix="change")
    form.add_error("text", _("Somebody else worded it anew meanwhile: “%(text)s”.") % {"text": row.text})
    return _page(request, membership, row, change_form=form)
