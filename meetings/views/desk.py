"""The desk: all that people took on, in every group that one looks after."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from inquiries.access import hat_at
from inquiries.http import Request
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from meetings import scheduling, updating
from meetings.forms.actions import DateForm, FilterForm
from meetings.models import Action, ActionUpdate, Meeting
from meetings.models.actions import QUIET_DAYS, ActionQuerySet, count_carried, with_names
from meetings.views.actions import page_of

State = Action.State


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: Request) -> HttpResponse:
    groups = list(Group.objects.where(request.user, "actions", Reach.WRITE).order_by("name"))
    if not groups:
        raise Http404
    if request.method == "POST":
        return _change(request, groups)
    return _page(request, groups)


def _page(
    request: Request, groups: list[Group], *, chosen_ids: set[str] | None = None, **more: Any
) -> HttpResponse:
    filters = FilterForm(request.GET, groups=groups)
    chosen = filters.chosen()
    found = _found(groups, chosen)
    counts = _counts(groups, found, is_filtered=bool(chosen))
    page = page_of(request, found.in_desk_order(), counts["found_all"])
    rows = with_names(page.object_list, groups)
    count_carried(rows, Meeting.objects.on().filter(group__in=groups).only("group", "number", "closed_at"))
    context = {
        "groups": groups,
        "filters": filters,
        "is_filtered": bool(chosen),
        "shows_group": len(groups) > 1 and "group" not in chosen,
        "page": page,
        "rows": rows,
        "counts": counts,
        "chosen_ids": chosen_ids or set(),
        "date_form": DateForm(today=timezone.localdate()),
        "client_key": more.pop("client_key", uuid4()),
        "now": timezone.now(),
        "finished_query": _with(request.GET, state="finished"),
        "keep": "".join(f"&{name}={value}" for name, value in chosen.items()),
    }
    template = "meetings/desk.html#found" if request.htmx else "meetings/desk.html"
    return render(request, template, context | more, status=422 if more else 200)


def _found(groups: list[Group], chosen: dict[str, str]) -> ActionQuerySet:
    """What is chosen, of the groups that one looks after."""
    rows = _in_state(Action.objects.of_groups(groups), chosen.get("state", ""))
    if "group" in chosen:
        rows = rows.filter(group_id=chosen["group"])
    if "person" in chosen:
        rows = rows.of_person(UUID(chosen["person"]))
    if "organisation" in chosen:
        rows = rows.filter(lead__organisation_id=chosen["organisation"])
    if "due" in chosen:
        rows = rows.due(chosen["due"], today=timezone.localdate())
    if "quiet" in chosen:
        rows = rows.quiet_since(timezone.now() - timedelta(days=int(chosen["quiet"])))
    return rows


def _in_state(rows: ActionQuerySet, state: str) -> ActionQuerySet:
    """Those in this state; without one all that is not finished."""
    if state == "finished":
        return rows.filter(finished_at__isnull=False)
    if state in State.values:
        return rows.filter(state=state)
    return rows if state else rows.open()


def _counts(groups: list[Group], found: ActionQuerySet, *, is_filtered: bool) -> dict[str, int]:
    """Of all that one looks after, and of what is found: how many of each."""
    quiet_before = timezone.now() - timedelta(days=QUIET_DAYS)
    every = Action.objects.of_groups(groups).counted(quiet_before)
    if is_filtered:
        shown = found.counted(quiet_before)
    else:  # all that is not finished
        shown = every | {"all": every["all"] - every["finished"], "finished": 0}
    return every | {f"found_{name}": number for name, number in shown.items()}


def _with(query: QueryDict, **changed: str) -> str:
    wanted = query.copy()
    for name, value in changed.items():
        wanted[name] = value
    return wanted.urlencode()


class ChosenForm(forms.Form):
    """Which actions, what to do with them, and the key of this one press."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=Action.objects.none(),
        error_messages={
            "required": _("Choose at least one action."),
            "invalid_choice": _("Choose from the list."),
        },
    )
    do = forms.ChoiceField(choices=[("done", ""), ("let_go", ""), ("date", "")])
    client_key = forms.UUIDField()

    def __init__(self, *args: Any, rows: ActionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = rows  # type: ignore[attr-defined]


def _change(request: Request, groups: list[Group]) -> HttpResponse:
    rows = Action.objects.of_groups(groups).select_related("group__partnership")
    form = ChosenForm(request.POST, rows=rows)
    date_form = DateForm(request.POST, today=timezone.localdate())
    if not form.is_valid() or (form.cleaned_data["do"] == "date" and not date_form.is_valid()):
        wrong = form if form.errors else date_form
        return _page(
            request,
            groups,
            problem=wrong,
            date_form=_kept(request, date_form),
            chosen_ids=set(request.POST.getlist("chosen")),
        )

    chosen = list(form.cleaned_data["chosen"])
    told = [_do(request, action, form.cleaned_data, date_form) for action in chosen]
    undo = QueryDict(mutable=True)
    undo.setlist("update", [str(update.pk) for update in told])
    messages.success(
        request,
        _toast(chosen, form.cleaned_data["do"]) + _of_that_day(form, date_form),
        extra_tags=f"{reverse('meetings:desk-undo')}?{undo.urlencode()}",
    )
    return redirect(f"{reverse('meetings:desk')}?{request.GET.urlencode()}".rstrip("?"))


def _kept(request: Request, date_form: DateForm) -> DateForm:
    """The date form as it was filled in, where the date was asked for; else an empty one."""
    return date_form if request.POST.get("do") == "date" else DateForm(today=date_form.today)


def _do(request: Request, action: Action, asked: dict[str, Any], date_form: DateForm) -> ActionUpdate:
    by = hat_at(request.user, action.group)
    assert isinstance(by, Membership)  # only places in a group look after its actions
    key, now = uuid5(asked["client_key"], str(action.pk)), timezone.now()
    if asked["do"] == "date":
        return updating.put_off(action, date_form.cleaned_data["due_on"], by=by, at=now, client_key=key)
    through = ActionUpdate.Through.BEHALF if action.lead_id != by.pk else ActionUpdate.Through.PAGE
    state = State.DONE if asked["do"] == "done" else State.LET_GO
    return updating.tell(action, state=state, words="", through=through, by=by, at=now, client_key=key)


def _toast(chosen: list[Action], do: str) -> str:
    what = (
        f"“{chosen[0].text}”" if len(chosen) == 1 else ngettext("%(n)s action", "%(n)s actions", len(chosen))
    )
    what = what % {"n": len(chosen)} if len(chosen) > 1 else what
    words = {
        "done": _("Marked done: %(what)s. No message left."),
        "let_go": _("Let go: %(what)s. No message left."),
        "date": _("New date: %(what)s. No message left."),
    }
    return words[do] % {"what": what}


def _of_that_day(form: ChosenForm, date_form: DateForm) -> str:
    """What to know of the new date: a weekend or a holiday is said, not refused."""
    if form.cleaned_data["do"] != "date":
        return ""
    why = scheduling.why_not(date_form.cleaned_data["due_on"])
    return f" {why}" if why else ""


@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back what one did oneself with one press."""
    keys = [UUID(key) for key in request.GET.getlist("update") if _is_uuid(key)]
    mine = ActionUpdate.objects.visible_to(request.user).filter(by__person=request.user, pk__in=keys)
    rows = list(mine.exclude(through=ActionUpdate.Through.MEETING).select_related("action", "by__person"))
    if not rows:
        raise Http404
    for update in rows:
        updating.undo(update, by=update.by, at=timezone.now())
    messages.success(request, _("Taken back. Everything stands as it did before."))
    return redirect("meetings:desk")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
