"""What must hold at any moment, whatever broke off in between: each check names the rows that break it.

The numbers are those of the design's list (I1 to I14). Those that the database itself enforces are not asked again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from clip.keeping import backing_up, erasing, erasures
from clip.keeping.again import PERSON
from inquiries import keeping
from inquiries.keeping import UnclassifiedError
from inquiries.models import Document, Heartbeat, Membership, Message, User
from meetings import timing
from meetings.models import Action, ActionUpdate, Nudge, Wording

OVERDUE = timedelta(minutes=10)
State = Message.State


def versions_form_a_chain(at: datetime) -> Iterator[str]:
    """An earlier wording is of an earlier version than what stands."""
    broken = Wording.objects.filter(version__gte=F("entry__version"))
    yield from _named(broken)


def an_action_is_where_it_was_last_said_to_be(at: datetime) -> Iterator[str]:
    """Its state is that of its newest update; of one without, the state it began with."""
    said = ActionUpdate.objects.kept().order_by("at").values_list("action", "state")
    newest = dict(said.iterator())  # the last of each wins
    for pk, state, began in Action.objects.values_list("pk", "state", "first_state").iterator():
        if state != newest.get(pk, began or state):
            yield f"meetings.Action {pk}"


def mails_do_not_wait_for_ever(at: datetime) -> Iterator[str]:
    """None is due for ten minutes, and none held longer than its lease, while jobs run."""
    if not Heartbeat.objects.filter(name="tick", beat_at__gt=at - OVERDUE).exists():
        return
    lease = timedelta(seconds=settings.MESSAGE_LEASE_SECONDS) + OVERDUE
    waiting = Q(state__in=[State.QUEUED, State.RETRY], due_at__lt=at - OVERDUE)
    held = Q(state__in=[State.CLAIMED, State.HANDED], claimed_at__lt=at - lease)
    yield from _named(Message.objects.filter(waiting | held))


def mails_say_what_became_of_them(at: datetime) -> Iterator[str]:
    """Sent has a moment; what was not sent has a reason."""
    sent = Q(state=State.SENT, sent_at=None)
    why = Q(state__in=[State.FAILED, State.UNCERTAIN, State.SUPPRESSED], failed_because="")
    yield from _named(Message.objects.filter(sent | why))


def a_note_that_went_out_is_a_mail(at: datetime) -> Iterator[str]:
    """What was decided became a message, or says why it did not; never both."""
    neither = Q(decided_at__isnull=False, message=None, not_sent_because="")
    both = Q(message__isnull=False) & ~Q(not_sent_because="")
    yield from _named(Nudge.objects.filter(neither | both))


def no_note_goes_out_in_quiet_hours(at: datetime) -> Iterator[str]:
    """But one that somebody asked for in quiet hours themselves."""
    notes = Message.objects.filter(kind=Message.Kind.NOTE, sent_at__isnull=False, sent_again_at=None)
    for pk, made_at, sent_at in notes.values_list("pk", "made_at", "sent_at").iterator():
        if sent_at and timing.is_quiet(sent_at) and not timing.is_quiet(made_at):
            yield f"inquiries.Message {pk}"


def who_belongs_has_one_open_spell(at: datetime) -> Iterator[str]:
    counted = Membership.objects.annotate(open=Count("spells", filter=Q(spells__ends_on=None)))
    yield from _named(counted.filter(Q(left_on=None) & ~Q(open=1) | Q(left_on__isnull=False, open__gt=0)))


def every_file_has_its_row(at: datetime) -> Iterator[str]:
    """One that is a day old: a younger one may be about to get its row."""
    folder, named = Path(settings.MEDIA_ROOT), backing_up.named_files()
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        name = path.relative_to(folder).as_posix()
        if (
            path.is_file()
            and name not in named
            and path.stat().st_mtime < (at - timedelta(days=1)).timestamp()
        ):
            yield f"file {name}"


def every_row_has_its_file(at: datetime) -> Iterator[str]:
    """There, and what was written."""
    folder = Path(settings.MEDIA_ROOT)
    for name in sorted(backing_up.named_files()):
        if not (folder / name).is_file():
            yield f"file {name}"
    yield from _named(Document.objects.filter(state=Document.State.READY, file=""))


def every_paper_is_what_was_drawn(at: datetime) -> Iterator[str]:
    folder = Path(settings.MEDIA_ROOT)
    drawn = Document.objects.exclude(sha256="").exclude(file="")
    for pk, name, sha256 in drawn.values_list("pk", "file", "sha256").iterator():
        path = folder / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield f"inquiries.Document {pk}"


def who_was_erased_stays_erased(at: datetime) -> Iterator[str]:
    for one in erasures.listed():
        if one.kind == PERSON:
            person = User.objects.filter(pk=one.key).first()
            if person and not erasing.is_erased(person):
                yield f"inquiries.User {one.key}"


def every_column_is_classified(at: datetime) -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.local_concrete_fields:
            try:
                keeping.rule_of(model, column)
            except UnclassifiedError:
                yield f"{model._meta.label}.{column.name}"


def _named(rows: "models.QuerySet[Any]") -> Iterable[str]:
    return (f"{rows.model._meta.label} {pk}" for pk in rows.values_list("pk", flat=True).order_by("pk"))


CHECKS: dict[str, Callable[[datetime], Iterator[str]]] = {
    "I2 versions form a chain": versions_form_a_chain,
    "I2 an action is where it was last said to be": an_action_is_where_it_was_last_said_to_be,
    "I5 mails do not wait for ever": mails_do_not_wait_for_ever,
    "I5 mails say what became of them": mails_say_what_became_of_them,
    "I6 a note that went out is a mail": a_note_that_went_out_is_a_mail,
    "I11 who was erased stays erased": who_was_erased_stays_erased,
    "I12 no note goes out in quiet hours": no_note_goes_out_in_quiet_hours,
    "I13 every file has its row": every_file_has_its_row,
    "I13 every row has its file": every_row_has_its_file,
    "I13 every paper is what was drawn": every_paper_is_what_was_drawn,
    "I14 every column is classified": every_column_is_classified,
    "who belongs has one open spell": who_belongs_has_one_open_spell,
}


def broken(at: datetime) -> dict[str, list[str]]:
    """Each check with the rows that break it; none where all is well."""
    return {name: list(check(at)) for name, check in CHECKS.items()}
