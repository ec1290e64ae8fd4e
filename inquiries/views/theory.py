"""How change spreads: five levels in a group's own words, and the changes that were noticed at each."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries import access, setting_up
from inquiries.access import group_view
from inquiries.forms.setting_up import LevelForm
from inquiries.http import Hat, Request
from inquiries.models import Level, LevelWords


def noticed(request: Request, hat: Hat) -> dict[str, list[Any]]:
    """What apps above noticed at each level, as this reader may see it (settings.CHANGES_NOTICED)."""
    found: dict[str, list[Any]] = defaultdict(list)
    for path in settings.CHANGES_NOTICED:
        for level, change in import_string(path)(hat, request.group):
            found[level].append(change)
    return found


@group_view
@require_http_methods(["GET", "HEAD"])
def theory(request: Request, hat: Hat) -> HttpResponse:
    words = {row.level: row for row in LevelWords.objects.filter(group=request.group)}
    changes = noticed(request, hat)
    levels = [
        {"label": label, "level": level, "row": words.get(level), "changes": changes.get(level, [])}
        for level, label in Level.choices
    ]
    context = {"levels": levels, "writes": access.can_open(hat, "inquiries:theory-words")}
    return render(request, "inquiries/theory.html", context)


@group_view
@require_http_methods(["GET", "POST"])
def theory_words(request: Request, hat: Hat) -> HttpResponse:
    """Word the five levels; one that somebody else worded meanwhile is shown beside one's own."""
    rows = {row.level: row for row in LevelWords.objects.filter(group=request.group)}
    forms = [_form(request, level, rows.get(level)) for level in Level.values]
    if request.method == "GET" or not _all_valid(forms):
        return _page(request, forms, status=200 if request.method == "GET" else 422)
    stale = [form for form in forms if "words" in form.changed_data and not _keep(request, form)]
    if not stale:
        messages.success(request, _("Saved. No message has left."))
        return redirect("inquiries:theory", request.group.slug)
    sent = request.POST.copy()
    for form in stale:
        theirs = LevelWords.objects.get(group=request.group, level=form.level)
        sent[form.add_prefix("version")] = str(theirs.version)
        form.theirs, form.data = theirs, sent  # type: ignore[attr-defined]
    return _page(request, forms, status=409)


def _all_valid(forms: list[LevelForm]) -> bool:
    answers = [form.is_valid() for form in forms]  # each is asked, so that each says what is wrong
    return all(answers)


def _form(request: Request, level: str, row: LevelWords | None) -> LevelForm:
    begin = {"words": row.words, "version": row.version} if row else {"version": 0}
    return LevelForm(request.POST or None, level=level, initial=begin)


def _keep(request: Request, form: LevelForm) -> bool:
    said = form.cleaned_data
    return setting_up.word_level(request.group, form.level, said["words"], version=said["version"] or 0)


def _page(request: Request, forms: list[LevelForm], *, status: int) -> HttpResponse:
    return render(request, "inquiries/theory_words.html", {"forms": forms}, status=status)
