"""Checking what somebody shows at the second step: a code of their app, a recovery code, a passkey.

Each works once. A row changes by one conditional UPDATE on when it was last used, so of two who show the same code
at once only one is let in.
"""

import struct
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from inquiries.factors import Factors, Kind
from inquiries.models import User
from inquiries.sealing import UnreadableError, unseal

BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    struct.error,
)  # what a forged answer may raise


def code(found: Factors, typed: str, *, at: datetime) -> Authenticator | None:
    """The app or the recovery codes that this code comes from, which can't be used again; None where it is none."""
    for row in (found.app, found.codes):
        if row is not None and _fits(row, typed, at=at):
            return row
    return None


def _fits(row: Authenticator, typed: str, *, at: datetime) -> bool:
    try:
        mark = _of_app(row, typed) if row.type == Kind.TOTP else _of_codes(row, typed)
    except UnreadableError:
        return False
    return mark is not None and _use(row, mark, at=at)


def _of_app(row: Authenticator, typed: str) -> dict[str, Any] | None:
    """What the row says once this code is used: its minute, before which no other counts (RFC 6238, 5.2)."""
    counter = counter_of(unseal(row.data["secret"]), typed)
    if counter is None or counter <= row.data.get("last_counter", 0):
        return None
    return {**row.data, "last_counter": counter}


def counter_of(secret: str, typed: str) -> int | None:
    """Which half minute a code of an app belongs to; None where it fits none around now."""
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if compare_user_code(actual=typed, expected=expected):
            return counter
    return None


def _of_codes(row: Authenticator, typed: str) -> dict[str, Any] | None:
    """What the row says once this recovery code is used."""
    mask = int(row.data["used_mask"])
    for place, expected in enumerate(RecoveryCodes(row).generate_codes()):
        if not mask & (1 << place) and compare_user_code(actual=typed, expected=expected):
            return {**row.data, "used_mask": mask | (1 << place)}
    return None


def _use(row: Authenticator, mark: dict[str, Any], *, at: datetime) -> bool:
    """Write that a row was used, and say whether it was this call that did it."""
    unchanged = Authenticator.objects.filter(pk=row.pk, last_used_at=row.last_used_at)
    if not unchanged.update(data=mark, last_used_at=at):
        return False
    row.data, row.last_used_at = mark, at
    return True


def ask_passkey(person: User | None) -> dict[str, Any]:
    """What the browser needs to ask for a passkey; of nobody in particular, it offers those that it knows."""
    options: dict[str, Any] = webauthn.begin_authentication(person)
    return options


def passkey(person: User | None, shown: Any, *, at: datetime) -> Authenticator | None:
    """The passkey that this answer of a browser proves; None where it proves none. Each challenge is good once."""
    try:
        owner = person or webauthn.extract_user_from_response(shown)
        row: Authenticator = webauthn.complete_authentication(owner, shown)
    except (ValidationError, *BROKEN):
        webauthn.clear_state()
        return None
    Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
    return row


def note(request: HttpRequest, row: Authenticator, *, is_passwordless: bool = False) -> None:
    """Tell allauth's stages of sign-in what was shown."""
    extra = {"passwordless": True} if is_passwordless else {}
    record_authentication(request, row.user, "mfa", id=row.pk, type=row.type, **extra)
