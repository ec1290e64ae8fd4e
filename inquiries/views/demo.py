"""Signing in to the demo: choose one of its invented people, by role."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inquiries import signing_in
from inquiries.http import Hat
from inquiries.models import Membership, Stewardship, User
from inquiries.roles import Role
from inquiries.views.signing_in import answer, signed_in

ORDER = [
    Role.FACILITATOR,
    Role.INTEGRATION_MANAGER,
    Role.SENIOR_MANAGER,
    Role.MEMBER,
    *(Role(role) for role, _label in Role.above_a_group() if role != Role.SENIOR_MANAGER),
]


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.CLIP_DEMO:
        raise Http404
    if request.method == "POST":
        signing_in.begin(request, _chosen(request))
        return signed_in(request)
    return answer(request, "inquiries/demo_sign_in.html", told_apart(people_by_role()))


def _chosen(request: HttpRequest) -> User:
    """Somebody of the demo who wears a hat; never the site's technical administrator."""
    try:
        key = UUID(request.POST.get("person", ""))
    except ValueError as problem:
        raise Http404 from problem
    return get_object_or_404(User, pk=key, is_active=True, is_staff=False)


@dataclass
class Choice:
    """One button: a person in one role, at all the places where they hold it."""

    person: User
    job: str
    places: list[str]
    is_member: bool = False


Section = list[tuple[str, list[Choice]]]
SHOWN_AT_ONCE = 2  # groups


def people_by_role() -> Section:
    """Everybody to choose from, in two queries: those who hold a group first, then its members by group."""
    sections: dict[str, dict[UUID, Choice]] = {}
    for hat in sorted(_hats(), key=lambda hat: ORDER.index(Role(hat.role))):
        label = str(Role(hat.role).label)
        if hat.role == Role.MEMBER:
            label = _("%(role)s of %(group)s") % {"role": _("Members"), "group": hat.place}
        choice = sections.setdefault(label, {}).setdefault(
            hat.person_id, Choice(hat.person, hat.job, [], hat.role == Role.MEMBER)
        )
        choice.places.append(str(hat.place))
    return [(label, sorted(choices.values(), key=_places)) for label, choices in sections.items()]


def _places(choice: Choice) -> int:
    """Who holds most stands first."""
    return -len(choice.places)


def told_apart(roles: Section) -> dict[str, Section]:
    """The members of the largest groups at once, those of groups in outline behind a line: nobody looks for them first."""
    members = [section for section in roles if section[1][0].is_member]
    largest = sorted(members, key=lambda section: len(section[1]), reverse=True)[:SHOWN_AT_ONCE]
    more = [section for section in members if section not in largest]
    return {"roles": [section for section in roles if section not in more], "more": more}


def _hats() -> list[Hat]:
    inside = Membership.objects.current().filter(person__is_staff=False)
    above = Stewardship.objects.filter(person__is_active=True, person__is_staff=False)
    return [
        *inside.select_related("person", "group").order_by("group__name", "person__name_folded"),
        *above.select_related("person", "group", "partnership", "programme").order_by("person__name_folded"),
    ]
