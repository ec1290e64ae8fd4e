"""The request as Clip's views see it."""

from datetime import datetime
from urllib.parse import urlsplit

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from inquiries.models import Group, Membership, Stewardship, User

Hat = Membership | Stewardship


def sent_from(request: HttpRequest) -> str:
    """The page with the form that was sent: an address that takes a POST alone is nothing to come back to."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() and page.path else "/"


class Request(HttpRequest):
    """A request of somebody signed in; a gate has put on it the hat they wear at the group of the page."""

    user: User
    htmx: HtmxDetails
    hat: Hat
    group: Group
    kept_as_of: datetime  # put there by receiving.once
