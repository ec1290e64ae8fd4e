"""The thread on one page: from one thing back to what it came from and on to what came of it, and tying more to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inquiries import access
from inquiries.access import member_view
from inquiries.http import Request
from inquiries.models import Group, Membership
from inquiries.policy import Reach
from practices import tying, walking
from practices.access import can_untie
from practices.tying import Knot


def _here(request: Request, groups: list[Group], kind: str, key: UUID) -> Knot:
    """The thing that the address names, where its reader may read it, also one that this group inherits; else 404."""
    found = tying.one(request.user, groups, f"{kind}:{key}")
    if found is None:
        raise Http404
    return found


@member_view
@require_safe
def thread(request: Request, membership: Membership, kind: str, key: UUID) -> HttpResponse:
    groups = walking.lineage(request.group)
    here = _here(request, groups, kind, key)
    walk = walking.walk(request.user, groups, key)
    ties = access.can(membership, "thread", Reach.CONTRIBUTE)
    words = request.GET.get("words", "").strip()[:80]
    found = tying.knots(request.user, [request.group], words=words) if ties and words else []
    step = next(step for step in walk.steps if step.is_here)
    near = [*step.came_of, *step.led_to]
    tied = {knot.key for knot in near} | {key}
    context: dict[str, Any] = {
        "here": here,
        "walk": walk,
        "ties": ties,
        "words": words,
        "found": [knot for knot in found if knot.key not in tied],
        "near": [knot for knot in near if _may_untie(membership, walk, key, knot)],
        "tie_url": reverse("practices:thread-tie", args=[request.group.slug, kind, key]),
        "untie_url": reverse("practices:thread-untie", args=[request.group.slug, kind, key]),
    }
    return render(request, "practices/thread.html", context)


def _may_untie(membership: Membership, walk: walking.Walk, key: UUID, knot: Knot) -> bool:
    tied_by = walk.tied_by.get(frozenset((key, knot.key)))
    return tied_by is not None and can_untie(membership, tied_by)


def _other(request: Request) -> Knot:
    found = tying.one(request.user, [request.group], request.POST.get("other", ""))
    if found is None:
        raise Http404
    return found


@member_view
@require_POST
def tie(request: Request, membership: Membership, kind: str, key: UUID) -> HttpResponse:
    """Say that one thing came of the other; nothing where that is said already, either way round."""
    here, other = _here(request, walking.lineage(request.group), kind, key), _other(request)
    source, result = (other, here) if request.POST.get("way") == "before" else (here, other)
    if tying.tie(request.group, source, result, by=membership, at=timezone.now()):
        messages.success(request, _("Tied. No message has left."))
    return redirect(here.thread_url)


@member_view
@require_POST
def untie(request: Request, membership: Membership, kind: str, key: UUID) -> HttpResponse:
    here, other = _here(request, walking.lineage(request.group), kind, key), _other(request)
    strand = tying.strand_between(request.group, here, other)
    if strand and not can_untie(membership, strand.tied_by_id):
        raise PermissionDenied
    if strand and tying.untie(strand):
        messages.success(request, _("Untied. Both are there as they were; they can be tied again."))
    return redirect(here.thread_url)
