"""The second steps that a person has: passkeys, an authenticator app, recovery codes; and who must have one."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db.models import Exists, OuterRef

from inquiries.models import Membership, Stewardship, User
from inquiries.roles import Role

Kind = Authenticator.Type


@dataclass(frozen=True)
class Passkey:
    """One passkey, as its owner sees it."""

    row: Authenticator

    @property
    def key(self) -> str:
        """Its name in an address: tells nothing, and is no running number."""
        credential = str(self.row.data["credential"]["id"])
        return hashlib.sha256(credential.encode()).hexdigest()[:24]

    @property
    def name(self) -> str:
        return str(WebAuthn(self.row).name)

    @property
    def added_at(self) -> datetime:
        return self.row.created_at

    @property
    def used_at(self) -> datetime | None:
        return self.row.last_used_at


@dataclass
class Factors:
    """All second steps of one person."""

    passkeys: list[Passkey] = field(default_factory=list)
    app: Authenticator | None = None
    codes: Authenticator | None = None

    @property
    def any(self) -> bool:
        """Whether a second step is asked for at sign-in. Recovery codes alone are none: they stand in for one."""
        return bool(self.passkeys or self.app)

    @property
    def is_last(self) -> bool:
        return len(self.passkeys) + bool(self.app) == 1

    @property
    def codes_left(self) -> int:
        if self.codes is None:
            return 0
        used = int(self.codes.data["used_mask"]).bit_count()
        return int(app_settings.RECOVERY_CODE_COUNT) - used

    def passkey(self, key: str) -> Passkey | None:
        return next((passkey for passkey in self.passkeys if passkey.key == key), None)


def factors_of(person: User) -> Factors:
    """In one query."""
    return _sorted(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))


def _sorted(rows: Iterable[Authenticator]) -> Factors:
    found = Factors()
    for row in rows:
        if row.type == Kind.WEBAUTHN:
            found.passkeys.append(Passkey(row))
        elif row.type == Kind.TOTP:
            found.app = row
        else:
            found.codes = row
    return found


def must_have_one(person: User) -> bool:
    """Whether a role of this person asks for a second step: every role but that of a plain member does. One query."""
    inside = Membership.objects.current().filter(person=OuterRef("pk")).exclude(role=Role.MEMBER)
    above = Stewardship.objects.filter(person=OuterRef("pk"))
    if person.is_staff:
        return True
    return User.objects.filter(Exists(inside) | Exists(above), pk=person.pk).exists()
