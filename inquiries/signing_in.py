"""Signing in by a code sent by email."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth signs people in to Clip."""
