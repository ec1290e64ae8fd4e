"""Workers killed at six points of their talk with the mail server: each mail arrives once, or is shown as uncertain."""

import os
import signal
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.breaking import Broken

# Before MAIL, after RCPT, at DATA, in mid-text, after the last dot before its 250, after its 250 before our commit.
POINTS = ("mail", "rcpt", "data", "body", "dot", "after")
SETTLED = ("sent", "uncertain")


def kill(broken: "Broken", runs: int) -> dict[str, int]:
    """Half of the runs send a letter, half a note with others; the worker is a Celery one where there is Redis."""
    from bench.letters import letters, notes
    from tests.smtp_sink import Sink

    rows = [row for pair in zip(letters(runs - runs // 2), notes(runs // 2), strict=False) for row in pair]
    rows += letters(runs - len(rows))
    _hold_back(rows)
    with Sink() as sink, _pointed_at(sink):
        if broken.redis:
            killed = _by_celery(broken, sink, rows)
        else:
            killed = _by_fork(sink, rows)
        return {"runs": runs, "killed": killed, **_counted(rows, sink)}


def _pointed_at(sink: Any) -> Any:
    """Mail of this process goes to the sink, for as long as there is one."""
    from django.test import override_settings

    backend = "inquiries.smtp.SteppedBackend"
    return override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=sink.port)


def _hold_back(rows: list[Any]) -> None:
    from datetime import timedelta

    from django.utils import timezone

    _due(rows, timezone.now() + timedelta(days=1))


def _due(rows: list[Any], at: Any) -> None:
    from inquiries.models import Message

    Message.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=at)


def _by_fork(sink: Any, rows: list[Any]) -> int:
    """A process that sends one, as the one process of SQLite does, killed; then the rest by one that is not."""
    from django.utils import timezone

    killed = 0
    for number, row in enumerate(rows):
        _due([row], timezone.now())
        reads, writes = os.pipe()
        child = _child(row, reads)
        sink.at(POINTS[number % len(POINTS)], lambda child=child: os.kill(child, signal.SIGKILL))
        os.write(writes, b"go")
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        os.close(reads)
        os.close(writes)
        sink._plans.clear()
    _recover(rows)
    return killed


def _child(row: Any, reads: int) -> int:
    """Fork a process that waits for a word and sends this message."""
    from django.db import connections
    from django.utils import timezone

    from inquiries import sending

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        os.read(reads, 2)
        if row.kind == "note":
            sending.deliver_some([row.pk], timezone.now())
        else:
            sending.deliver(row.pk, timezone.now())
    finally:
        os._exit(0)


def _recover(rows: list[Any]) -> None:
    """What the next rounds do, after the leases have ended."""
    from django.utils import timezone

    from inquiries import messaging, sending
    from inquiries.models import Message

    for _round in range(6):
        time.sleep(1.1)
        messaging.sweep(timezone.now())
        for row in Message.objects.filter(pk__in=[row.pk for row in rows], state="queued"):
            _due([row], timezone.now())
            sending.deliver(row.pk, timezone.now())


def _by_celery(broken: "Broken", sink: Any, rows: list[Any]) -> int:
    """A Celery worker whose child is killed each time; the worker starts another, the lease ends, a round finds the rest."""
    from celery import current_app
    from django.utils import timezone

    killed: list[int] = []
    with broken.worker(sink.url, "--concurrency", "1", "--pool", "prefork") as worker:

        def kill_its_child() -> None:
            for child in _children(worker.pid):
                os.kill(child, signal.SIGKILL)
                killed.append(child)

        for number, row in enumerate(rows):
            sink.at(POINTS[number % len(POINTS)], kill_its_child)
            _due([row], timezone.now())
            before = len(killed)
            current_app.send_task("clip.tasks.tick")
            _wait_for(lambda before=before: len(killed) > before, 20)
            sink._plans.clear()
            _wait_for(lambda row=row: _settled(row, current_app), 20)
    return len(killed)


def _settled(row: Any, app: Any) -> bool:
    from inquiries.models import Message

    app.send_task("clip.tasks.tick")
    time.sleep(0.5)
    return Message.objects.get(pk=row.pk).state in SETTLED


def _wait_for(what: Any, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not what() and time.monotonic() < ends:
        time.sleep(0.02)


def _children(pid: int) -> list[int]:
    """The processes that this one started."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in told.split()]


def _counted(rows: list[Any], sink: Any) -> dict[str, int]:
    """How many arrived twice, are neither sent nor uncertain, or uncertain without a page that says so."""
    from inquiries.models import Message

    copies = Counter(sink.ids())
    states = dict(Message.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "state"))
    lost = [
        row
        for row in rows
        if states[row.pk] not in SETTLED or (states[row.pk] == "sent" and not copies[row.message_id])
    ]
    uncertain = [row for row in rows if states[row.pk] == "uncertain"]
    return {
        "duplicates": sum(max(copies[row.message_id] - 1, 0) for row in rows),
        "lost": len(lost),
        "uncertain": len(uncertain),
        "hidden": sum(not _is_shown(row) for row in uncertain),
    }


def _is_shown(row: Any) -> bool:
    """Whether the page of this message says to its integration manager that it may have been delivered."""
    from django.test import Client
    from django.urls import reverse

    from inquiries.models import Membership
    from inquiries.proving import SECOND_STEP
    from inquiries.roles import Role
    from tests.builders import make_membership

    manager = Membership.objects.filter(group=row.group, role=Role.INTEGRATION_MANAGER).first()
    manager = manager or make_membership(group=row.group, role=Role.INTEGRATION_MANAGER)
    client = Client(HTTP_HOST="localhost")
    client.force_login(manager.person)
    session = client.session
    session[SECOND_STEP] = True
    session.save()
    page = client.get(reverse("inquiries:message", args=[row.group.slug, row.pk]))
    return "May have been delivered" in page.content.decode()
