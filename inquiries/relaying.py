"""Notes leave by a child process where everything else is one: pages do not wait for mails that nobody waits for.

The child is started with the first notes, is nice to the others, and ends when there was nothing to do for a minute.
"""

import json
import os
import subprocess
import threading
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.conf import settings

PATIENCE = 15  # seconds


class Relay:
    """The one child of this process; `is_on` where `manage.py serve` runs the worker in its own threads."""

    def __init__(self) -> None:
        self.is_on = False
        self._child: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def send(self, message_ids: Iterable[UUID]) -> int:
        """Have these sent, and say how many the mail server took; OSError where the child ended, and they stay due."""
        with self._turn:
            child = self._running()
            assert child.stdin  # both are pipes
            assert child.stdout
            child.stdin.write(json.dumps([str(key) for key in message_ids]) + "\n")
            child.stdin.flush()
            told = child.stdout.readline()
        if not told:
            raise BrokenPipeError
        return int(told)

    def _running(self) -> "subprocess.Popen[str]":
        if self._child is not None and self._child.poll() is not None:
            self.stop()  # it ended by itself: its pipes are ours to close
        if self._child is None:
            # Its standard error is ours: what it logs stands in the same place.
            self._child = subprocess.Popen(  # noqa: S603 - our own command
                settings.NOTES_COMMAND,
                cwd=settings.BASE_DIR,
                env=os.environ.copy(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._child

    def stop(self) -> None:
        """Let the child end what it does, and go; killed where it takes longer than PATIENCE."""
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin
        assert child.stdout
        with suppress(BrokenPipeError):
            child.stdin.close()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


relay = Relay()
