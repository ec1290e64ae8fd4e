"""Reflection meetings, and what a programme learns: for its learning partner, and for those who are invited."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import tasks
from inquiries.http import Request
from inquiries.models import Programme
from practices import learning
from practices.forms.reflections import LessonForm, ReflectionForm
from practices.models import Practice, Reflection
from practices.models.reflections import partnered
from practices.reporting import spreading


@require_safe
def reflections(request: Request) -> HttpResponse:
    """What this person reflects on with others; 404 for whom there is nothing."""
    rows = list(Reflection.objects.visible_to(request.user).for_listing())
    programmes = learning.programmes_over(request.user)
    if not rows and not programmes:
        raise Http404
    context = {"reflections": rows, "programmes": programmes, "holds": list(partnered(request.user))}
    return render(request, "practices/reflections.html", context)


@require_safe
def spread(request: Request, programme: str) -> HttpResponse:
    """How change spreads over all groups of a programme."""
    found = next((one for one in learning.programmes_over(request.user) if one.slug == programme), None)
    if found is None:
        raise Http404
    levels = spreading.over(request.user, found)
    context = {
        "programme": found,
        "levels": levels,
        "is_national": spreading.is_national(request.user, found),
        "tells": any(one.count for one in levels),
    }
    return render(request, "practices/reflections/spread.html", context)


def _held(request: Request, programme: str) -> Programme:
    return get_object_or_404(partnered(request.user), slug=programme)


@require_http_methods(["GET", "POST"])
def hold(request: Request, programme: str) -> HttpResponse:
    """Set one; the button says that those who hold its groups are invited by mail."""
    found = _held(request, programme)
    form = ReflectionForm(request.POST or None, programme=found)
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, form, status=200 if request.method == "GET" else 422)
    key = form.cleaned_data["client_key"] or uuid4()
    row = learning.hold(found, form.cleaned_data, by=request.user, at=timezone.now(), client_key=key)
    tasks.wake()
    messages.success(request, _("The reflection meeting is set, and its people are invited."))
    return redirect(row)


def _form_page(request: Request, form: ReflectionForm, *, status: int, **more: Any) -> HttpResponse:
    context = {"form": form, "list_url": reverse("practices:reflections")}
    return render(request, "practices/reflections/form.html", context | more, status=status)


def _reflection(request: Request, key: UUID) -> Reflection:
    rows = Reflection.objects.visible_to(request.user).select_related("programme")
    return get_object_or_404(rows.prefetch_related("groups", "guests"), pk=key)


@require_safe
def reflection(request: Request, reflection_id: UUID) -> HttpResponse:
    return render(
        request, "practices/reflections/one.html", _page(request, _reflection(request, reflection_id))
    )


def _page(request: Request, row: Reflection, **more: Any) -> dict[str, Any]:
    lessons = list(row.lessons.all())
    by_practice = [
        (label, [lesson for lesson in lessons if lesson.practice == key]) for key, label in Practice.choices
    ]
    steps = [(row._meta.get_field(name).verbose_name, getattr(row, name)) for name in Reflection.STEPS]  # type: ignore[union-attr]
    writes = Reflection.objects.held_by(request.user).filter(pk=row.pk).exists()
    return {
        "reflection": row,
        "steps": [step for step in steps if step[1]],
        "learned": [(label, some) for label, some in by_practice if some],
        "writes": writes,
        "form": LessonForm() if writes else None,
    } | more


def _own(request: Request, key: UUID) -> Reflection:
    return get_object_or_404(Reflection.objects.held_by(request.user).select_related("programme"), pk=key)


@require_http_methods(["GET", "POST"])
def change(request: Request, reflection_id: UUID) -> HttpResponse:
    row = _own(request, reflection_id)
    initial = {"version": row.version}
    form = ReflectionForm(request.POST or None, programme=row.programme, instance=row, initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, form, status=200 if request.method == "GET" else 422, row=row)
    said = form.cleaned_data
    if not learning.reword(row, said, version=said["version"] or 0):
        theirs = _own(request, reflection_id)
        fresh = ReflectionForm(programme=row.programme, instance=row, initial={"version": theirs.version})
        return _form_page(request, fresh, status=409, row=theirs, theirs=theirs)
    messages.success(request, _("Saved. No message has left."))
    return redirect(row)


@require_POST
def learn(request: Request, reflection_id: UUID) -> HttpResponse:
    """Keep something learned, under a practice."""
    row = _own(request, reflection_id)
    form = LessonForm(request.POST)
    if not form.is_valid():
        wrong = _page(request, row, form=form)
        return render(request, "practices/reflections/one.html", wrong, status=422)
    said, at = form.cleaned_data, timezone.now()
    learning.learn(
        row, said["practice"], said["words"], by=request.user, at=at, client_key=said["client_key"]
    )
    return redirect(row)


@require_POST
def remove(request: Request, reflection_id: UUID) -> HttpResponse:
    row = _own(request, reflection_id)
    if row.remove(by=request.user, at=timezone.now()):
        undo = reverse("practices:reflection-put-back", args=[row.pk])
        messages.success(request, _("The reflection meeting is taken away."), extra_tags=undo)
    return redirect("practices:reflections")


@require_POST
def put_back(request: Request, reflection_id: UUID) -> HttpResponse:
    row = get_object_or_404(
        Reflection.objects.filter(programme__in=partnered(request.user)), pk=reflection_id
    )
    if row.put_back():
        messages.success(request, _("The reflection meeting is there again."))
    return redirect(row)
