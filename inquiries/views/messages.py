"""What became of each message: a group's ledger, and the demo's outbox."""

from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from inquiries import access, messaging, tasks
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Message

A_PAGE = 50


@group_view
def ledger(request: Request, hat: Hat) -> HttpResponse:
    """Every message of the group that left or failed to, with why."""
    found = Message.objects.visible_to(request.user).filter(group=request.group).for_listing()
    context = {"page": _page(request, found), "may_send": access.can_write(hat, "messages")}
    return render(request, "inquiries/messages.html", context)


@group_view
@require_POST
def send_again(request: Request, hat: Hat, message_id: UUID) -> HttpResponse:
    message = get_object_or_404(
        Message.objects.visible_to(request.user).filter(group=request.group).select_related("person"),
        pk=message_id,
    )
    if messaging.send_again(message, at=timezone.now()):
        messages.success(request, _("It goes to %(name)s once more.") % {"name": message.person.short_name})
    else:
        messages.info(request, _("It is on its way already, or its text is no longer kept."))
    tasks.wake()
    return redirect("inquiries:messages", request.group.slug)


def outbox(request: Request) -> HttpResponse:
    """Every mail of the demo, newest first; `?to=` shows one person's."""
    _demo_only()
    found = Message.objects.exclude(text="").for_listing()
    to = request.GET.get("to", "")
    if to:
        found = found.filter(person__email=to)
    return render(request, "inquiries/outbox.html", {"page": _page(request, found), "to": to})


def outbox_message(request: Request, message_id: UUID) -> HttpResponse:
    _demo_only()
    message = get_object_or_404(Message.objects.for_listing(), pk=message_id)
    return render(request, "inquiries/outbox_message.html", {"message": message})


@xframe_options_sameorigin
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF], "form-action": [NONE]})
def outbox_html(request: Request, message_id: UUID) -> HttpResponse:
    """The HTML of one mail by itself, under a policy of its own: mails carry their styles inside."""
    _demo_only()
    return HttpResponse(get_object_or_404(Message, pk=message_id).html)


def outbox_calendar(request: Request, message_id: UUID) -> HttpResponse:
    _demo_only()
    message = get_object_or_404(Message.objects.exclude(calendar=""), pk=message_id)
    headers = {"Content-Disposition": 'attachment; filename="invite.ics"'}
    return HttpResponse(message.calendar, content_type="text/calendar; charset=utf-8", headers=headers)


def _demo_only() -> None:
    if not settings.CLIP_DEMO:
        raise Http404


def _page(request: Request, found: QuerySet[Message]) -> Page[Message]:
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))
