"""Signing up to the purpose: each member's part in their own words, or what stops them, and the answer to it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from inquiries.models import Membership, Purpose, SignUp


def sign_up(purpose: Purpose, *, kind: str, words: str, by: Membership, at: datetime) -> SignUp:
    """Keep this member's words on this version, in place of what they said of it before."""
    own = SignUp.objects.kept().filter(purpose=purpose, by=by)
    said = {"kind": kind, "words": words, "at": at}
    # An answer was given to other words: it goes with them.
    if not own.update(**said, answer="", answered_by=None, answered_at=None):
        try:
            with transaction.atomic():
                return SignUp.objects.create(purpose=purpose, by=by, **said)
        except IntegrityError:  # the same form sent twice at once
            own.update(**said)
    return own.get()


def withdraw(sign_up: SignUp, *, at: datetime) -> bool:
    """Take one's own words back; they go to the bin, and nobody reads them any more."""
    return sign_up.remove(by=sign_up.by.person, at=at)


def answer(sign_up: SignUp, words: str, *, by: Membership, at: datetime) -> bool:
    """Answer what stops somebody; an empty answer takes the answer back."""
    rows = SignUp.objects.kept().filter(pk=sign_up.pk)
    said = {"answer": words, "answered_by": by, "answered_at": at}
    silence = {"answer": "", "answered_by": None, "answered_at": None}
    return bool(rows.update(**(said if words else silence)))
