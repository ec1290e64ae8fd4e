"""A Redis of the bench's own, which may be emptied and killed, and one that takes calls and never answers."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from bench.serving import free_port


@dataclass
class OwnRedis:
    """One server at a port of its own, holding nothing that matters."""

    port: int = field(default_factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @classmethod
    @contextmanager
    def where(cls, is_wanted: bool) -> Iterator["OwnRedis | None"]:
        """One that runs until the block ends, or none."""
        if not is_wanted:
            yield None
            return
        redis = cls()
        redis.start()
        try:
            yield redis
        finally:
            redis.kill()

    def start(self) -> None:
        command = [
            "redis-server",
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        folder = tempfile.gettempdir()
        self._process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        for _try in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise SystemExit("redis-server did not start.")

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def flush(self) -> int:
        """Empty it, and say how many keys it had."""
        import redis

        with redis.Redis(port=self.port) as server:
            count = int(server.dbsize())
            server.flushall()
        return count


@contextmanager
def black_hole() -> Iterator[str]:
    """The address of a Redis that accepts and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
