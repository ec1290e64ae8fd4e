"""Proving who one is: what a session has shown of it, and when. The gates that ask for it stand in gates.py."""

from datetime import datetime

from allauth.account.internal.flows.login import clear_authentication_records, get_authentication_records
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from inquiries import factors
from inquiries.models import User

SECOND_STEP, PROVED_AT = "second_step", "proved_at"


def note_sign_in(request: HttpRequest, person: User, *, at: datetime) -> None:
    """Remember in a session that has just begun what its sign-in has shown."""
    records = get_authentication_records(request, person)
    request.session[SECOND_STEP] = any(record.get("method") == "mfa" for record in records)
    request.session[PROVED_AT] = int(at.timestamp())
    clear_authentication_records(request)


def note_proof(request: HttpRequest, *, second_step: bool, at: datetime) -> None:
    """Somebody signed in has just proved again who they are; the session goes on under a new key."""
    request.session.cycle_key()
    request.session[PROVED_AT] = int(at.timestamp())
    request.session[SECOND_STEP] = second_step


def end_other_sessions(request: HttpRequest, person: User) -> None:
    """Sign this person out everywhere but here; here the session goes on under a new key."""
    person.forget_sessions()
    update_session_auth_hash(request, person)


def has_second_step(session: SessionBase) -> bool:
    return bool(session.get(SECOND_STEP))


def is_recent(request: HttpRequest, seconds: int, *, at: datetime) -> bool:
    """Whether this session proved who it is within so many seconds, with the second step where the person has one."""
    proved_at = int(request.session.get(PROVED_AT, 0))
    if at.timestamp() - proved_at >= seconds:
        return False
    assert isinstance(request.user, User)
    return has_second_step(request.session) or not factors.factors_of(request.user).any
