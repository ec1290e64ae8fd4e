"""Documents made by a job: ordered once for each content, drawn by a process of its own, kept as files."""

import hashlib
import logging
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from inquiries.models import Document, Group, Programme

logger = logging.getLogger(__name__)
WALL_SECONDS = 60  # less than a worker gives a job, so that the row learns of it
LARGEST_SOURCE = 2 * 2**20  # bytes of HTML
ATTEMPTS = 3
HANDED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME")  # and no secret of ours
STYLES = [
    "css/tokens.css",
    "css/clip.css",
    "css/pages.css",
    "css/print.css",
    "css/paper.css",
    "css/overview-print.css",
]


@cache
def _look() -> str:
    """A digest of the style sheets: a document drawn in yesterday's look is another document."""
    sheets = b"".join((settings.BASE_DIR / "static" / name).read_bytes() for name in STYLES)
    return hashlib.sha256(sheets).hexdigest()


def key_of(place: Group | Programme, html: str) -> str:
    """What names the document of this content."""
    return hashlib.sha256(f"{_look()}{place.pk}{html}".encode()).hexdigest()


def order(
    *,
    group: Group | None = None,
    programme: Programme | None = None,
    title: str,
    file_name: str,
    html: str,
    at: datetime,
) -> Document:
    """The document of this content, of a group or over several of a programme: the one that is there, or a new row for a job
    to draw. One that failed before is waiting again after this call.
    """
    place = group or programme
    assert place is not None  # one of the two, says the constraint
    where = {"group": group, "programme": programme}
    document, _is_new = Document.objects.get_or_create(
        key=key_of(place, html),
        defaults=where | {"title": title, "file_name": file_name, "source": html, "made_at": at},
    )
    if document.state == Document.State.FAILED:
        try_again(document, at=at)
    return document


def try_again(document: Document, *, at: datetime) -> bool:
    """Put a failed document back in the queue, and say whether it was this call that did it."""
    failed = Document.objects.filter(pk=document.pk, state=Document.State.FAILED)
    done = failed.update(state=Document.State.QUEUED, made_at=at, attempts=0, failed_because="")
    document.refresh_from_db(fields=["state", "attempts", "failed_because", "made_at"])
    return bool(done)


def render(document_id: UUID, at: datetime) -> bool:
    """Draw a document that waits, and say whether this call drew it. A second worker finds it taken."""
    if not _claim(document_id):
        return False
    document = Document.objects.get(pk=document_id)
    try:
        pdf, pages = draw(document.source)
    except DrawingError as problem:
        _fail(document, str(problem))
        return False
    _keep(document, pdf, pages, at)
    return True


def _claim(document_id: UUID) -> bool:
    """Take it, by one conditional update; the attempt is counted before the work, so that a crash counts too."""
    now = timezone.now()  # a lease is real time, also while the demo replays another
    stale = now - timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS)
    free = Q(state=Document.State.QUEUED) | Q(state=Document.State.RENDERING, claimed_at__lt=stale)
    rows = Document.objects.filter(~_another_is_drawn(stale), free, pk=document_id, attempts__lt=ATTEMPTS)
    return bool(rows.update(state=Document.State.RENDERING, claimed_at=now, attempts=F("attempts") + 1))


def _another_is_drawn(stale: datetime) -> Exists:
    """One at a time: whatever is asked for at once, pages keep the other core."""
    busy = Document.objects.filter(state=Document.State.RENDERING, claimed_at__gte=stale)
    return Exists(busy.exclude(pk=OuterRef("pk")))


class DrawingError(Exception):
    """The page could not be drawn; the text says why, for the person who waits for it."""


def draw(html: str) -> tuple[bytes, int]:
    """The page as a tagged PDF and its number of pages, drawn by a bounded process that reaches no network."""
    source = html.encode()
    if len(source) > LARGEST_SOURCE:
        raise DrawingError(_("There is too much text for one PDF."))
    try:
        drawn = subprocess.run(
            [sys.executable, "-m", "inquiries.drawing"],
            input=source,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=Path(settings.BASE_DIR),
            env={name: os.environ[name] for name in HANDED_ON if name in os.environ}
            | {"CLIP_FILES": str(settings.MEDIA_ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise DrawingError(_("Drawing it took too long, and was ended.")) from problem
    if drawn.returncode or not drawn.stdout.startswith(b"%PDF"):
        raise DrawingError(_why(drawn.returncode, drawn.stderr.decode(errors="replace")))
    counted = re.search(rb"^pages (\d+)$", drawn.stderr, re.MULTILINE)
    return drawn.stdout, int(counted[1]) if counted else 0


def _why(status: int, told: str) -> str:
    """Why the drawing process gave nothing, for the person who waits; the rest is for the log."""
    kind = re.search(r"^\w+(?=: )", told, re.MULTILINE)  # the rest may quote the page
    logger.warning("A document could not be drawn (%s): %s", status, kind[0] if kind else "no reason given")
    if status < 0 or "MemoryError" in told:
        return _("Drawing it took more than it may, and was ended.")
    return _("The PDF maker found a fault in the page.")


def _keep(document: Document, pdf: bytes, pages: int, at: datetime) -> None:
    """Write the file, then say so in one conditional update; a file that nobody names is taken away again."""
    document.file.save(f"{uuid4()}.pdf", ContentFile(pdf), save=False)
    rows = Document.objects.filter(
        pk=document.pk, state=Document.State.RENDERING, claimed_at=document.claimed_at
    )
    kept = rows.update(
        state=Document.State.READY,
        ready_at=at,
        file=document.file.name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=pages,
        source="",
        failed_because="",
    )
    if not kept:
        document.file.delete(save=False)


def _fail(document: Document, why: str) -> None:
    rows = Document.objects.filter(
        pk=document.pk, state=Document.State.RENDERING, claimed_at=document.claimed_at
    )
    rows.update(state=Document.State.FAILED, failed_because=why[:300])


def lost(at: datetime) -> list[UUID]:
    """The document to draw now, the oldest of those that wait or whose job died; none while another is being drawn.

    Those that died three times are set aside. Whoever draws one asks for the next (tasks.render).
    """
    stale = timezone.now() - timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS)
    dead = Document.objects.filter(
        state=Document.State.RENDERING, claimed_at__lt=stale, attempts__gte=ATTEMPTS
    )
    dead.update(state=Document.State.FAILED, failed_because=_("Drawing it was broken off three times."))
    waiting = Q(state=Document.State.QUEUED) | Q(state=Document.State.RENDERING, claimed_at__lt=stale)
    rows = Document.objects.filter(waiting).exclude(_another_is_drawn(stale))
    return list(rows.order_by("made_at", "pk").values_list("pk", flat=True)[:1])
