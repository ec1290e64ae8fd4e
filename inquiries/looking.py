"""When somebody was here last: noted as they sign in, so that a page can say what is new since."""

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from inquiries.models import User

BEFORE = "before"  # in the session: when its person signed in the time before


@receiver(user_logged_in, dispatch_uid="inquiries.looking.note")
def note(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Keep in the new session when the one before began; it stands in `last_login` until Django writes it anew.

    Ours comes first because our app stands before Django's among the installed ones.
    """
    if user.last_login:
        request.session[BEFORE] = user.last_login.isoformat()


def since(session: SessionBase) -> datetime | None:
    """When this person signed in the time before; None for whoever is here for the first time."""
    return parse_datetime(str(session.get(BEFORE, "")))
