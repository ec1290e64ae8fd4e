"""Sealing what opens an account: secrets of second steps are encrypted in the database, with the site's own key."""

from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.crypto import salted_hmac


class UnreadableError(ValueError):
    """SECRET_KEY has changed since this was sealed: nothing opens it any more."""


class Adapter(DefaultMFAAdapter):
    """How allauth keeps second steps for Clip: sealed, and with passkeys bound to the site's one address."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are bound to the host of SITE_URL, whatever host a request claims."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "localhost", "name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": str(user)}


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, with this SECRET_KEY or one of its fallbacks. Never an empty secret, which anybody could guess."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as problem:
        raise UnreadableError from problem


def _keys() -> MultiFernet:
    return MultiFernet(
        [Fernet(_key(secret)) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]]
    )


def _key(secret: str | bytes) -> bytes:
    digest = salted_hmac("inquiries.sealing", "second steps", secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
