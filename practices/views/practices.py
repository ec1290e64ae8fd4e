"""The six practices of a group: what each is, what speaks for or against it here, and what people observed."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.http import Hat, Request
from inquiries.models import Membership
from practices import sharing, suggesting, tying
from practices.forms.observations import ObservationForm
from practices.models import Observation, Practice
from practices.practice_texts import TEXTS
from practices.suggesting import Suggestion
from practices.views.kept import Register, Said


def _evidence(request: Request, hat: Hat, row: Observation) -> dict[str, Any]:
    found = (
        tying.knots(request.user, [request.group], keys=[row.evidence])
        if row.evidence and access.can_read(hat, row.THING)
        else []
    )
    return {"evidence": found[0] if found else None}


REGISTER = Register(
    Observation,
    ObservationForm,
    stem="observation",
    place="observations",
    list_route="practices:practices",
    more="practices/practice/evidence.html",
    context=_evidence,
    said=Said(
        list_name=_("Six practices"),
        add=_("Keep an observation"),
        change=_("Word the observation anew"),
        lede=_(
            "A person judges, never a formula: what is suggested counts once you have said it in your words."
        ),
        kept=_("The observation is kept. No message has left."),
        remove=_("Take the observation away"),
        removed=_("The observation is taken away."),
        put_back=_("The observation is there again."),
    ),
)


@group_view
@require_safe
def practices(request: Request, hat: Hat) -> HttpResponse:
    """All six with what was observed of each; above the group what it let out."""
    found = Observation.objects.visible_to(request.user).filter(group=request.group)
    rows = sharing.readable(found, request.group, hat)
    is_inside = access.can_read(hat, "practice observation")
    if not rows and not is_inside:
        raise Http404
    for row in rows:
        row.group = request.group
    six = [
        {
            "key": key,
            "label": label,
            "text": TEXTS[key],
            "rows": [row for row in rows if row.practice == key],
            "url": reverse("practices:practice", args=[request.group.slug, key]),
        }
        for key, label in Practice.choices
    ]
    context = {"group": request.group, "hat": hat, "six": six, "is_inside": is_inside}
    return render(request, "practices/practices.html", context)


@member_view
@require_safe
def practice(request: Request, membership: Membership, practice: str) -> HttpResponse:
    """One practice: what it is, what to ask next, what was observed, and what may be."""
    if practice not in Practice.values:
        raise Http404
    rows = Observation.objects.visible_to(request.user).filter(group=request.group).of(practice)
    observed = list(rows.for_listing())
    writes = access.can_write(membership, "practice observation")
    found = (
        suggesting.suggestions(request.user, request.group, practice, today=timezone.localdate())
        if writes
        else []
    )
    add = reverse("practices:observation-add", args=[request.group.slug])
    for row in observed:
        row.group = request.group
    context = {
        "group": request.group,
        "hat": membership,
        "label": Practice(practice).label,
        "text": TEXTS[practice],
        "observed": observed,
        "suggested": [(one, f"{add}?{_prefilled(one, practice)}") for one in found],
        "add_url": f"{add}?practice={practice}",
        "writes": writes,
    }
    return render(request, "practices/practice.html", context)


def _prefilled(one: Suggestion, practice: str) -> str:
    return urlencode({"practice": practice, "speaks": one.speaks, "evidence_name": one.knot.name})
