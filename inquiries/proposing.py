"""Wording the purpose: members propose, those who hold the group adopt a version or say why not."""

from collections.abc import Iterable
from datetime import date, datetime
from difflib import SequenceMatcher
from uuid import UUID

from django.db import IntegrityError, transaction

from inquiries.models import Group, Membership, Proposal, Purpose
from inquiries.saving import StaleError


def propose(group: Group, *, term: str, text: str, why: str, key: UUID, by: Membership, at: datetime) -> bool:
    """Keep a proposed wording, and say whether it was this call that did it: a replay adds nothing."""
    words = {"group": group, "term": term, "text": text, "why": why, "by": by, "at": at}
    _proposal, is_new = Proposal.objects.get_or_create(client_key=key, defaults=words)
    return is_new


def answer(proposal: Proposal, words: str, *, by: Membership, at: datetime) -> bool:
    """Say why a wording is not taken up; it stays readable. False where it was answered already."""
    rows = Proposal.objects.open().filter(pk=proposal.pk)
    return bool(rows.update(answer=words, answered_by=by, answered_at=at))


@transaction.atomic
def adopt(
    group: Group,
    *,
    term: str,
    text: str,
    why: str,
    made_by: Iterable[Membership],
    instead_of: UUID | None,
    proposal: Proposal | None = None,
    by: Membership,
    on: date,
    at: datetime,
) -> Purpose:
    """Make this the purpose from this day, in place of the version that its writer read.

    Raises StaleError where another version stands there by now: nothing is written over unread.
    """
    standing = Purpose.objects.current().filter(group=group, term=term)
    if instead_of:
        replaced = standing.filter(pk=instead_of).update(replaced_on=on)
    else:
        replaced = not standing.exists()
    if not replaced:
        raise StaleError(standing.first())
    try:
        with transaction.atomic():
            purpose = Purpose.objects.create(group=group, term=term, text=text, why=why, agreed_on=on)
    except IntegrityError as problem:  # somebody else was first, in the same moment
        raise StaleError(standing.first()) from problem
    purpose.made_by.set(made_by)
    if proposal:
        Proposal.objects.open().filter(pk=proposal.pk).update(became=purpose, answered_by=by, answered_at=at)
    return purpose


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """What changed between two wordings, word by word: pairs of "same", "gone" or "new" and the words."""
    old, new = before.split(), after.split()
    parts: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", " ".join(new[k:m])))
            continue
        if j > i:
            parts.append(("gone", " ".join(old[i:j])))
        if m > k:
            parts.append(("new", " ".join(new[k:m])))
    return parts
