"""Handing out the list of people of a group, and the template of an import, as CSV or Excel."""

import logging

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from inquiries import exporting_people, gates, writing_sheets
from inquiries.access import group_view
from inquiries.http import Hat, Request

logger = logging.getLogger(__name__)


def _file(content: bytes, name: str, *, is_excel: bool) -> HttpResponse:
    kind = writing_sheets.EXCEL if is_excel else writing_sheets.CSV
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{"xlsx" if is_excel else "csv"}"'
    return answer


def _people(request: Request, *, is_excel: bool) -> HttpResponse:
    if again := gates.asked_again(request):
        return again
    members = exporting_people.people_of(request.group)
    logger.info(
        "Exported %s people of %s, with contact details, to %s.",
        len(members),
        request.group.pk,
        request.user.pk,
    )
    content = exporting_people.sheet(request.group, members, is_excel=is_excel)
    name = f"{slugify(request.group.name)}-people-{timezone.localdate().isoformat()}"
    return _file(content, name, is_excel=is_excel)


@group_view
@require_safe
def people(request: Request, hat: Hat) -> HttpResponse:
    return _people(request, is_excel=False)


@group_view
@require_safe
def people_excel(request: Request, hat: Hat) -> HttpResponse:
    return _people(request, is_excel=True)


@group_view
@require_safe
def template(request: Request, hat: Hat) -> HttpResponse:
    return _file(exporting_people.template(is_excel=False), "people-template", is_excel=False)


@group_view
@require_safe
def template_excel(request: Request, hat: Hat) -> HttpResponse:
    return _file(exporting_people.template(is_excel=True), "people-template", is_excel=True)
