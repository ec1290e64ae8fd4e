"""Serves Clip from one process: web, worker and clock. The default on one machine."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

import celery.beat
import waitress.server
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clip.celery import app
from clip.environment import read
from inquiries.relaying import relay

logger = logging.getLogger(__name__)
LARGEST_REQUEST = 20 * 2**20  # bytes
HERE_ALONE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - compared with, not listened at


class Command(BaseCommand):
    """Web, worker and beat in one process; what is due is rows, so it may be ended at any moment."""

    help = "Serves Clip: web, worker and clock in one process (--web-only leaves jobs to Celery workers of their own)."
    requires_system_checks: list[str] = []  # all of them below, with those of the database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default=HERE_ALONE, help="address to listen at")
        parser.add_argument("--port", type=int, default=read("PORT"))
        parser.add_argument("--web-only", action="store_true", help="start neither worker nor clock here")

    def handle(self, *args: Any, bind: str, port: int, web_only: bool, **options: Any) -> None:
        if web_only and not settings.REDIS_URL:
            raise CommandError("--web-only needs REDIS_URL: jobs kept in memory reach no other process.")
        self.check(databases=["default"])
        self.check_migrations()
        say_where(port)
        server = self._server(bind, port)
        stop = _nothing if web_only else start_jobs()
        signal.signal(signal.SIGTERM, _end)
        name = "localhost" if bind in (HERE_ALONE, EVERYWHERE) else bind
        self.stdout.write(f"Clip is at http://{name}:{port}")
        self.stdout.flush()
        try:
            server.run()
        finally:
            stop()

    def _server(self, bind: str, port: int) -> Any:
        from clip.wsgi import application  # after our checks: it refuses a bad configuration with a traceback

        try:
            return waitress.server.create_server(
                application,
                host=bind,
                port=port,
                threads=8,
                ident=None,
                max_request_body_size=LARGEST_REQUEST,
                # A proxy says by what scheme and from where; without one these headers are anybody's claim.
                clear_untrusted_proxy_headers=not settings.SECURE_PROXY_SSL_HEADER,
            )
        except OSError as problem:
            raise CommandError(
                f"Port {port} at {bind} can’t be used: {problem.strerror or problem}. "
                "Stop what uses it, or name another with --port."
            ) from problem


def say_where(port: int) -> None:
    """In the demo links lead to the port that is served; everywhere else SITE_URL alone says where people reach Clip."""
    if settings.CLIP_DEMO and not os.environ.get("SITE_URL"):
        settings.SITE_URL = os.environ["SITE_URL"] = (
            f"http://localhost:{port}"  # child processes read it there
        )


def start_jobs() -> Callable[[], None]:
    """Start a worker and the clock in threads of this process; returns what stops them.

    Notes alone leave by a child process: many at once would slow the pages down.
    """
    relay.is_on = True
    worker = app.WorkController(
        pool_cls="threads",
        concurrency=2,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        hostname="embedded@local",
        loglevel="WARNING",
    )
    threading.Thread(target=worker.start, name="worker", daemon=True).start()
    # Nothing to remember between two starts: the clock ticks each minute, and rows say what is due.
    beat: Any = celery.beat.EmbeddedService(app, thread=True, scheduler_cls=celery.beat.Scheduler)
    beat.start()
    threading.Thread(target=_tick_now, name="first tick", daemon=True).start()

    def stop() -> None:
        beat.stop()
        worker.stop()
        relay.stop()

    return stop


def _tick_now() -> None:
    """What fell due while nothing ran. Without a broker, the clock's next tick will do."""
    try:
        app.send_task("clip.tasks.tick", ignore_result=True, retry=False)
    except Exception:  # noqa: BLE001 - whatever the broker's trouble, pages are to be served
        logger.warning("The broker does not answer; jobs start when it does.")


def _nothing() -> None:
    """Jobs run elsewhere."""


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
