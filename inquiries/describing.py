"""Shared language: terms that a group adds, what each organisation means, and what the group agrees to mean."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from inquiries.models import Group, Meaning, Membership, Organisation, Term
from inquiries.models.base import fold


def add(group: Group, text: str, *, by: Membership, at: datetime) -> tuple[Term, bool]:
    """The term, whatever its capitals; made where there is none. Says whether it was."""
    tidy = " ".join(text.split())
    there = Term.objects.kept().filter(group=group, folded=fold(tidy))
    if found := there.first():
        return found, False
    try:
        with transaction.atomic():
            return Term.objects.create(group=group, text=tidy, added_by=by, added_at=at), True
    except IntegrityError:  # somebody else was first
        return there.get(), False


def agree(term: Term, text: str, *, version: int) -> bool:
    """Write what the group agrees to mean; False where it was changed since that version."""
    rows = Term.objects.kept().filter(pk=term.pk, version=version)
    return bool(rows.update(agreed=text, version=F("version") + 1))


def mean(
    term: Term, organisation: Organisation, text: str, *, version: int, by: Membership, at: datetime
) -> bool:
    """Say what an organisation means by it; False where somebody else from there did since that version."""
    rows = Meaning.objects.filter(term=term, organisation=organisation)
    if rows.filter(version=version).update(text=text, by=by, at=at, version=F("version") + 1):
        return True
    if rows.exists():
        return False
    try:
        with transaction.atomic():
            Meaning.objects.create(term=term, organisation=organisation, text=text, by=by, at=at, version=1)
    except IntegrityError:
        return False
    return True
