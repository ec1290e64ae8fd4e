"""What became of each message of a group, with why."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inquiries import access, messaging, tasks
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Message

A_PAGE = 50
Row = TypeVar("Row", bound=Model)


@group_view
def ledger(request: Request, hat: Hat) -> HttpResponse:
    """Every message of the group: to whom, what, when, and what became of it."""
    found = Message.objects.visible_to(request.user).filter(group=request.group).for_listing()
    context = {"page": page_of(request, found), "may_send": access.can_write(hat, "messages")}
    return render(request, "inquiries/messages.html", context)


@group_view
@require_POST
def send_again(request: Request, hat: Hat, message_id: UUID) -> HttpResponse:
    message = get_object_or_404(
        Message.objects.visible_to(request.user).filter(group=request.group).select_related("person"),
        pk=message_id,
    )
    if messaging.send_again(message, by=request.user, at=timezone.now()):
        messages.success(request, _("It goes to %(name)s once more.") % {"name": message.person.short_name})
    else:
        messages.info(
            request, _("Nothing was sent: it is on its way already, or its text is no longer kept.")
        )
    tasks.wake()
    return redirect("inquiries:messages", request.group.slug)


def page_of(request: HttpRequest, found: QuerySet[Row]) -> Page[Row]:
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))
