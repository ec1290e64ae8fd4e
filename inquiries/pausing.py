"""The notes that a person gets: pausing them, for a leave or until they say so, and at what time of day they may come."""

from datetime import date, datetime

from inquiries.models import User


def pause(person: User, *, at: datetime, until: date | None = None) -> bool:
    """Pause this person's notes, with `until` to the first day with notes again; say whether this call changed it."""
    rows = User.objects.filter(pk=person.pk)
    same = rows.filter(notes_paused_at__isnull=False, notes_paused_until=until)
    return bool(rows.exclude(pk__in=same).update(notes_paused_at=at, notes_paused_until=until))


def start_again(person: User) -> bool:
    paused = User.objects.filter(pk=person.pk, notes_paused_at__isnull=False)
    return bool(paused.update(notes_paused_at=None, notes_paused_until=None))


def choose_hours(person: User, hours: str) -> bool:
    """Let notes come at this time of a working day, and say whether this call changed it."""
    return bool(User.objects.filter(pk=person.pk).exclude(note_hours=hours).update(note_hours=hours))
