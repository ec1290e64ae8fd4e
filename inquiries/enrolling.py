"""Enrolling second steps: adding and taking off passkeys, an authenticator app and recovery codes.

Each change ends the person's other sessions and is told by mail, in the same transaction.
"""

from datetime import datetime
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from inquiries import checking, proving, telling
from inquiries.factors import Factors, Kind, Passkey, factors_of, must_have_one
from inquiries.models import User
from inquiries.sealing import UnreadableError, seal, unseal
from inquiries.telling import Change

APP_SLOT = "new_app"


def may_remove(person: User, found: Factors) -> bool:
    """The last second step stays on whoever must have one: another is added first."""
    return not (settings.SECOND_FACTOR_REQUIRED and found.is_last and must_have_one(person))


# --- passkeys -------------------------------------------------------------------------------------


def offer_passkey(person: User) -> dict[str, Any]:
    """What the browser needs to make a passkey: kept on the device, and opened by fingerprint, face or screen lock."""
    options: dict[str, Any] = webauthn.begin_registration(person, True)
    return options


@transaction.atomic
def add_passkey(request: HttpRequest, person: User, made: Any, name: str, *, at: datetime) -> bool:
    """Keep a passkey that a browser made; False where its answer is not good, such as one to an old challenge."""
    try:
        webauthn.complete_registration(made)
    except (ValidationError, *checking.BROKEN):
        webauthn.clear_state()
        return False
    webauthn.WebAuthn.add(person, name or next_name(person), made)
    _changed(request, person, Change.PASSKEY_ADDED, at=at)
    return True


def next_name(person: User) -> str:
    return _("Passkey %(number)s") % {"number": len(factors_of(person).passkeys) + 1}


def rename_passkey(passkey: Passkey, name: str) -> None:
    Authenticator.objects.filter(pk=passkey.row.pk).update(data=passkey.row.data | {"name": name})


@transaction.atomic
def remove_passkey(request: HttpRequest, person: User, passkey: Passkey, *, at: datetime) -> bool:
    """Take a passkey off, and say whether it was this call that did it."""
    return _remove(request, person, passkey.row, Change.PASSKEY_REMOVED, at=at)


# --- the app --------------------------------------------------------------------------------------


def app_secret(request: HttpRequest) -> str:
    """The secret that the next app is to be given: the same until one shows a code of it."""
    try:
        return unseal(request.session.get(APP_SLOT, ""))
    except UnreadableError:
        secret: str = totp.generate_totp_secret()
        request.session[APP_SLOT] = seal(secret)
        return secret


def app_address(person: User, secret: str) -> str:
    """What the square holds: an app on the same phone opens it by a link."""
    return str(get_adapter().build_totp_url(person, secret))


def square(address: str) -> str:
    """The QR code of an address, as a picture that a page may hold."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=3, dark="#1f2a33", light="#fff")


@transaction.atomic
def add_app(request: HttpRequest, person: User, typed: str, *, at: datetime) -> bool:
    """Turn an app on once it shows a code of its secret; that code can't be used again to sign in."""
    secret = app_secret(request)
    counter = checking.counter_of(secret, typed)
    if counter is None:
        return False
    row = Authenticator(
        user=person, type=Kind.TOTP, data={"secret": seal(secret), "last_counter": counter}, created_at=at
    )
    if _kept(row):  # else it is on already: the same form, sent twice
        _changed(request, person, Change.APP_ADDED, at=at)
    del request.session[APP_SLOT]
    return True


@transaction.atomic
def remove_app(request: HttpRequest, person: User, *, at: datetime) -> bool:
    row = factors_of(person).app
    return row is not None and _remove(request, person, row, Change.APP_REMOVED, at=at)


# --- recovery codes -------------------------------------------------------------------------------


@transaction.atomic
def make_codes(request: HttpRequest, person: User, *, instead_of: str, at: datetime) -> list[str]:
    """Ten new codes, for the one time that they are shown; none for a replay, which would end those just printed.

    `instead_of` is the key of the codes that the form offered to replace, "" for none.
    """
    if not factors_of(person).any or not _give_up(person, instead_of):
        return []
    row = Authenticator(
        user=person,
        type=Kind.RECOVERY_CODES,
        data={"seed": seal(RecoveryCodes.generate_seed()), "used_mask": 0},
        created_at=at,
    )
    if not _kept(row):
        return []
    _changed(request, person, Change.CODES_MADE, at=at)
    return [f"{code[:4]}-{code[4:]}" for code in RecoveryCodes(row).generate_codes()]


def _give_up(person: User, key: str) -> bool:
    """End the codes of this key, and say whether they were those to be replaced."""
    old = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES)
    if not key:
        return not old.exists()
    removed, _rows = old.filter(pk=key).delete() if key.isdecimal() else (0, {})
    return bool(removed)


def codes_key(person: User) -> str:
    """Says which ten codes a person has at present, and nothing about them."""
    row = factors_of(person).codes
    return str(row.pk) if row else ""


# --- what they share ------------------------------------------------------------------------------


def _kept(row: Authenticator) -> bool:
    """Save a row of which each person has one; False where another request was first."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False
    return True


def _remove(request: HttpRequest, person: User, row: Authenticator, change: Change, *, at: datetime) -> bool:
    removed, _rows = Authenticator.objects.filter(pk=row.pk, user=person).delete()
    if not removed:
        return False
    if not factors_of(person).any:  # codes stand in for a second step, and there is none any more
        Authenticator.objects.filter(user=person).delete()
    _changed(request, person, change, at=at)
    return True


def _changed(request: HttpRequest, person: User, change: Change, *, at: datetime) -> None:
    proving.end_other_sessions(request, person)
    proving.note_proof(request, second_step=factors_of(person).any, at=at)
    telling.tell(person, change, at=at)
