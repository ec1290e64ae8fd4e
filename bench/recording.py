"""One meeting, recorded in Chromium over a bad network: what was typed, what the page said, and what the database holds."""

import os
import random
import secrets
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.halls import Hall
from bench.serving import free_port
from bench.setting_up import PYTHON, ROOT

AT_MOST = 20.0  # seconds of a run
PERSON = "Jo Adair"


@dataclass
class Outcome:
    """What came of one run, or of several."""

    runs: int = 0
    inputs: int = 0
    lost: int = 0
    duplicated: int = 0
    false_saved: int = 0
    longest: float = 0.0
    cuts: int = 0
    kept_a_while: int = 0
    turns: dict[str, int] = field(default_factory=dict)  # what befell the browser meanwhile
    notes: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Outcome") -> "Outcome":
        for name in ("runs", "inputs", "lost", "duplicated", "false_saved", "cuts", "kept_a_while"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for turn, times in other.turns.items():
            self.turns[turn] = self.turns.get(turn, 0) + times
        self.longest = max(self.longest, other.longest)
        return self

    @property
    def is_bad(self) -> bool:
        return bool(self.lost or self.duplicated or self.false_saved)

    def figures(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("runs", "inputs", "lost", "duplicated", "false_saved")}

    def told(self) -> str:
        notes = "; ".join(self.notes)
        return f"{self.longest:5.1f} s  {self.figures()} {' '.join(self.turns)} {notes}"


@dataclass
class Site:
    """A server of our own, and the browser that comes to it."""

    url: str
    playwright: Any
    executable: str


@contextmanager
def served() -> Iterator[Site]:
    """Clip as ./run serves it, on a database of its own that is gone afterwards; this process looks into it too."""
    with tempfile.TemporaryDirectory(prefix="clip-bench-") as folder:
        port = free_port()
        _prepare(folder, port)
        log = Path(folder) / "serve.log"
        with log.open("w") as out:
            words = [PYTHON, "manage.py", "serve", "--port", str(port)]
            server = subprocess.Popen(words, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(port, server, log)
            from playwright.sync_api import sync_playwright

            with sync_playwright() as playwright:
                yield Site(f"http://localhost:{port}", playwright, shutil.which("chromium") or "")
        finally:
            server.terminate()
            server.wait(30)


def _prepare(folder: str, port: int) -> None:
    for name in [name for name in os.environ if name.startswith(("CLIP_", "DJANGO_"))]:
        del os.environ[name]
    for name in ("DATABASE_URL", "REDIS_URL", "DEBUG", "ALLOWED_HOSTS", "BEHIND_PROXY", "WEB_CONCURRENCY"):
        os.environ.pop(name, None)
    os.environ.update(
        CLIP_STATE=folder,
        SECRET_KEY=secrets.token_urlsafe(64),
        SITE_URL=f"http://localhost:{port}",
        EMAIL_URL="dummymail://",
        LOG_LEVEL="ERROR",
        DJANGO_SETTINGS_MODULE="clip.settings",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright keeps an event loop in this thread
    )
    subprocess.run([PYTHON, "manage.py", "prepare"], cwd=ROOT, check=True)
    import django

    django.setup()


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _try in range(600):
        if server.poll() is not None:
            raise SystemExit(f"The server ended at once:\n{log.read_text()}")
        with suppress(OSError), urllib.request.urlopen(f"http://localhost:{port}/readyz"):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not answer within a minute.")


def record(site: Site, hall: Hall, *, seed: int) -> Outcome:
    """One run: a meeting of its own, typed in, cut somewhere, and compared at the end."""
    from bench.laptop import Laptop  # these look into the database
    from bench.meetings import Meeting
    from tests.browser.proxy import Proxy

    chance = random.Random(seed)
    meeting = Meeting(seed)
    proxy = Proxy(site.url, seed=seed)
    with tempfile.TemporaryDirectory(prefix="clip-laptop-") as folder:
        laptop = Laptop(site, Path(folder), proxy, meeting)
        try:
            laptop.open()
            outcome = _record(laptop, hall, chance)
        except Exception:
            print(f"{hall.name}, seed {seed}: {laptop.where()}")
            raise
        finally:
            laptop.close()
            proxy.close()
    meeting.compare(outcome)
    laptop.journal.compare(outcome)
    return outcome


def _record(laptop: Any, hall: Hall, chance: random.Random) -> Outcome:
    began = time.monotonic()
    inputs = laptop.meeting.inputs(chance, hall.inputs)
    fails_at = chance.randrange(len(inputs) - 1) if hall.fails else -1
    mends_at = fails_at + chance.choice([1, 2, 3]) if hall.fails else -1
    turn = chance.choice(["", "", "reload", "close", "kill"]) if hall.fails else ""
    failing = None
    hall.begin(laptop.proxy)
    for place, one in enumerate(inputs):
        if place == mends_at:
            hall.mend(laptop.proxy, failing)
        if place == fails_at:
            failing = laptop.type(one, meanwhile=lambda: hall.fail(laptop.proxy, chance), chance=chance)
            laptop.befall(turn)
            if not laptop.can_type():  # the wifi led elsewhere: one comes back once it lets one
                hall.mend(laptop.proxy, failing)
                laptop.page.goto(laptop.address)
        else:
            laptop.type(one)
    hall.mend(laptop.proxy, failing)
    laptop.wait_until_sent(began + AT_MOST)
    outcome = Outcome(runs=1, inputs=len(inputs), cuts=int(hall.fails), longest=time.monotonic() - began)
    outcome.turns = {turn: 1} if turn else {}
    return outcome
