"""Asking somebody to join: the words, the preview, and what can be done with an invitation afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import inviting, tasks
from inquiries.access import group_view
from inquiries.forms.members import InviteForm
from inquiries.http import Hat, Request
from inquiries.models import GroupInvitation, Organisation, User


def _asked(request: Request, asked_id: UUID) -> GroupInvitation:
    seen = GroupInvitation.objects.visible_to(request.user).filter(group=request.group)
    invitation = get_object_or_404(seen.select_related("person", "organisation", "asked_by"), pk=asked_id)
    invitation.group = request.group
    return invitation


def _back(request: Request, invitation: GroupInvitation | None = None) -> HttpResponse:
    anchor = f"#asked-{invitation.pk}" if invitation else ""
    return redirect(reverse("inquiries:members", args=[request.group.slug]) + anchor)


def _url(invitation: GroupInvitation, name: str) -> str:
    return reverse(f"inquiries:{name}", args=[invitation.group.slug, invitation.pk])


# --- asking ---------------------------------------------------------------------------------------


@group_view
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, hat: Hat) -> HttpResponse:
    """Whom to ask and in which words; a mail leaves by the button that says so, and by no other."""
    last = GroupInvitation.objects.filter(group=request.group, asked_by=request.user).first()
    initial = {"words": last.words if last else ""}
    form = InviteForm(request.POST or None, group=request.group, initial=initial)
    if request.method != "POST":
        return render(request, "inquiries/member_invite.html", _page(request, form))
    if not form.is_valid():
        return render(request, "inquiries/member_invite.html", _page(request, form), status=422)
    if "preview" in request.POST:
        template = "inquiries/member_invite.html#preview" if request.htmx else "inquiries/member_invite.html"
        return render(request, template, _page(request, form))
    return _send(request, form)


def _page(request: Request, form: InviteForm) -> dict[str, Any]:
    """The form, and what the mail would say with what is typed so far."""
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}
    name = typed.get("name", "")
    draft = GroupInvitation(
        group=request.group,
        person=User(name=name, short_name=name.split(" ")[0] or "…"),
        organisation=Organisation(name=""),
        words=typed.get("words") or form["words"].value() or _("Your own words stand here."),
        asked_by=request.user,
        asked_at=timezone.now(),
        ends_at=timezone.now() + inviting.LASTS,
    )
    url = inviting.url_of(draft).replace(draft.token, _("their-own-link"))
    return {"form": form, "preview": inviting.compose(draft, url=url), "previewed": draft.person}


def _send(request: Request, form: InviteForm) -> HttpResponse:
    typed, now = form.cleaned_data, timezone.now()
    try:
        invitation = inviting.invite_anybody(
            request.group,
            form.person(request.user),
            typed,
            form.organisation(),
            by=request.user,
            at=now,
        )
    except inviting.AlreadyInError:
        form.add_error("email" if typed["email"] else "name", _("They belong to this group already."))
    except inviting.AlreadyAskedError:
        said = _(
            "They were asked already, and have not answered. You can ask again from the list of those asked."
        )
        form.add_error("email" if typed["email"] else "name", said)
    else:
        return _sent(request, invitation)
    return render(request, "inquiries/member_invite.html", _page(request, form), status=422)


def _sent(request: Request, invitation: GroupInvitation) -> HttpResponse:
    tasks.wake()
    name = {"name": invitation.person.name}
    if invitation.person.address:
        undo = _url(invitation, "member-withdraw")
        messages.success(request, _("An invitation to %(name)s is on its way.") % name, extra_tags=undo)
        return _back(request, invitation)
    messages.success(request, _("No mail leaves: %(name)s has no address. Here is the letter.") % name)
    return redirect(_url(invitation, "member-asked"))


# --- afterwards -----------------------------------------------------------------------------------


@group_view
@require_safe
def asked(request: Request, hat: Hat, asked_id: UUID) -> HttpResponse:
    """The invitation as a letter: to print and hand over, with a page to say yes or no on."""
    invitation = _asked(request, asked_id)
    return render(
        request, "inquiries/member_letter.html", {"invitation": invitation, "person": invitation.person}
    )


@group_view
@require_POST
def ask_again(request: Request, hat: Hat, asked_id: UUID) -> HttpResponse:
    invitation = _asked(request, asked_id)
    name = {"name": invitation.person.name}
    if not inviting.ask_again(invitation, at=timezone.now()):
        messages.info(request, _("Nothing was sent: %(name)s has answered meanwhile.") % name)
    elif invitation.person.address:
        tasks.wake()
        messages.success(request, _("%(name)s is asked once more, in the same words.") % name)
    else:
        messages.success(request, _("The letter to %(name)s is good for three more weeks.") % name)
    return _back(request, invitation)


@group_view
@require_POST
def withdraw(request: Request, hat: Hat, asked_id: UUID) -> HttpResponse:
    invitation = _asked(request, asked_id)
    name = {"name": invitation.person.name}
    if inviting.withdraw(invitation, by=request.user, at=timezone.now()):
        words = _("Taken back. The link of %(name)s opens nothing any more.") % name
        messages.success(request, words, extra_tags=_url(invitation, "member-put-back"))
    else:
        messages.info(request, _("%(name)s has answered meanwhile.") % name)
    return _back(request)


@group_view
@require_POST
def put_back(request: Request, hat: Hat, asked_id: UUID) -> HttpResponse:
    invitation = _asked(request, asked_id)
    if inviting.put_back(invitation):
        messages.success(request, _("The invitation of %(name)s stands again.") % {"name": invitation.person})
    return _back(request, invitation)


@group_view
@require_POST
def answer(request: Request, hat: Hat, asked_id: UUID) -> HttpResponse:
    """Enter what somebody said in the corridor or by telephone."""
    invitation, now = _asked(request, asked_id), timezone.now()
    name = {"name": invitation.person.name}
    says_yes = request.POST.get("answer") == GroupInvitation.Answer.ACCEPTED
    keep = inviting.accept if says_yes else inviting.decline
    if keep(invitation, by=request.user, at=now):
        tasks.wake()
        words = _("%(name)s has joined.") if says_yes else _("%(name)s does not join.")
        messages.success(request, words % name, extra_tags=_url(invitation, "member-answer-undo"))
    else:
        messages.info(request, _("%(name)s has answered meanwhile.") % name)
    return _back(request)


@group_view
@require_POST
def answer_undo(request: Request, hat: Hat, asked_id: UUID) -> HttpResponse:
    invitation = _asked(request, asked_id)
    if inviting.take_back(invitation, by=request.user, at=timezone.now()):
        messages.success(
            request, _("Taken back: %(name)s has not answered yet.") % {"name": invitation.person}
        )
    else:
        messages.info(
            request,
            _(
                "This can’t be taken back any more: something was written of them since. They can leave instead."
            ),
        )
    return _back(request, invitation)
