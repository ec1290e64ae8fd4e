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

from inquiries import access, bouncing, explaining, messaging, tasks
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


def _of_the_group(request: Request, message_id: UUID) -> Message:
    shown = Message.objects.visible_to(request.user).filter(group=request.group)
    return get_object_or_404(
        shown.select_related("person", "person__undeliverable", "sent_again_by"), pk=message_id
    )


@group_view
def message(request: Request, hat: Hat, message_id: UUID) -> HttpResponse:
    """One message: every try, what came back, and what to do now."""
    row = _of_the_group(request, message_id)
    kept_back = getattr(row.person, "undeliverable", None)
    context = {
        "message": row,
        "tries": list(row.tries.all()),
        "what_to_do": explaining.what_to_do(row),
        "may_send": access.can_write(hat, "messages"),
        "is_kept_back": kept_back is not None and kept_back.holds_for(row.address),
    }
    return render(request, "inquiries/message.html", context)


@group_view
@require_POST
def address_works(request: Request, hat: Hat, message_id: UUID) -> HttpResponse:
    """Somebody says that mail reaches this person's address again."""
    row = _of_the_group(request, message_id)
    bouncing.try_again(row.person)
    messages.success(
        request,
        _("Mail goes to %(name)s again from now on. No message has left.") % {"name": row.person.short_name},
    )
    return redirect("inquiries:message", request.group.slug, row.pk)


@group_view
@require_POST
def send_again(request: Request, hat: Hat, message_id: UUID) -> HttpResponse:
    message = _of_the_group(request, message_id)
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
