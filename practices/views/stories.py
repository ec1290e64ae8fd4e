"""Stories of a group: all of them, one of them, telling one, telling it again, and withdrawing it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from inquiries.policy import Reach
from practices import pseudonyms, sharing, shelving, telling
from practices.access import can_change_story, can_put_back_story, may_go_as_far
from practices.forms.stories import AgainForm, StoryForm
from practices.models import Retelling, Story
from practices.models.stories import OUT_AS
from practices.reporting import told_in
from practices.views import in_session
from practices.views.kept import thread_of


@group_view
@require_safe
def stories(request: Request, hat: Hat) -> HttpResponse:
    """All that this reader may read; above the group there is no such page before something went out."""
    found = Story.objects.visible_to(request.user).filter(group=request.group).for_listing()
    rows = sharing.readable(found, request.group, hat)
    for row in rows:
        row.group = request.group
    if not rows and not access.can_read(hat, "story"):
        raise Http404
    return render(request, "practices/stories.html", {"stories": rows, "group": request.group, "hat": hat})


def _story(request: Request, key: UUID) -> Story:
    rows = Story.objects.visible_to(request.user).filter(group=request.group)
    found = get_object_or_404(rows.for_listing(), pk=key)
    found.group = request.group
    return found


def _own(request: Request, membership: Membership, key: UUID) -> Story:
    """A story that this member may change: 403 for the others of the group."""
    story = _story(request, key)
    if not can_change_story(membership, story):
        raise PermissionDenied
    return story


@group_view
@require_safe
def story(request: Request, hat: Hat, story_id: UUID) -> HttpResponse:
    row = _story(request, story_id)
    if not sharing.readable([row], request.group, hat):
        raise Http404
    return render(request, "practices/story.html", _page(request, hat, row))


def _page(request: Request, hat: Hat, row: Story, **more: Any) -> dict[str, Any]:
    tells = access.can(hat, "story", Reach.CONTRIBUTE)
    return (
        {
            "group": request.group,
            "hat": hat,
            "story": row,
            "retellings": _told_again(row, hat),
            **told_in.outside(OUT_AS, row),
            "is_inside": access.can_read(hat, "story"),
            "changes": can_change_story(hat, row),
            "form": AgainForm() if tells else None,
        }
        | (_within(request, row) if access.can_read(hat, "story") else {})
        | more
    )


def _within(request: Request, row: Story) -> dict[str, Any]:
    """What those inside read besides: the thread, and whether it stands in the library, where its teller says how far it goes."""
    return thread_of(request, row) | {"shared": shelving.shared(row.pk), "shares": False, "takes_out": False}


def _told_again(row: Story, hat: Hat) -> list[Retelling]:
    """All of them inside; above the group those that it let out."""
    rows = row.retellings.kept().select_related("told_by__person")
    if access.can_read(hat, "story"):
        return list(rows)
    return sharing.readable(rows.let_out(), row.group, hat)


@member_view
@require_http_methods(["GET", "POST"])
def tell(request: Request, membership: Membership) -> HttpResponse:
    """A new story, under a name that is free."""
    at = timezone.now()
    initial = {"pseudonym": pseudonyms.suggest(request.group), "how_far": Story.HowFar.GROUP}
    form = StoryForm(request.POST or None, group=request.group, initial=initial)
    if request.method == "GET" or not form.is_valid() or in_session.is_paused(request, form):
        return _form_page(request, form, status=200 if request.method == "GET" else 422)
    key = form.cleaned_data["client_key"] or uuid4()
    told = telling.tell(
        request.group,
        form.cleaned_data,
        by=membership,
        on=timezone.localdate(at),
        at=at,
        client_key=key,
        meeting=in_session.now(request),
    )
    messages.success(request, _("The story is kept. No message has left."))
    return in_session.back(request, told)


def _form_page(request: Request, form: StoryForm, *, status: int, **more: Any) -> HttpResponse:
    outside = told_in.outside(OUT_AS, more.get("story"))
    return render(request, "practices/story_form.html", {"form": form} | outside | more, status=status)


@member_view
@require_http_methods(["GET", "POST"])
def change(request: Request, membership: Membership, story_id: UUID) -> HttpResponse:
    """Other words for it, over the version that was seen."""
    row = _own(request, membership, story_id)
    as_told = row.how_far  # a bound form writes into its row
    form = StoryForm(
        request.POST or None, group=request.group, instance=row, initial={"version": row.version}
    )
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return _form_page(request, form, status=status, story=row)
    said, version = form.cleaned_data, form.cleaned_data["version"] or 0
    if not may_go_as_far(membership, row, as_told, said["how_far"]):
        form.add_error(
            "how_far", _("How far it may go is for whoever told it to say. Choose less, or ask them")
        )
        return _form_page(request, form, status=422, story=row)
    if not telling.reword(row, said, version=version, by=membership, at=timezone.now()):
        theirs = _own(request, membership, story_id)
        fresh = StoryForm(group=request.group, instance=row, initial={"version": theirs.version})
        return _form_page(request, fresh, status=409, story=theirs, theirs=theirs)
    messages.success(request, _("Saved. No message has left."))
    return redirect(row)


@member_view
@require_POST
def again(request: Request, membership: Membership, story_id: UUID) -> HttpResponse:
    row, at = _story(request, story_id), timezone.now()
    form = AgainForm(request.POST)
    if not form.is_valid():
        wrong = _page(request, membership, row, form=form)
        return render(request, "practices/story.html", wrong, status=422)
    telling.tell_again(row, by=membership, on=timezone.localdate(at), at=at, **form.cleaned_data)
    messages.success(request, _("It is told again. No message has left."))
    return redirect(row)


@member_view
@require_POST
def withdraw(request: Request, membership: Membership, story_id: UUID) -> HttpResponse:
    row = _own(request, membership, story_id)
    if telling.withdraw(row, by=membership, at=timezone.now()):
        undo = reverse("practices:story-put-back", args=[request.group.slug, row.pk])
        messages.success(request, _("The story is withdrawn: nobody reads it any more."), extra_tags=undo)
    return redirect("practices:stories", request.group.slug)


@member_view
@require_POST
def put_back(request: Request, membership: Membership, story_id: UUID) -> HttpResponse:
    """Inside the group again; what went out of it before stays back."""
    rows = Story.objects.filter(group=request.group).for_listing()
    row = get_object_or_404(rows, pk=story_id)
    if not can_put_back_story(membership, row):
        raise Http404 if row.removed_at else PermissionDenied
    if telling.put_back(row, by=membership, at=timezone.now()):
        messages.success(request, _("The story is there again. It went out to nobody."))
    return redirect(row)
