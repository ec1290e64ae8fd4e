"""Taking in an old log of actions: paste it or choose a file, look it over, and take it in as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Membership
from inquiries.models.base import fold
from meetings import checking_logs, taking_in
from meetings.checking_logs import Log
from meetings.forms.logs import LogForm, WhoForm, key_of
from meetings.log_columns import COLUMNS

SHOWN = 200  # rows, and things to mend, at once
TAKEN = "taken_in"  # in the session: what was taken in last, and into which group


@member_view
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: Request, membership: Membership) -> HttpResponse:
    """The box and the file; then the rows looked over, which come with the page and are kept nowhere."""
    if request.method != "POST":
        return _asked(request, LogForm())
    form = LogForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, status=422)
    chosen = _chosen(request, form)
    found = checking_logs.look_over(membership.group, form.rows, chosen, today=timezone.localdate())
    if "take-in" in request.POST and found.is_clean:
        return _take_in(request, membership, form, found)
    return _looked_over(request, form, found, chosen)


def _asked(request: Request, form: LogForm, *, status: int = 200) -> HttpResponse:
    last = request.session.get(TAKEN, {})
    is_here = last.get("group") == str(request.group.pk)
    context = {"form": form, "columns": COLUMNS, "last": len(last["keys"]) if is_here else 0}
    return render(request, "meetings/log.html", {"group": request.group} | context, status=status)


def _chosen(request: Request, form: LogForm) -> dict[str, str]:
    """Whom each name means, by its folded form, as it was chosen by hand."""
    names = {
        " ".join(name.split())
        for row in form.rows
        for name in [row.cells.get("lead", ""), *row.cells.get("helpers", "").split(";")]
        if name.strip()
    }
    picked = {fold(name): request.POST.get(key_of(name), "")[:40] for name in names}
    return {name: choice for name, choice in picked.items() if choice}


def _looked_over(
    request: Request, form: LogForm, found: Log, chosen: dict[str, str], *, status: int | None = None
) -> HttpResponse:
    """Every problem by row and column, who is asked about, and what would be done; the button only where all is well."""
    plans = {plan: len(found.planned(plan)) for plan in ("new", "back", "here", "mend")}
    again = LogForm(initial={"pasted": form.text})
    again.fields["pasted"].label = _("The rows, with their headings")
    context: dict[str, Any] = {
        "group": request.group,
        "form": again,
        "who": WhoForm(log=found, group=request.group) if found.unknown else None,
        "known": [(key_of(name), choice) for name, choice in chosen.items()],
        "problems": found.problems[:SHOWN],
        "problems_in_all": len(found.problems),
        "rows": found.rows[:SHOWN],
        "more": max(len(found.rows) - SHOWN, 0),
        "plans": plans,
        "to_take_in": plans["new"] + plans["back"],
        "is_clean": found.is_clean,
    }
    if status is None:
        status = 200 if found.is_clean or "take-in" not in request.POST else 422
    return render(request, "meetings/log_look.html", context, status=status)


def _take_in(request: Request, membership: Membership, form: LogForm, found: Log) -> HttpResponse:
    try:
        keys = taking_in.write(request.group, found, by=membership, at=timezone.now())
    except IntegrityError:  # somebody else took the same rows in meanwhile
        again = checking_logs.look_over(request.group, form.rows, {}, today=timezone.localdate())
        return _looked_over(request, form, again, {}, status=409)
    if keys:
        request.session[TAKEN] = {"group": str(request.group.pk), "keys": [str(key) for key in keys]}
    told = ngettext("%(n)s action is taken in.", "%(n)s actions are taken in.", len(keys)) % {"n": len(keys)}
    messages.success(request, f"{told} {_('No message has left.')}")
    return redirect(reverse("meetings:log", args=[request.group.slug]))


@member_view
@require_POST
def log_out(request: Request, membership: Membership) -> HttpResponse:
    """Take out again what this person took in last, but for what somebody has spoken of since."""
    last = request.session.pop(TAKEN, {})
    keys = [UUID(key) for key in last.get("keys", [])] if last.get("group") == str(request.group.pk) else []
    gone = taking_in.take_out(request.group, keys, by=membership, at=timezone.now())
    words = ngettext("%(n)s action is taken out again.", "%(n)s actions are taken out again.", gone)
    told = words % {"n": gone}
    if stays := len(keys) - gone:
        words = ngettext(
            "%(n)s stays: it was spoken of since.", "%(n)s stay: they were spoken of since.", stays
        )
        told = f"{told} {words % {'n': stays}}"
    messages.success(request, told)
    return redirect(reverse("meetings:log", args=[request.group.slug]))
