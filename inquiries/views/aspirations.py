"""What a group hopes for, and its look back half way and at the end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import access, aspiring
from inquiries.access import group_view, member_view
from inquiries.aspiring import Seen
from inquiries.forms.aspirations import AspirationForm
from inquiries.http import Hat, Request
from inquiries.models import Aspiration, CheckBack, Membership, Moment
from inquiries.views.check_backs import views_shown


def url_of(request: Request, part: str = "") -> str:
    return reverse("inquiries:aspirations", args=[request.group.slug]) + part


def page_of(request: Request, hat: Hat) -> dict[str, Any]:
    """The hopes in order with what was seen of each; above the group only what was published."""
    is_inside = access.can_read(hat, "aspirations")
    looks = list(CheckBack.objects.filter(group=request.group).order_by("opened_at"))
    if not is_inside:
        looks = [look for look in looks if look.published_at]
        if not looks:
            raise Http404
    rows = list(Aspiration.objects.kept().filter(group=request.group))
    shown = views_shown(looks, hat if isinstance(hat, Membership) else None)
    if not is_inside:
        shown = {
            look: {hope: Seen(view.group_view) for hope, view in seen.items()} for look, seen in shown.items()
        }
    for row in rows:
        row.seen = [(look, shown[look.pk].get(row.pk)) for look in looks]  # type: ignore[attr-defined]
    writes = access.can_write(hat, "aspirations")
    form = AspirationForm() if writes else None
    return {
        "aspirations": rows,
        "looks": looks,
        "moments": Moment.choices,
        "form": form,
        "is_inside": is_inside,
    }


@group_view
@require_safe
def aspirations(request: Request, hat: Hat) -> HttpResponse:
    return render(request, "inquiries/aspirations.html", page_of(request, hat))


@member_view
@require_POST
def add(request: Request, membership: Membership) -> HttpResponse:
    form = AspirationForm(request.POST)
    if not form.is_valid():
        wrong = page_of(request, membership) | {"form": form}
        return render(request, "inquiries/aspirations.html", wrong, status=422)
    hope = {name: form.cleaned_data[name] for name in ("text", "for_whom")}
    added = aspiring.add(request.group, **hope, on=timezone.localdate())
    undo = reverse("inquiries:aspiration-remove", args=[request.group.slug, added.pk])
    messages.success(request, _("It is among what you hope for. No message has left."), extra_tags=undo)
    return redirect(url_of(request, f"#hope-{added.pk}"))


def _hope(request: Request, key: UUID, *, kept: bool = True) -> Aspiration:
    rows = Aspiration.objects.filter(group=request.group)
    return get_object_or_404(rows.kept() if kept else rows, pk=key)


@member_view
@require_http_methods(["GET", "POST"])
def aspiration(request: Request, membership: Membership, aspiration_id: UUID) -> HttpResponse:
    """Word one anew."""
    hope = _hope(request, aspiration_id)
    begin = {"version": hope.version}
    form = AspirationForm(request.POST or None, instance=hope, initial=begin)
    if request.method == "GET" or not form.is_valid():
        return _hope_page(request, hope, form, status=200 if request.method == "GET" else 422)
    words = {name: form.cleaned_data[name] for name in ("text", "for_whom")}
    if not aspiring.reword(hope, **words, version=form.cleaned_data["version"] or 0):
        theirs = _hope(request, aspiration_id)
        fresh = AspirationForm(instance=hope, initial=words | {"version": theirs.version})
        return _hope_page(request, theirs, fresh, status=409, theirs=theirs)
    messages.success(request, _("Saved. No message has left."))
    return redirect(url_of(request, f"#hope-{hope.pk}"))


def _hope_page(
    request: Request, hope: Aspiration, form: AspirationForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"hope": hope, "form": form} | more
    return render(request, "inquiries/aspiration.html", context, status=status)


@member_view
@require_POST
def move(request: Request, membership: Membership, aspiration_id: UUID) -> HttpResponse:
    hope = _hope(request, aspiration_id)
    aspiring.move(hope, -1 if request.POST.get("to") == "up" else 1)
    return redirect(url_of(request, f"#hope-{hope.pk}"))


@member_view
@require_POST
def remove(request: Request, membership: Membership, aspiration_id: UUID) -> HttpResponse:
    hope = _hope(request, aspiration_id, kept=False)
    if aspiring.remove(hope, by=request.user, at=timezone.now()):
        undo = reverse("inquiries:aspiration-put-back", args=[request.group.slug, hope.pk])
        messages.success(request, _("It is out of what you hope for."), extra_tags=undo)
    return redirect(url_of(request))


@member_view
@require_POST
def put_back(request: Request, membership: Membership, aspiration_id: UUID) -> HttpResponse:
    hope = _hope(request, aspiration_id, kept=False)
    if hope.put_back():
        messages.success(request, _("It is there again."))
    return redirect(url_of(request, f"#hope-{hope.pk}"))
