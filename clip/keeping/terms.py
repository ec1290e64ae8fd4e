"""Keeping things for as long as was said, and no longer: what goes by itself, once a day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from clip.keeping import backing_up, papers
from clip.keeping.erasing import emptied
from inquiries import keeping, locking, messaging, receiving
from inquiries.models import Document, Heartbeat, ImportRow, Link, PeopleImport
from inquiries.models.base import Removable, fold

DAY = timedelta(days=1)
BIN, IMPORT, PAPER = (timedelta(days=30) for _ in range(3))
LINK = timedelta(days=90)
ADMIN_LOG = timedelta(days=365)
NAME = "terms"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def run_daily(at: datetime) -> None:
    """Once a day, whichever round of the clock comes first."""
    Heartbeat.objects.get_or_create(name=NAME, defaults={"beat_at": LONG_AGO})
    due = Q(beat_at__lte=at - DAY) | Q(beat_at__gt=at + 2 * DAY)  # the clock was set back meanwhile
    if Heartbeat.objects.filter(due, name=NAME).update(beat_at=at):
        keep_within(at)


def keep_within(at: datetime) -> dict[str, int]:
    """Let go of all whose term is over; says how much of what. Twice is once."""
    return {what: job(at) for what, job in JOBS.items()}


def words_in_the_bin(at: datetime) -> int:
    """What was put into the bin can be put back for thirty days; after that its words are gone."""
    count = 0
    for model in keeping.models_kept():
        columns = [
            column for column in model._meta.local_concrete_fields if column.name in keeping.texts(model)
        ]
        if not issubclass(model, Removable) or not columns:
            continue
        empty = {column.name: emptied(column) for column in columns}
        table = keeping.table_of(model)
        folded = {name: fold(empty[made_of]) for name, made_of in table.folded.items() if made_of in empty}
        old = model._base_manager.filter(removed_at__lt=at - BIN).exclude(**empty)
        count += old.update(**empty, **folded)
    return count


def links(at: datetime) -> int:
    old = Link.objects.filter(Q(ends_at__lt=at - LINK) | Q(revoked_at__lt=at - LINK))
    return old.delete()[0]


def rows_of_imports(at: datetime) -> int:
    """The file itself was never kept; its rows go, and the line that says what became of it stays."""
    on_its_way = [PeopleImport.State.QUEUED, PeopleImport.State.RUNNING]
    over = PeopleImport.objects.filter(made_at__lt=at - IMPORT).exclude(state__in=on_its_way)
    return ImportRow.objects.filter(of__in=over).delete()[0]


@transaction.atomic
def papers_that_nothing_leads_to(at: datetime) -> int:
    """PDFs that were drawn anew since, and sources of those that could not be drawn."""
    old = Document.objects.filter(made_at__lt=at - PAPER)
    old.filter(state=Document.State.FAILED).update(source="")
    for relation in Document._meta.related_objects:
        pointing = relation.field.model._base_manager.exclude(**{relation.field.name: None})
        old = old.exclude(pk__in=pointing.values(relation.field.name))
    gone = list(old.filter(state__in=[Document.State.READY, Document.State.FAILED]))
    names = [document.file.name for document in gone if document.file.name]
    Document.objects.filter(pk__in=[document.pk for document in gone]).delete()
    transaction.on_commit(lambda: papers.take_away(names))
    return len(gone)


def files_that_no_row_names(at: datetime) -> int:
    """What a process left that was killed between a file and its row. A day old: somebody may be writing one now."""
    folder, named = Path(settings.MEDIA_ROOT), backing_up.named_files()
    strays = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.relative_to(folder).as_posix() not in named
        and datetime.fromtimestamp(path.stat().st_mtime, UTC) < at - DAY
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _by_now(at: datetime) -> datetime:
    """Being signed in and held off is real time, also while the demo replays what is to come."""
    return min(at, timezone.now())


def sessions(at: datetime) -> int:
    return Session.objects.filter(expire_date__lt=_by_now(at)).delete()[0]


def tries_to_sign_in(at: datetime) -> int:
    """Django’s cache forgets what is over only when it is asked for it."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 - the name is a setting
            [connection.ops.adapt_datetimefield_value(_by_now(at))],
        )
        return max(int(cursor.rowcount), 0)


def log_of_the_admin(at: datetime) -> int:
    return LogEntry.objects.filter(action_time__lt=at - ADMIN_LOG).delete()[0]


def _counted(table: str, job: Callable[[datetime], None]) -> Callable[[datetime], int]:
    """A job that says nothing itself, with how many rows it took."""

    def run(at: datetime) -> int:
        model = apps.get_model(table)
        before: int = model._base_manager.count()
        job(at)
        after: int = model._base_manager.count()
        return before - after

    return run


JOBS: dict[str, Callable[[datetime], int]] = {
    "texts of mails": messaging.purge,
    "words in the bin": words_in_the_bin,
    "links": links,
    "rows of imports": rows_of_imports,
    "papers that nothing leads to": papers_that_nothing_leads_to,
    "files that no row names": files_that_no_row_names,
    "keys of devices": _counted("inquiries.DeviceKey", locking.forget_old),
    "receipts": _counted("inquiries.Receipt", receiving.forget_old),
    "sessions": sessions,
    "tries to sign in": tries_to_sign_in,
    "log of the admin": log_of_the_admin,
}
