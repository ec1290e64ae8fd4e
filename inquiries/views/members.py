"""Who is in a group, for those who look after it: who is in, was asked, said no or has left, and each one's place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inquiries import access, appointing, gates, leaving, readdressing, tasks
from inquiries.access import group_view
from inquiries.forms.members import ContactForm, OwnContactForm, RoleForm
from inquiries.http import Hat, Request
from inquiries.models import GroupInvitation, Membership
from inquiries.readdressing import ChangedMeanwhileError
from inquiries.views.messages import page_of


def member_of(request: Request, membership_id: UUID) -> Membership:
    """Somebody's place in the group of this request, whether they are in it or have left."""
    found = Membership.objects.visible_to(request.user).filter(group=request.group, person__is_active=True)
    membership = get_object_or_404(found.select_related("person", "organisation"), pk=membership_id)
    membership.group = request.group
    return membership


def place_url(membership: Membership, name: str = "member") -> str:
    return reverse(f"inquiries:{name}", args=[membership.group.slug, membership.pk])


@group_view
@require_safe
def members(request: Request, hat: Hat) -> HttpResponse:
    """Everybody who is in, was asked or has left; what is to be done stands beside each."""
    now = timezone.now()
    inside = Membership.objects.current().filter(group=request.group).for_listing()
    left = Membership.objects.filter(group=request.group, left_on__isnull=False, person__is_active=True)
    asked = list(
        GroupInvitation.objects.visible_to(request.user).standing().filter(group=request.group).for_listing()
    )
    waiting = [row for row in asked if row.is_waiting]
    context = {
        "page": page_of(request, inside),
        "left": left.for_listing().order_by("-left_on", "person__name_folded"),
        "waiting": [{"row": row, "has_ended": row.has_ended(now)} for row in waiting],
        "declined": _last_word(asked),
        "sees_contacts": access.can_read(hat, "contact details"),
    }
    return render(request, "inquiries/members.html", context)


def _last_word(asked: list[GroupInvitation]) -> list[GroupInvitation]:
    """Whose newest invitation was declined."""
    newest: dict[UUID, GroupInvitation] = {}
    for row in sorted(asked, key=lambda row: row.asked_at):
        newest[row.person_id] = row
    return [row for row in newest.values() if row.answer == GroupInvitation.Answer.DECLINED]


@group_view
@require_safe
def member(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """One place: since when, from where, how to reach them, and what can be done about it."""
    membership = member_of(request, membership_id)
    if not access.can_change_place(hat, membership):
        raise PermissionDenied
    return _page(request, hat, membership)


def _page(
    request: Request, hat: Hat, membership: Membership, status: int = 200, **forms: Any
) -> HttpResponse:
    is_own, changes = access.is_own_place(hat, membership), access.can_write(hat, "contact details")
    now = timezone.now()
    context: dict[str, Any] = {
        "membership": membership,
        "person": membership.person,
        "spells": list(membership.spells.select_related("organisation")),
        "is_own": is_own,
        "sees_contacts": is_own or access.can_read(hat, "contact details"),
        "looks_after": access.can_write(hat, "people"),
        "can_undo_leaving": leaving.can_take_back(membership, at=now),
        "contact_form": None,
        "own_form": None,
        "role_form": RoleForm(initial={"role": membership.role}),
    }
    if changes:
        context["contact_form"] = _contact_form(request, membership)
    if is_own:
        initial = {"phone": membership.person.phone, "shares_contact": membership.shares_contact}
        context["own_form"] = OwnContactForm(initial=initial, auto_id="own-%s")
    return render(request, "inquiries/member.html", context | forms, status=status)


def _contact_form(request: Request, membership: Membership, **instead: str) -> ContactForm:
    may = readdressing.may_readdress(request.user, membership.person)
    typed = request.POST.dict() | instead if "short_name" in request.POST else None
    return ContactForm(typed, membership=membership, may_readdress=may)


@group_view
@require_POST
def contact(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """Correct how somebody is called and reached. Another address to sign in with is told to both."""
    membership = member_of(request, membership_id)
    form = _contact_form(request, membership)
    if not form.is_valid():
        return _page(request, hat, membership, status=422, contact_form=form)
    if form.has_new_address and (again := gates.asked_again(request)):
        return again
    try:
        is_kept = readdressing.correct(membership, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ChangedMeanwhileError as problem:
        return _changed_meanwhile(request, hat, membership, problem.theirs)
    if not is_kept:
        form.add_error("email", _("Somebody else has just taken this address."))
        return _page(request, hat, membership, status=422, contact_form=form)
    tasks.wake()
    messages.success(request, _("Saved. This is how %(name)s is reached.") % {"name": membership.person})
    return redirect(place_url(membership))


def _changed_meanwhile(request: Request, hat: Hat, membership: Membership, theirs: str) -> HttpResponse:
    """The form again as it was typed, with the address that stands now; saved once more, what was typed takes its place."""
    form = _contact_form(request, membership, email_was=theirs)
    words = {"name": membership.person, "email": theirs or _("none")}
    said = _("%(name)s’s address has changed since you opened this page: it is %(email)s now.") % words
    form.add_error("email", said + " " + _("Enter that one to keep it, or save again to change it."))
    return _page(request, hat, membership, status=409, contact_form=form)


@group_view
@require_POST
def share(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """One's own telephone, and whether members see it and the address."""
    membership = member_of(request, membership_id)
    if not access.is_own_place(hat, membership):
        raise PermissionDenied
    form = OwnContactForm(request.POST, auto_id="own-%s")
    if not form.is_valid():
        return _page(request, hat, membership, status=422, own_form=form)
    shares = form.cleaned_data["shares_contact"]
    readdressing.share(membership, phone=form.cleaned_data["phone"], shares=shares)
    messages.success(
        request,
        _("Saved. Members of this group see how to reach you.")
        if shares
        else _("Saved. Only those who look after the group see how to reach you."),
    )
    return redirect(place_url(membership))


@group_view
@require_POST
def role(request: Request, hat: Hat, membership_id: UUID) -> HttpResponse:
    """Another role in the group, and the way back."""
    membership = member_of(request, membership_id)
    before = membership.role
    form = RoleForm(request.POST if "role" in request.POST else request.GET)  # "Undo" says it in its address
    if not form.is_valid():
        return _page(request, hat, membership, status=422, role_form=form)
    if again := gates.asked_again(request):
        return again
    try:
        appointing.change_role(membership, form.cleaned_data["role"])
    except appointing.LastOneError:
        form.add_error("role", last_facilitator(membership))
        return _page(request, hat, membership, status=422, role_form=form)
    if membership.role != before:
        words = {"name": membership.person.name, "role": membership.get_role_display().lower()}
        undo = f"{place_url(membership, 'member-role')}?role={before}"
        messages.success(request, _("%(name)s is %(role)s now.") % words, extra_tags=undo)
    return redirect(place_url(membership))


def last_facilitator(membership: Membership) -> str:
    return _(
        "%(name)s is the only facilitator of %(group)s. Make somebody else facilitator first; then this can be done."
    ) % {"name": membership.person.short_name, "group": membership.group.name}
