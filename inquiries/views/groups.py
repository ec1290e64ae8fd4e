"""The groups that one has a role at, a group's own page, and who is in it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from inquiries import access
from inquiries.access import group_view
from inquiries.http import Hat, Request
from inquiries.models import Group, Membership
from inquiries.views.messages import page_of


def groups(request: Request) -> HttpResponse:
    # The row of meetings under each group is drawn by a tag of the app above, from what is prefetched here.
    found = Group.objects.where(request.user, "group").for_listing().prefetch_related("meetings")
    sources = [import_string(path) for path in settings.BESIDE_GROUPS]
    beside = [link for source in sources for link in source(request.user)]
    return render(request, "inquiries/groups.html", {"groups": found, "beside": beside})


@group_view
def group(request: Request, hat: Hat) -> HttpResponse:
    """The group's front page: for those inside what comes next, for those above purpose, dates and numbers."""
    return render(request, "inquiries/group.html", {"is_inside": isinstance(hat, Membership)})


@group_view
def people(request: Request, hat: Hat) -> HttpResponse:
    """Who is in the group, by name; how to reach them for those who look after it, and where somebody shares it."""
    page = page_of(request, Membership.objects.current().filter(group=request.group).for_listing())
    context = {
        "page": page,
        "reads_contacts": access.can_read(hat, "contact details"),
        "some_share": any(member.shares_contact for member in page),
        "own_place": hat if isinstance(hat, Membership) else None,
    }
    return render(request, "inquiries/people.html", context)
