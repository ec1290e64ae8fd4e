"""One morning on which many notes fall due at ten: the server, the mail server, and a reader of pages, on one clock."""

import collections
import json
import os
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.serving import Served, Visitor, _wait, free_port
from bench.setting_up import PYTHON, ROOT, STATE, Size

LONDON = ZoneInfo("Europe/London")
PAGES = ("today", "desk", "meeting", "actions")
AHEAD = timedelta(seconds=100)  # from the start until ten: the pages' usual times are taken in it
BESIDE = 40.0  # seconds of reading before and after
PATIENCE = 240.0  # how long after the last mail should have left it is waited for


def ten_on_a_working_day() -> datetime:
    """The next ten in the morning, at least a minute from now, of a Tuesday to Thursday: no holiday is near a bench."""
    now = datetime.now(LONDON)
    day = now.date()
    while True:
        ten = datetime.combine(day, datetime.min.time().replace(hour=10), tzinfo=LONDON)
        if ten > now + AHEAD and 1 <= ten.weekday() <= 3:
            return ten
        day += timedelta(days=1)


@dataclass
class Morning:
    """A context of its own: `run` makes the data, serves, reads, counts, and gives the figures."""

    size: Size
    due: int
    rate: int
    seconds: dict[str, list[float]] = field(default_factory=lambda: collections.defaultdict(list))

    def run(self) -> dict[str, float]:
        ten = ten_on_a_working_day()
        self.offset = (ten - datetime.now(LONDON) - AHEAD).total_seconds()
        port, mails = free_port(), STATE / "post.txt"
        mails.unlink(missing_ok=True)
        mails.touch()
        self.environment = self.size.environment(
            BENCH_CLOCK=str(self.offset),
            EMAIL_URL=f"smtp://127.0.0.1:{port}",
            MAILS_A_SECOND=str(self.rate),
            **self._jobs_elsewhere(),
        )
        print(self._call("bench.addressees", str(self.due)).strip())
        # making them took its time: the day begins anew, two minutes before ten
        self.offset = (ten - datetime.now(LONDON) - AHEAD).total_seconds()
        self.environment["BENCH_CLOCK"] = str(self.offset)
        with ExitStack() as stack:
            stack.enter_context(self._running("post", ["-m", "bench.post", str(port), str(mails)]))
            reader = stack.enter_context(self._served())
            return self._measure(reader, mails)

    def _jobs_elsewhere(self) -> dict[str, str]:
        redis = os.environ.get("REDIS_URL", "")
        return {"REDIS_URL": redis, "REDIS_PREFIX": "clip_bench:"} if redis else {}

    def _call(self, module: str, *words: str) -> str:
        told = subprocess.run(
            [PYTHON, "-m", "bench.clock", module, *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return told.stdout

    @contextmanager
    def _running(self, name: str, words: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
        """A process of its own group, ended with all its children when the block ends."""
        with (STATE / f"{name}.log").open("w") as out:
            process = subprocess.Popen(
                [PYTHON, *words],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    @contextmanager
    def _served(self) -> Iterator[Visitor]:
        """Everything in one process, or with Redis the web, a worker and the clock each in its own."""
        port = free_port()
        serve = ["-m", "bench.clock", "manage.py", "serve", "--port", str(port)]
        celery = ["-m", "bench.clock", "celery", "-A", "clip"]
        with ExitStack() as stack:
            if "REDIS_URL" in self.environment:
                serve.append("--web-only")
                stack.enter_context(self._running("worker", [*celery, "worker", "-c", "2", "-l", "WARNING"]))
                beat = [*celery, "beat", "-l", "WARNING", "-s", str(STATE / "beat")]
                stack.enter_context(self._running("beat", beat))
            web = stack.enter_context(self._running("web", serve))
            _wait(port, web, "web.log")
            facts = json.loads(self._call("bench.looking"))
            yield Served(self.size, port, facts["cookie"], facts["csrf"], facts["pages"]).visitor()

    def _measure(self, reader: Visitor, mails: Path) -> dict[str, float]:
        for page in PAGES:
            reader.ask(page)  # what is kept between requests is filled before anything counts
        self._read(reader, "before", until=time.monotonic() + BESIDE)
        decided_s = self._wait_until_decided()
        ends = time.monotonic() + self.due / self.rate + PATIENCE
        while len(mails.read_text().split()) < self.due and time.monotonic() < ends:
            self._read(reader, "meanwhile", until=time.monotonic() + 5)
        time.sleep(3)
        self._read(reader, "after", until=time.monotonic() + BESIDE)
        counted = collections.Counter(mails.read_text().split())
        expected = set((STATE / "expected.txt").read_text().split())
        self._tell()
        return {
            "due": self.due,
            "decided_s": round(decided_s, 1),
            "sent": len(expected & set(counted)),
            "duplicates": sum(count - 1 for count in counted.values()),
            "lost": self.due - len(expected & set(counted)),
            "web_slowdown": round(self._slowdown(), 3),
        }

    def _read(self, reader: Visitor, when: str, *, until: float) -> None:
        """Ask for the pages in turn, without haste: five a second."""
        while time.monotonic() < until:
            for page in PAGES:
                self.seconds[f"{when} {page}"].append(reader.ask(page).seconds)
                time.sleep(0.2)

    def _wait_until_decided(self) -> float:
        """How long after the round began that found them due all of them were decided; read from the database."""
        told = self._call("bench.deciding", str(self.due), str(STATE / "expected.txt"))
        print(told.strip())
        return float(json.loads(told.strip().splitlines()[-1])["decided_s"])

    def _slowdown(self) -> float:
        """By how much the median page was slower while mails left, over the pages alike."""
        ratios = []
        for page in PAGES:
            usual = statistics.median(self.seconds[f"before {page}"] + self.seconds[f"after {page}"])
            ratios.append(statistics.median(self.seconds[f"meanwhile {page}"]) / usual)
        return statistics.mean(ratios) - 1

    def _tell(self) -> None:
        for page in PAGES:
            times = [
                f"{when} {statistics.median(self.seconds[f'{when} {page}']) * 1000:.1f}"
                for when in ("before", "meanwhile", "after")
            ]
            print(f"{page}: {', '.join(times)} ms")
