"""Codes sent by email to somebody who is signed in: kept sealed in the session, good for ten minutes and three tries."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.core.mail import get_connection
from django.http import HttpRequest

from inquiries import signing_in
from inquiries.composing import compose
from inquiries.models import User
from inquiries.sealing import UnreadableError, seal, unseal

TRIES = 3


def send(request: HttpRequest, slot: str, person: User, template: str, *, to: str, at: datetime) -> None:
    """Send a code to this address. To one that is somebody else's none goes, and nothing shows it.

    Raises one of signing_in.MAIL_PROBLEMS where the mail server can't be reached.
    """
    code = str(get_adapter().generate_login_code())
    is_anothers = User.objects.filter(email=to).exclude(pk=person.pk).exists()
    with get_connection():  # asked first, so that an unreachable server says nothing about an address
        context = {"person": person, "code": code, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}
        words = compose(template, context)
        if not is_anothers:
            signing_in.send_now(person, words, key=f"code:{uuid4()}", to=to, at=at)
    kept = {"to": to, "code": "" if is_anothers else seal(code), "at": at.timestamp(), "tries": 0}
    request.session[slot] = kept


def waiting_for(request: HttpRequest, slot: str, *, at: datetime) -> str:
    """The address that a code was sent to, while it is good; nothing else."""
    kept: dict[str, Any] = request.session.get(slot) or {}
    is_good = kept and at.timestamp() - kept["at"] <= settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    return str(kept["to"]) if is_good and kept["tries"] < TRIES else ""


def fits(request: HttpRequest, slot: str, typed: str, *, at: datetime) -> bool:
    """Whether this is the code that was sent; each asking counts, and the right one can't be used again."""
    if not waiting_for(request, slot, at=at):
        return False
    kept = request.session[slot]
    request.session[slot] = kept | {"tries": kept["tries"] + 1}
    if not _same(kept["code"], typed):
        return False
    del request.session[slot]
    return True


def _same(sealed: str, typed: str) -> bool:
    try:
        return bool(compare_user_code(actual=typed, expected=unseal(sealed)))
    except UnreadableError:  # none was sent: the address is somebody else's
        return False
