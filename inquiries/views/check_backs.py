"""Looking back at what a group hoped for: members' own views, the group's view, and publishing it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inquiries import access, aspiring
from inquiries.access import member_view
from inquiries.aspiring import Seen
from inquiries.forms.aspirations import GroupViewForm, ViewForm
from inquiries.http import Request
from inquiries.models import Aspiration, CheckBack, Membership, Moment


def views_shown(looks: Iterable[CheckBack], reader: Membership | None) -> dict[UUID, dict[UUID, Seen]]:
    """What was seen at each look back; a query for each of the two at most."""
    return {look.pk: aspiring.seen(look, reader) for look in looks}


def _moment(when: str) -> Moment:
    if when not in Moment.values:
        raise Http404
    return Moment(when)


@member_view
@require_http_methods(["GET", "POST"])
def check_back(request: Request, membership: Membership, when: str) -> HttpResponse:
    """One's own view of each aspiration; those who hold the group write the group's view."""
    moment = _moment(when)
    hopes = list(Aspiration.objects.kept().filter(group=request.group))
    look = CheckBack.objects.filter(group=request.group, moment=moment).first()
    of_group = access.can_write(membership, "aspirations")
    forms = _forms(request, membership, hopes, look, of_group=of_group)
    if request.method == "GET" or not _all_valid(forms):
        return _page(request, moment, look, forms, of_group, status=200 if request.method == "GET" else 422)
    look = aspiring.check_back(request.group, moment, at=timezone.now())
    stale = [form for form in forms if not _keep(form, look, membership, of_group=of_group)]
    if stale:
        return _stale_page(request, membership, moment, look, forms, stale, of_group=of_group)
    out = _("Saved. Those above the group read it now. No message has left.")
    inside = _("Saved. You can change it until the look back is over. No message has left.")
    messages.success(request, out if of_group and look.published_at else inside)
    return redirect(reverse("inquiries:aspirations", args=[request.group.slug]))


def _all_valid(forms: list[ViewForm]) -> bool:
    """Ask each of them, so that each says what is wrong."""
    answers = [form.is_valid() for form in forms]
    return all(answers)


def _forms(
    request: Request,
    membership: Membership,
    hopes: list[Aspiration],
    look: CheckBack | None,
    *,
    of_group: bool,
) -> list[ViewForm]:
    seen = aspiring.seen(look, membership) if look else {}
    forms: list[ViewForm] = []
    for hope in hopes:
        here = seen.get(hope.pk, Seen())
        view = here.group_view if of_group else here.own
        names = ("progress", "confidence", "evidence", "version")
        begin = {name: getattr(view, name) for name in names} if view else {"version": 0}
        said: dict[str, Any] = {"aspiration": hope, "initial": begin}
        if of_group:
            out_of = request.group if look and look.published_at else None
            forms.append(GroupViewForm(request.POST or None, out_of=out_of, **said))
        else:
            forms.append(ViewForm(request.POST or None, **said))
    return forms


def _keep(form: ViewForm, look: CheckBack, membership: Membership, *, of_group: bool) -> bool:
    if not form.has_begun or not form.has_changed():
        return True
    said = {name: form.cleaned_data[name] for name in ("progress", "confidence", "evidence")}
    version = form.cleaned_data["version"] or 0
    return aspiring.view(
        look, form.aspiration, said=said, by=membership, of_group=of_group, version=version, at=timezone.now()
    )


def _stale_page(
    request: Request,
    membership: Membership,
    moment: Moment,
    look: CheckBack,
    forms: list[ViewForm],
    stale: list[ViewForm],
    *,
    of_group: bool,
) -> HttpResponse:
    """Another hand, or one's own on another device, was quicker: both views on the page, and the next save counts."""
    seen, sent = aspiring.seen(look, membership), request.POST.copy()
    for form in stale:
        here = seen[form.aspiration.pk]
        theirs = here.group_view if of_group else here.own
        assert theirs  # whose save was quicker
        sent[form.add_prefix("version")] = str(theirs.version)
        form.theirs, form.data = theirs, sent  # type: ignore[attr-defined]
    return _page(request, moment, look, forms, of_group, status=409, has_theirs=True)


def _page(
    request: Request,
    moment: Moment,
    look: CheckBack | None,
    forms: list[ViewForm],
    of_group: bool,
    *,
    status: int,
    **more: Any,
) -> HttpResponse:
    context = {"moment": moment, "look": look, "forms": forms, "of_group": of_group} | more
    return render(request, "inquiries/check_back.html", context, status=status)


@member_view
@require_POST
def publish(request: Request, membership: Membership, when: str) -> HttpResponse:
    """Let those above the group read the group's view, or take it back."""
    looks = CheckBack.objects.filter(group=request.group)
    look = get_object_or_404(looks, moment=_moment(when))
    look.group = request.group
    if "take_back" in request.POST:
        if aspiring.take_back(look, at=timezone.now()):
            messages.success(request, _("Only the group reads it now."))
    elif named := aspiring.names_in(look):
        sentence, names = named[0]
        words = _("Not yet: it names %(names)s, and above the group nobody is named. “%(sentence)s”")
        messages.error(request, words % {"names": ", ".join(names), "sentence": sentence})
        return redirect(reverse("inquiries:check-back", args=[request.group.slug, when]))
    elif aspiring.publish(look, by=membership, at=timezone.now()):
        messages.success(
            request,
            _("Senior managers, the learning partner and national bodies can read the group’s view now."),
        )
    return redirect(reverse("inquiries:aspirations", args=[request.group.slug]))
