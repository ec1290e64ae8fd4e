"""Serves Clip from one process: web, worker and clock. The default on one machine."""

import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Any

import celery.beat
import waitress.server
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clip.celery import app
from clip.wsgi import application


class Command(BaseCommand):
    """Web, worker and beat in one process; what is due is rows, so it may be ended at any moment."""

    help = "Serves Clip: web, worker and clock in one process (--web-only leaves jobs to Celery workers of their own)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="address to listen at")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--web-only", action="store_true", help="start neither worker nor clock here")

    def handle(self, *args: Any, bind: str, port: int, web_only: bool, **options: Any) -> None:
        self.check(display_num_errors=True)
        server = self._server(bind, port)
        stop = _nothing if web_only else start_jobs()
        signal.signal(signal.SIGTERM, _end)
        name = "localhost" if bind in ("127.0.0.1", "0.0.0.0") else bind  # noqa: S104 - shown, not listened at
        self.stdout.write(f"Clip is at http://{name}:{port}")
        self.stdout.flush()
        try:
            server.run()
        finally:
            stop()

    def _server(self, bind: str, port: int) -> Any:
        try:
            return waitress.server.create_server(application, host=bind, port=port, threads=8, ident=None)
        except (OSError, socket.gaierror) as problem:
            raise CommandError(
                f"Port {port} at {bind} can’t be used: {problem}. Name another with --port."
            ) from problem


def start_jobs() -> Any:
    """Start a worker and the clock in threads of this process; returns what stops them."""
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
    beat = celery.beat.EmbeddedService(app, thread=True)
    beat.daemon = True
    beat.start()
    app.send_task("clip.tasks.tick", ignore_result=True)  # what fell due while nothing ran

    def stop() -> None:
        beat.stop()
        worker.stop()

    return stop


def _nothing() -> None:
    """Jobs run elsewhere."""


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
