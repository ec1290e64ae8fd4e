"""Pausing and starting again the notes that a person gets."""

from datetime import datetime

from inquiries.models import User


def pause(person: User, *, at: datetime) -> bool:
    """Pause this person's notes, and say whether it was this call that did it."""
    return bool(User.objects.filter(pk=person.pk, notes_paused_at=None).update(notes_paused_at=at))


def start_again(person: User) -> bool:
    return bool(User.objects.filter(pk=person.pk, notes_paused_at__isnull=False).update(notes_paused_at=None))
