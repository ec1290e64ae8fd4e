"""What bench/faults breaks, one after the other, on one database; each gives its figures."""

import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.brokers import OwnRedis, black_hole
from bench.serving import Served, _signed_in, _wait, free_port
from bench.setting_up import PYTHON, ROOT, STATE, Size

BACKLOG = 100
LEASE = "1"


@dataclass
class Broken:
    """The database, the Redis where there is one, and Django set up on them in this process."""

    size: Size
    redis: OwnRedis | None

    def __post_init__(self) -> None:
        own = {"MESSAGE_LEASE_SECONDS": LEASE, "MAILS_A_SECOND": "0", "REDIS_PREFIX": "clip_faults:"}
        if self.redis:
            own["REDIS_URL"] = self.redis.url
        os.environ.update(self.size.environment(**own))
        import django

        django.setup()

    def run(self, name: str, *, kills: int, gone: float) -> dict[str, Any]:
        from bench import beats, clocks, killing

        ways: dict[str, Callable[[], dict[str, Any]]] = {
            "kill": lambda: killing.kill(self, kills),
            "flushall": self.flushall,
            "redis_gone": lambda: self.redis_gone(gone),
            "two_beats": beats.two_beats,
            "beat_stopped": beats.beat_stopped,
            "clock": clocks.every_scenario,
            "black_hole": self.black_hole,
        }
        return ways[name]()

    @contextmanager
    def worker(self, mail_url: str, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A Celery worker as in production, on this database and Redis."""
        log = STATE / "worker.log"
        command = [PYTHON, "-m", "celery", "-A", "clip", "worker", "-l", "INFO", *words]
        with log.open("w") as out:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | {"EMAIL_URL": mail_url, "LOG_LEVEL": "INFO"},  # which says that it is ready
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            while " ready." not in log.read_text():
                if process.poll() is not None:
                    raise SystemExit(f"The worker ended at once; its log is {log}.")
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @contextmanager
    def web(self, redis_url: str) -> Iterator[Served]:
        """The web process alone, with somebody signed in."""
        port, log = free_port(), STATE / "web.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [PYTHON, "manage.py", "serve", "--web-only", "--port", str(port)],
                cwd=ROOT,
                env=os.environ | {"REDIS_URL": redis_url},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait(port, process, log.name)
            yield _signed_in(self.size, port)
        finally:
            process.terminate()
            process.wait(30)

    # --- Redis ---------------------------------------------------------------------------------------

    def flushall(self) -> dict[str, Any]:
        """Jobs wait in Redis for a worker that is not there, and Redis is emptied; then a worker comes."""
        from bench.letters import letters
        from inquiries import tasks
        from tests.smtp_sink import Sink

        assert self.redis
        messages = letters(BACKLOG)
        tasks._publish()
        keys = self.redis.flush()
        with Sink() as sink, self.worker(sink.url):
            self._until_all_left(messages, 120)
            return {"backlog": BACKLOG, "keys_gone": keys, **self._counted(messages, sink)}

    def redis_gone(self, seconds: float) -> dict[str, Any]:
        """People save while Redis is away; what they saved leaves once it is back."""
        from bench.letters import letters
        from tests.smtp_sink import Sink

        assert self.redis
        with Sink() as sink, self.worker(sink.url), self.web(self.redis.url) as served:
            before = letters(BACKLOG // 2)
            self.redis.kill()
            slowest, errors = self._work(served, seconds)
            after = letters(BACKLOG // 2)
            self.redis.start()
            self._until_all_left(before + after, 150)
            told = self._counted(before + after, sink)
        return {"seconds": seconds, "slowest_s": slowest, "errors": errors, **told}

    def black_hole(self) -> dict[str, Any]:
        """People save while Redis takes calls and says nothing."""
        with black_hole() as url, self.web(url) as served:
            slowest, errors = self._work(served, 45)
        return {"slowest_s": slowest, "errors": errors}

    def _work(self, served: Served, seconds: float) -> tuple[float, int]:
        """Save again and again what wakes a worker; the slowest answer, and how many were errors."""
        from bench.letters import Saver

        saver, slowest, errors = Saver(served), 0.0, 0
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            began = time.monotonic()
            errors += not saver.save()
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(random.uniform(0.2, 1.0))
        errors += saver.missing()
        return round(slowest, 2), errors

    def _until_all_left(self, messages: list[Any], seconds: float) -> None:
        """Set a round going each second, as the clock does each minute, until nothing waits any more."""
        from celery import current_app

        from inquiries.models import Message

        waiting = ["queued", "retry", "claimed", "handed"]
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            current_app.send_task("clip.tasks.tick")
            time.sleep(1)
            if not Message.objects.filter(pk__in=[m.pk for m in messages], state__in=waiting).exists():
                return

    def _counted(self, messages: list[Any], sink: Any) -> dict[str, int]:
        copies = Counter(sink.ids())
        return {
            "duplicates": sum(max(copies[message.message_id] - 1, 0) for message in messages),
            "lost": sum(not copies[message.message_id] for message in messages),
        }
