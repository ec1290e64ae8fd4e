"""The request as Clip's views see it."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from inquiries.models import Group, Membership, Stewardship, User

Hat = Membership | Stewardship


class Request(HttpRequest):
    """A request of somebody signed in; a gate has put on it the hat they wear at the group of the page."""

    user: User
    htmx: HtmxDetails
    hat: Hat
    group: Group
    kept_as_of: datetime  # put there by receiving.once
