"""Signing in to the demo: choose one of its invented people, by role."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inquiries import signing_in
from inquiries.http import Hat
from inquiries.models import Membership, Stewardship, User
from inquiries.roles import Role
from inquiries.views.signing_in import answer, signed_in


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.CLIP_DEMO:
        raise Http404
    if request.method == "POST":
        signing_in.begin(request, _chosen(request))
        return signed_in(request)
    return answer(request, "inquiries/demo_sign_in.html", {"roles": hats_by_role()})


def _chosen(request: HttpRequest) -> User:
    """Somebody of the demo who wears a hat; never the site's technical administrator."""
    try:
        key = UUID(request.POST.get("person", ""))
    except ValueError as problem:
        raise Http404 from problem
    return get_object_or_404(User, pk=key, is_active=True, is_staff=False)


def hats_by_role() -> list[tuple[str, list[Hat]]]:
    """Everybody to choose from, in two queries: those who hold a group first, its members by group."""
    inside = Membership.objects.current().filter(person__is_staff=False)
    above = Stewardship.objects.filter(person__is_active=True, person__is_staff=False)
    hats: list[Hat] = [
        *inside.select_related("person", "group", "organisation").order_by(
            "group__name", "person__name_folded"
        ),
        *above.select_related("person", "group", "partnership", "programme").order_by("person__name_folded"),
    ]
    order = [
        Role.FACILITATOR,
        Role.INTEGRATION_MANAGER,
        Role.MEMBER,
        *(Role(role) for role, _ in Role.above_a_group()),
    ]
    rows = [(str(role.label), [hat for hat in hats if hat.role == role]) for role in order]
    return [(label, worn) for label, worn in rows if worn]
