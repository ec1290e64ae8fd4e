"""Erasing again what was erased before: after a restore, whose backup may be older than an erasure."""

import json
from datetime import datetime
from uuid import UUID

from clip.keeping import erasing, withdrawing
from clip.keeping.erasures import Erasure, listed
from inquiries import sealing
from inquiries.models import User

PERSON = "person"


def of_person(person: User, *, keep_words: bool, also: list[str], at: datetime) -> Erasure:
    """What the list keeps of it: further names are sealed with the site's key, and read by nobody else."""
    sealed = sealing.seal(json.dumps(also)) if also else ""
    return Erasure(PERSON, str(person.pk), "keep" if keep_words else "delete", at.isoformat(), sealed)


def erase_again(at: datetime) -> int:
    """Apply the whole list; says how many of it were still here. Twice is once."""
    return sum(_apply(one, at) for one in listed())


def _apply(one: Erasure, at: datetime) -> bool:
    if one.kind != PERSON:
        return _withdraw(one, at)
    person = User.objects.filter(pk=one.key).first()
    if person is None:
        return False
    was_here = not erasing.is_erased(person)
    erasing.erase(person, keep_words=one.words == "keep", also=_also(one), at=at)
    return was_here


def _withdraw(one: Erasure, at: datetime) -> bool:
    try:
        withdrawing.withdraw(one.kind, UUID(one.key), at=at)
    except withdrawing.NoSuchError:
        return False
    return True


def _also(one: Erasure) -> list[str]:
    """The further names, where this site still has the key that they were sealed with."""
    try:
        names: list[str] = json.loads(sealing.unseal(one.also)) if one.also else []
    except sealing.UnreadableError:
        return []
    return names
