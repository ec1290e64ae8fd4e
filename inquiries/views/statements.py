"""The privacy notice and the accessibility statement: read by everybody, written by who administers a programme."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries import keeping, stating
from inquiries.forms.statements import AccessibilityForm, PrivacyForm, StatementForm
from inquiries.http import Request
from inquiries.models import AccessibilityStatement, PrivacyNotice
from inquiries.saving import StaleError

KINDS: dict[str, tuple[type[Any], type[StatementForm]]] = {
    "privacy": (PrivacyNotice, PrivacyForm),
    "accessibility": (AccessibilityStatement, AccessibilityForm),
}


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return _read(request, "privacy", terms=[term for term in keeping.terms().values() if term])


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return _read(request, "accessibility")


def _read(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
    said = stating.standing(KINDS[name][0])
    may_write = stating.may_write(request.user)  # type: ignore[arg-type]
    return render(
        request, f"inquiries/pages/{name}.html", {"said": said, "may_write": may_write, "name": name} | more
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, name: str) -> HttpResponse:
    """Write one of the two; 404 for who administers no programme."""
    if name not in KINDS or not stating.may_write(request.user):
        raise Http404
    kind, form_class = KINDS[name]
    if request.method != "POST":
        return _page(request, name, form_class(instance=stating.standing(kind)))
    form = form_class(request.POST, instance=kind())
    if not form.is_valid():
        return _page(request, name, form, status=422)
    version = form.cleaned_data["version"]
    try:
        stating.state(kind, form.said(), version=version, by=request.user, at=timezone.now())
    except StaleError as stale:
        mine = form_class(initial=form.said() | {"version": stale.theirs.version}, instance=stale.theirs)
        return _page(request, name, mine, theirs=_parts(stale.theirs, form_class), status=409)
    messages.success(request, _("Everybody reads this from now on. No message has left."))
    return redirect(f"inquiries:{name}")


def _parts(statement: Any, form_class: type[StatementForm]) -> list[tuple[str, Any]]:
    """What stands, part by part, beside what somebody is about to put in its place."""
    names = form_class._meta.fields or ()
    return [(statement._meta.get_field(name).verbose_name, getattr(statement, name)) for name in names]


def _page(
    request: Request, name: str, form: StatementForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "name": name, "theirs": None} | more
    return render(request, "inquiries/pages/write.html", context, status=status)
