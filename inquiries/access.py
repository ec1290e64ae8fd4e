"""Who may see and do: the hat that a person wears at a group, and the gates that ask for it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from inquiries import policy
from inquiries.http import Hat, Request
from inquiries.models import Group, Membership, Stewardship, User
from inquiries.policy import Reach, Rule
from inquiries.roles import Role

P = ParamSpec("P")


def hat_at(user: User, group: Group) -> Hat | None:
    """The one hat that this person wears at this group.

    A place in the group comes before a role held above it: rights never come from the union of hats.
    """
    membership = (
        Membership.objects.current().filter(person=user, group=group).select_related("organisation").first()
    )
    if membership:
        membership.group, membership.person = group, user
        return membership
    held = Stewardship.objects.filter(person=user, person__is_active=True).filter(
        Q(group=group) | Q(partnership=group.partnership_id) | Q(programme=group.partnership.programme_id)
    )
    return min(held, key=_distance, default=None)


def _found(user: User, slug: str) -> tuple[Group, Hat | None]:
    """The group of a slug with the hat worn there: one query for who is in it; for who stands above it two more."""
    inside = Membership.objects.current().filter(person=user, group__slug=slug).with_group()
    for membership in inside[:1]:
        membership.person = user
        membership.group.long_purpose = membership.long_purpose  # type: ignore[attr-defined]
        membership.group.leaves_room = membership.leaves_room  # type: ignore[attr-defined]
        return membership.group, membership
    group = get_object_or_404(Group.objects.visible_to(user).for_listing(), slug=slug)
    return group, hat_at(user, group)


def _distance(stewardship: Stewardship) -> int:
    """How far above the group a role is held: the nearest one counts."""
    if stewardship.group_id:
        return 0
    return 1 if stewardship.partnership_id else 2


def can(hat: Hat, thing: str, need: Reach) -> bool:
    return policy.reach(thing, hat.role) >= need


def can_write(hat: Hat, thing: str) -> bool:
    return can(hat, thing, Reach.WRITE)


def can_read(hat: Hat, thing: str) -> bool:
    return can(hat, thing, Reach.READ)


def can_open(hat: Hat, view_name: str) -> bool:
    """Whether the table lets this hat through the gate of a route: pages offer only what the server accepts."""
    rule = policy.routes().get(view_name)
    return isinstance(rule, Rule) and can(hat, rule.thing, rule.need)


def can_always_open(hat: Hat, view_name: str) -> bool:
    """As `can_open`, whatever the group lets out: what a role reads only once it is released is no page to offer."""
    rule = policy.routes().get(view_name)
    return isinstance(rule, Rule) and can(hat, rule.thing, max(rule.need, Reach.OWN))


def admit(hat: Hat | None, rule: Rule) -> None:
    """Let a hat through, or refuse: 404 for what it may not know of, 403 for what it may see and not do."""
    held = policy.reach(rule.thing, hat.role) if hat else Reach.NONE
    if held >= rule.need:
        return
    if rule.need > Reach.READ and held >= Reach.OWN:
        raise PermissionDenied
    raise Http404


def _as_known(group: Group, hat: Hat, thing: str) -> Group:
    """The group as its pages may call it: of which partnership it is, for who may not know its name and reads single things of it.

    A report that is published names its group: by that the group said who it is.
    """
    if not can_read(hat, "group") and thing != "report":
        group.name = _("A group of %(partnership)s") % {"partnership": group.partnership.name}
    return group


def group_view(
    view: Callable[Concatenate[Request, Hat, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Gate a view of a group: its slug becomes the hat that the caller wears there (and `request.group`)."""

    @wraps(view)
    def gated(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        asked: Any = request
        match = request.resolver_match
        assert match is not None  # a gated view is reached by its route alone
        group, hat = _found(asked.user, slug)
        rule = policy.rule_of(match.view_name)
        admit(hat, rule)
        assert hat is not None  # `admit` refuses who has none
        asked.hat, asked.group = hat, _as_known(group, hat, rule.thing)
        return view(asked, hat, *args, **kwargs)

    return gated


def member_view(
    view: Callable[Concatenate[Request, Membership, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Gate a view that only those inside the group have: members, facilitators, integration managers."""

    @wraps(view)
    def gated(request: Request, hat: Hat, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(hat, Membership):
            raise Http404
        return view(request, hat, *args, **kwargs)

    return group_view(gated)  # type: ignore[arg-type]  # wraps() keeps the narrower of the two


def readers(
    thing: str,
    group: Group,
    *,
    before: str = "",
    published: str = "",
    is_out: bool = False,
    holders: Iterable[Membership] | None = None,
) -> str:
    """One sentence on who can read a thing, made from the table that enforces it (F7).

    Those who hold the group are named; the others are named by role. `before` says what must happen
    first where members read it only then: "once the recap is published". `published` is the row of the table by which
    more read it once it is published: its own, or that of the report it stands in. `is_out`: the group let it out.
    Where the page has read already who holds the group, `holders` saves the one query.
    """
    if holders is None:
        held = Membership.objects.current().filter(group=group).exclude(role=Role.MEMBER)
        holders = held.select_related("person").order_by("role", "person__name_folded")
    names = [m.person.short_name for m in holders if can_read(m, thing)]
    sentence = _("%(names)s.") % {"names": _and(names)} if names else ""
    if Role.MEMBER in policy.roles_reaching(thing, Reach.READ):
        members = _("All members %(before)s.") % {"before": before} if before else _("All members.")
        sentence = f"{sentence} {members.replace(' .', '.')}"
    return f"{sentence} {_beyond(thing, published, is_out=is_out)}".strip()


def _beyond(thing: str, published: str, *, is_out: bool) -> str:
    """Who reads it above the group: at once, since it was let out, and once it is published."""
    if is_out:
        since = [role for role in policy.roles_reaching(thing, Reach.RELEASED) if _is_above(role)]
        return _("Since it was let out also %(roles)s.") % {"roles": _and([Role(r).together for r in since])}
    now = [role for role in policy.roles_reaching(thing, Reach.READ) if _is_above(role)]
    then = policy.roles_reaching(published, Reach.RELEASED) if published else []
    more = _and([Role(role).together for role in then if _is_above(role) and role not in now])
    if not now:
        until = _("Nobody outside the group until it is published, then also %(roles)s.")
        return until % {"roles": more} if more else _("Nobody outside the group.")
    said = _("And each %(roles)s above the group.") % {
        "roles": _and([str(Role(role).label).lower() for role in now])
    }
    return f"{said} {_('Once it is published also %(roles)s.') % {'roles': more}}" if more else said


def _is_above(role: str) -> bool:
    return role in dict(Role.above_a_group())


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def is_own_place(hat: Hat, membership: Membership) -> bool:
    return isinstance(hat, Membership) and hat.pk == membership.pk


def can_change_place(hat: Hat, membership: Membership) -> bool:
    """One's own place, and everybody's for those who look after who is in the group."""
    return can_write(hat, "people") or (
        is_own_place(hat, membership) and can(hat, "people", Reach.CONTRIBUTE)
    )
