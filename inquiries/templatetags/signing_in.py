"""How one signs in, as a section that any page about oneself can hold."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from inquiries import enrolling, factors, passkeys, vouching

register = template.Library()


@register.inclusion_tag("account/_how_you_sign_in.html", takes_context=True)
def how_you_sign_in(context: Context, *, heading: bool = True) -> dict[str, Any]:
    """The ways in of whoever looks: address, passkeys, app, recovery codes, other devices; and who needs their word."""
    request = context["request"]
    found = factors.factors_of(request.user)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "heading": heading,
        "email": request.user.email,
        "found": found,
        "may_remove": enrolling.may_remove(request.user, found),
        "passkeys_work": passkeys.work_here(),
        "lost": vouching.asked_of(request.user, at=timezone.now()),
    }
