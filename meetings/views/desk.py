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

from inquiries import tasks
from inquiries.access import hat_at
from inquiries.http import Request
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from meetings import offering, scheduling, updating
from meetings.forms.desk import AskForm, DateForm, FilterForm
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
        "ask_form": AskForm(groups=groups),
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
    do = forms.ChoiceField(choices=[("done", ""), ("let_go", ""), ("date", ""), ("ask", "")])
    client_key = forms.UUIDField()

    def __init__(self, *args: Any, rows: ActionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = rows  # type: ignore[attr-defined]


def _change(request: Request, groups: list[Group]) -> HttpResponse:
    rows = Action.objects.of_groups(groups).select_related("group__partnership")
    form = ChosenForm(request.POST, rows=rows)
    asked = {
        "date": DateForm(request.POST, today=timezone.localdate()),
        "ask": AskForm(request.POST, groups=groups),
    }
    more = asked.get(request.POST.get("do", ""))
    if not form.is_valid() or (more and not more.is_valid()) or not _can_be_asked(form, more):
        return _refused(request, groups, form, asked)

    chosen = list(form.cleaned_data["chosen"])
    told = _do_all(request, chosen, form.cleaned_data, more)
    if told:
        _say(request, told, form.cleaned_data["do"], more)
    else:
        messages.warning(request, _("Nothing was changed: it stood so already, or somebody else was first."))
    return redirect(f"{reverse('meetings:desk')}?{request.GET.urlencode()}".rstrip("?"))


def _say(request: Request, told: list[ActionUpdate], do: str, more: Any) -> None:
    """What was done, with a way to take all of it back."""
    undo = QueryDict(mutable=True)
    undo.setlist("update", [str(update.pk) for update in told])
    messages.success(
        request,
        _toast([update.action for update in told], do, more),
        extra_tags=f"{reverse('meetings:desk-undo')}?{undo.urlencode()}",
    )


def _refused(request: Request, groups: list[Group], form: ChosenForm, asked: dict[str, Any]) -> HttpResponse:
    """The page as it was filled in, with what is wrong and what to do."""
    do = request.POST.get("do", "")
    wrong = form if form.errors else asked[do]
    kept = {f"{name}_form": filled for name, filled in asked.items() if name == do}
    return _page(request, groups, problem=wrong, chosen_ids=set(request.POST.getlist("chosen")), **kept)


def _can_be_asked(form: ChosenForm, more: Any) -> bool:
    """Whether the one who is asked belongs to the group of each chosen action; what is wrong stands at the field."""
    if form.cleaned_data["do"] != "ask":
        return True
    chosen = form.cleaned_data["chosen"]
    elsewhere = next((a.group for a in chosen if a.group_id not in more.places), None)
    if elsewhere is None:
        return True
    words = {"name": more.cleaned_data["to"].short_name, "group": elsewhere.name}
    more.add_error(
        "to", _("%(name)s is not in %(group)s: choose the actions of one group at a time.") % words
    )
    return False


def _do_all(request: Request, chosen: list[Action], asked: dict[str, Any], more: Any) -> list[ActionUpdate]:
    """Do what the button says to each, as the hat worn at its group."""
    if asked["do"] != "ask":
        return list(filter(None, [_do(request, action, asked, more) for action in chosen]))
    offers = [
        (action, to, _by(request, action))
        for action in chosen
        if action.lead_id != (to := more.places[action.group_id]).pk
    ]
    told = offering.offer_several(offers, at=timezone.now(), client_key=asked["client_key"])
    tasks.wake()
    return told


def _by(request: Request, action: Action) -> Membership:
    by = hat_at(request.user, action.group)
    assert isinstance(by, Membership)  # only places in a group look after its actions
    return by


def _do(request: Request, action: Action, asked: dict[str, Any], date_form: Any) -> ActionUpdate | None:
    by = _by(request, action)
    key, now = uuid5(asked["client_key"], str(action.pk)), timezone.now()
    if asked["do"] == "date":
        return updating.put_off(action, date_form.cleaned_data["due_on"], by=by, at=now, client_key=key)
    through = ActionUpdate.Through.BEHALF if action.lead_id != by.pk else ActionUpdate.Through.PAGE
    state = State.DONE if asked["do"] == "done" else State.LET_GO
    return updating.tell(action, state=state, words="", through=through, by=by, at=now, client_key=key)


def _toast(chosen: list[Action], do: str, more: Any) -> str:
    what = (
        f"“{chosen[0].text}”" if len(chosen) == 1 else ngettext("%(n)s action", "%(n)s actions", len(chosen))
    )
    what = what % {"n": len(chosen)} if len(chosen) > 1 else what
    if do == "ask":
        person = more.cleaned_data["to"]
        how = _("who is asked by mail") if person.address else _("to be told in person")
        return _("Offered to %(name)s, %(how)s: %(what)s.") % {"name": person, "how": how, "what": what}
    words = {
        "done": _("Marked done: %(what)s. No message left."),
        "let_go": _("Let go: %(what)s. No message left."),
        "date": _("New date: %(what)s. No message left."),
    }
    why = scheduling.why_not(more.cleaned_data["due_on"]) if do == "date" else ""  # said, not refused
    return " ".join(filter(None, [words[do] % {"what": what}, why]))


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
