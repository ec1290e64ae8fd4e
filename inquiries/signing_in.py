"""Signing in by a code sent by email: who gets one, the mail that carries it, and where one goes after."""

from datetime import datetime
from smtplib import SMTPException
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives, get_connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from inquiries import composing, proving, regaining
from inquiries.models import Message, User

MAIL_PROBLEMS = (SMTPException, OSError)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Adapter(DefaultAccountAdapter):
    """How allauth signs people in to Clip: by a code alone, people whom somebody has named, and in our words."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        return is_our_path(url or "")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; allauth's own remarks stay away."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = User.objects.get(email=email)
        send_code(person, context["code"], at=timezone.now())

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return redirect("account_login")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        begin(request, user)


def is_our_path(url: str) -> bool:
    """Whether somebody may be sent on to this address after signing in: a path of this site that exists."""
    if len(url) > 2000 or not url.startswith("/") or not url.isprintable() or "\\" in url:
        return False
    path = url.partition("#")[0].partition("?")[0]
    if (
        "%0d" in url.lower()
        or "%0a" in url.lower()
        or not url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    ):
        return False
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def begin(request: HttpRequest, person: AbstractBaseUser) -> None:
    """Open a session for this person, under a new key; its absolute end counts from now."""
    assert isinstance(person, User)
    login(request, person, backend=BACKEND)
    for kept in ("began", "last_seen"):
        request.session.pop(kept, None)
    now = timezone.now()
    proving.note_sign_in(request, person, at=now)
    if proving.has_second_step(request.session):
        regaining.call_off(person, at=now)


def person_with(email: str) -> User | None:
    """Who signs in with this address."""
    return User.objects.filter(email=email.strip().casefold(), is_active=True).first()


def ask_for_code(request: HttpRequest, email: str) -> None:
    """Send a code to whoever has this address; for nobody's address, do what takes as long.

    Raises one of MAIL_PROBLEMS where the mail server can't be reached, alike for both.
    """
    with get_connection():  # asked first, so that an unreachable server says nothing about an address
        person = person_with(email)
        if person is None:
            _do_as_much(email)
        LoginCodeVerificationProcess.initiate(request=request, user=person, email=email)


def _do_as_much(email: str) -> None:
    compose_code(User(name=email, short_name=email), "0000-0000")
    with get_connection():
        pass


def compose_code(person: User, code: str) -> composing.Words:
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    return composing.compose("inquiries/emails/code", {"person": person, "code": code, "minutes": minutes})


def send_code(person: User, code: str, *, at: datetime) -> Message:
    return send_now(person, compose_code(person, code), key=f"code:{uuid4()}", at=at)


def send_now(person: User, words: composing.Words, *, key: str, at: datetime, to: str = "") -> Message:
    """Mail a code now, and keep that it went and never what it said: it opens a session.

    Only the demo keeps the words, since its outbox page is all the mail there is.
    """
    message = Message.objects.create(
        key=key,
        kind=Message.Kind.CODE,
        person=person,
        to=to,
        subject=words.subject,
        text=words.text if settings.CLIP_DEMO else "",
        html=words.html if settings.CLIP_DEMO else "",
        state=Message.State.HANDED,
        made_at=at,
        due_at=at,
        claimed_at=at,
        handed_at=at,
        first_tried_at=at,
        attempts=1,
    )
    _mail(message, words)
    return message


def _mail(message: Message, words: composing.Words) -> None:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(words.subject, words.text, to=[message.address], headers=headers)
    mail.attach_alternative(words.html, "text/html")
    rows = Message.objects.filter(pk=message.pk)
    try:
        mail.send()
    except MAIL_PROBLEMS as problem:
        rows.update(state=Message.State.FAILED, failed_because=type(problem).__name__)
    else:
        rows.update(state=Message.State.SENT, sent_at=message.handed_at)
