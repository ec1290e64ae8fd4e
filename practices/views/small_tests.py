"""Small tests of a group: the register, one of them, beginning one, looking at it, and taking that back."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from inquiries.views.messages import page_of
from meetings import grouping
from meetings.models import Release
from practices import keeping_words, settling, sharing, trying
from practices.access import can_change_small_test
from practices.forms.register import RegisterForm
from practices.forms.small_tests import LookForm, TryForm
from practices.forms.usual import UsualForm
from practices.models import Cycle, Measure, SmallTest, Usual
from practices.models.small_tests import OUT_AS
from practices.reporting import told_in
from practices.views import in_session
from practices.views.kept import shared_of, source_of, thread_of

LOOK_AFTER = timedelta(days=28)  # where no meeting is ahead
Stage = SmallTest.Stage


@group_view
@require_safe
def small_tests(request: Request, hat: Hat) -> HttpResponse:
    """The register by stage, what is to be looked at on top, a page at a time; above the group only what went out."""
    today, is_inside = timezone.localdate(), access.can_read(hat, "small test")
    seen = SmallTest.objects.visible_to(request.user).filter(group=request.group)
    if not is_inside and not seen.exists():
        raise Http404
    asked = RegisterForm(request.GET or None, group=request.group, is_inside=is_inside)
    page = page_of(request, asked.narrow(seen, today=today).by_need(today).for_listing())
    rows = sharing.readable(page, request.group, hat)
    if not is_inside and not rows and not asked.is_asked:
        raise Http404
    for row in rows:
        row.group = request.group
    keep = "".join(f"&{urlencode({name: asked.said(name)})}" for name in asked.fields if asked.said(name))
    context = {
        "group": request.group,
        "hat": hat,
        "parts": _parts(rows, today),
        "page": page,
        "asked": asked,
        "keep": keep,
    }
    return render(request, "practices/small_tests.html", context)


def _parts(rows: list[SmallTest], today: date) -> list[dict[str, Any]]:
    """The rows under their headings, in the order in which they ask for something."""
    due = [row for row in rows if row.is_due_a_look(today)]
    parts = [
        ("look", _("To look at now"), due),
        ("trying", _("Being tried"), [row for row in rows if row.stage == Stage.TRYING and row not in due]),
        ("adopted", _("Became usual"), [row for row in rows if row.stage == Stage.ADOPTED]),
        ("let-go", _("Let go, and learned from"), [row for row in rows if row.stage == Stage.LET_GO]),
    ]
    return [{"key": key, "heading": heading, "rows": some} for key, heading, some in parts if some]


def _small_test(request: Request, key: UUID) -> SmallTest:
    """One that its reader may read, with what its page says of it besides: since when it is out, and where it was taken up."""
    out = Release.objects.standing().filter(kind=OUT_AS, about=OuterRef("pk"))
    rows = SmallTest.objects.visible_to(request.user).filter(group=request.group).for_listing()
    rows = rows.select_related("taken_up__entry").annotate(out_since=Subquery(out.values("released_at")[:1]))
    found: SmallTest = get_object_or_404(rows, pk=key)
    found.group = request.group
    return found


def _own(request: Request, membership: Membership, key: UUID) -> SmallTest:
    """One that this member may change: 403 for the others of the group."""
    row = _small_test(request, key)
    if not can_change_small_test(membership, row):
        raise PermissionDenied
    return row


@group_view
@require_safe
def small_test(request: Request, hat: Hat, small_test_id: UUID) -> HttpResponse:
    row = _small_test(request, small_test_id)
    if not sharing.readable([row], request.group, hat):
        raise Http404
    return render(request, "practices/small_test.html", _page(request, hat, row))


def _page(request: Request, hat: Hat, row: SmallTest, **more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    cycles = list(row.cycles.select_related("looked_by__person"))
    changes = can_change_small_test(hat, row)
    is_open = bool(cycles) and not cycles[-1].decision
    since = getattr(row, "out_since", None)
    return (
        {
            "group": request.group,
            "hat": hat,
            "small_test": row,
            "cycles": cycles,
            "is_due": row.is_due_a_look(today),
            "is_inside": access.can_read(hat, "small test"),
            "changes": changes,
            "newest_looked": max([cycle.number for cycle in cycles if cycle.decision], default=0),
            "form": LookForm(today=today) if changes and is_open else None,
            **_usual(row, today, changes=changes),
            "measures": _measures(request, row) if access.can_read(hat, "measure") else [],
            **sharing.outside(OUT_AS, since=since),
            "in_reports": told_in.reports(request.group, row.pk) if since else [],
        }
        | (_within(request, hat, row) if access.can_read(hat, "small test") else {})
        | more
    )


def _within(request: Request, hat: Hat, row: SmallTest) -> dict[str, Any]:
    """What those inside read besides: the thread, what is shared of it, and where it was taken up from."""
    origin = getattr(row, "taken_up", None)  # read with it: no query
    return thread_of(request, row) | shared_of(hat, row) | {"origin": origin}


def _measures(request: Request, row: SmallTest) -> list[Measure]:
    found = list(row.measures.kept().order_by("recorded_at"))
    for one in found:
        one.group = request.group
    return found


def _usual(row: SmallTest, today: date, *, changes: bool) -> dict[str, Any]:
    """What became of an adopted one; one query, and none while it is tried."""
    if row.stage != Stage.ADOPTED:
        return {"usual": None, "usual_form": None, "usual_is_due": False}
    usual = Usual.objects.filter(small_test=row).first()
    initial = {"version": usual.version if usual else 0, "since": row.settled_on}
    return {
        "usual": usual,
        "usual_form": UsualForm(instance=usual, initial=initial, auto_id="usual-%s") if changes else None,
        "usual_is_due": bool(usual and usual.look_again_on and usual.look_again_on <= today),
    }


# --- beginning and changing one -------------------------------------------------------------------


def look_on(request: Request, today: date) -> date:
    """When a new one is looked at unless somebody says otherwise: when the group next meets."""
    ahead = grouping.next_meeting(request.group)
    return ahead.starts_local.date() if ahead else today + LOOK_AFTER


@member_view
@require_http_methods(["GET", "POST"])
def begin(request: Request, membership: Membership) -> HttpResponse:
    """A new one, led by whoever begins it unless they say otherwise, to be looked at when the group next meets."""
    at, source = timezone.now(), source_of(request)
    today = timezone.localdate(at)
    initial = {"lead": membership.pk, "look_on": look_on(request, today)}
    form = TryForm(request.POST or None, group=request.group, earliest=today, initial=initial)
    if request.method == "GET" or not form.is_valid() or in_session.is_paused(request, form):
        return _form_page(request, form, status=200 if request.method == "GET" else 422, source=source)
    key = form.cleaned_data["client_key"] or uuid4()
    told = trying.begin(
        request.group,
        form.cleaned_data,
        by=membership,
        on=today,
        at=at,
        client_key=key,
        came_of=source,
        meeting=in_session.now(request),
    )
    messages.success(request, _("The small test has begun. No message has left."))
    return in_session.back(request, told)


def _form_page(request: Request, form: TryForm, *, status: int, **more: Any) -> HttpResponse:
    outside = told_in.outside(OUT_AS, more.get("small_test"))
    return render(request, "practices/small_test_form.html", {"form": form} | outside | more, status=status)


@member_view
@require_http_methods(["GET", "POST"])
def change(request: Request, membership: Membership, small_test_id: UUID) -> HttpResponse:
    """Other words for it, over the version that was seen."""
    row = _own(request, membership, small_test_id)
    initial = {"version": row.version, "lead": row.lead_id}
    form = TryForm(
        request.POST or None, group=request.group, earliest=row.starts_on, instance=row, initial=initial
    )
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return _form_page(request, form, status=status, small_test=row)
    said = form.cleaned_data
    if not trying.reword(row, said, version=said["version"] or 0):
        theirs = _own(request, membership, small_test_id)
        begun = {"version": theirs.version, "lead": said["lead"].pk}
        fresh = TryForm(group=request.group, earliest=row.starts_on, instance=row, initial=begun)
        return _form_page(request, fresh, status=409, small_test=theirs, theirs=theirs)
    messages.success(request, _("Saved. No message has left."))
    return redirect(row)


# --- looking at it --------------------------------------------------------------------------------


def _cycle(row: SmallTest, number: int) -> Cycle:
    cycle: Cycle = get_object_or_404(row.cycles, number=number)
    return cycle


@member_view
@require_POST
def look(request: Request, membership: Membership, small_test_id: UUID, number: int) -> HttpResponse:
    """What one round taught, and what comes of it."""
    row = _own(request, membership, small_test_id)
    cycle, today = _cycle(row, number), timezone.localdate()
    form = LookForm(request.POST, today=today)
    if not form.is_valid():
        wrong = _page(request, membership, row, form=form)
        return render(request, "practices/small_test.html", wrong, status=422)
    if not trying.look(row, cycle, form.cleaned_data, by=membership, on=today):
        wrong = _page(request, membership, row, theirs=_cycle(row, number), typed=form.cleaned_data)
        return render(request, "practices/small_test.html", wrong, status=409)
    undo = reverse("practices:small-test-look-again", args=[request.group.slug, row.pk, number])
    messages.success(request, _("Kept, with what comes of it. No message has left."), extra_tags=undo)
    return redirect(row)


@member_view
@require_POST
def look_again(request: Request, membership: Membership, small_test_id: UUID, number: int) -> HttpResponse:
    row = _own(request, membership, small_test_id)
    if trying.look_again(row, _cycle(row, number)):
        messages.success(request, _("It is open again, with the words that stood there."))
    return redirect(row)


@member_view
@require_POST
def usual(request: Request, membership: Membership, small_test_id: UUID) -> HttpResponse:
    """What it takes for an adopted one to stay, over the version that was seen."""
    row = _own(request, membership, small_test_id)
    form = UsualForm(request.POST, auto_id="usual-%s")
    if not form.is_valid():
        wrong = _page(request, membership, row, usual_form=form)
        return render(request, "practices/small_test.html", wrong, status=422)
    said = form.cleaned_data
    if settling.settle(row, said, version=said["version"] or 0):
        messages.success(request, _("Kept. No message has left."))
        return redirect(row)
    messages.error(
        request, _("Somebody changed this meanwhile: what stands there now is below. Nothing was kept.")
    )
    kept = _page(request, membership, row)
    if kept["usual"] and kept["usual_form"]:
        kept["usual_form"] = UsualForm(
            instance=Usual(**{name: said[name] for name in settling.WORDS}),
            initial={"version": kept["usual"].version},
            auto_id="usual-%s",
        )
    return render(request, "practices/small_test.html", kept, status=409)


@member_view
@require_POST
def remove(request: Request, membership: Membership, small_test_id: UUID) -> HttpResponse:
    row = _own(request, membership, small_test_id)
    if trying.remove(row, by=membership, at=timezone.now()):
        undo = reverse("practices:small-test-put-back", args=[request.group.slug, row.pk])
        messages.success(request, _("The small test is taken out."), extra_tags=undo)
    return redirect("practices:small-tests", request.group.slug)


@member_view
@require_POST
def put_back(request: Request, membership: Membership, small_test_id: UUID) -> HttpResponse:
    row = get_object_or_404(SmallTest.objects.filter(group=request.group).for_listing(), pk=small_test_id)
    if not can_change_small_test(membership, row):
        raise Http404 if row.removed_at else PermissionDenied
    if keeping_words.put_back(row, at=timezone.now()):
        messages.success(request, _("The small test is in the register again."))
    return redirect(row)
