"""A real worker for tests that wait for a job: threads of this process on SQLite, a process of its own with Redis."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import kombu.pools
import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@pytest.fixture
def jobs(transactional_db) -> Iterator[None]:
    """While a test has this, what it queues is done as in earnest: by a worker, over the broker."""
    with separate_worker() if settings.REDIS_URL else embedded_worker():
        yield


@contextmanager
def embedded_worker() -> Iterator[None]:
    """As `manage.py serve` does it."""
    from clip.celery import app

    worker = app.WorkController(
        pool_cls="threads",
        concurrency=1,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        hostname="embedded@tests",
    )
    thread = threading.Thread(target=worker.start, daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(10)
        kombu.pools.reset()
        app._after_fork()  # the next test's worker begins with pools of its own


@contextmanager
def separate_worker(**environment: str) -> Iterator[subprocess.Popen]:
    """A Celery worker on the database and the queues of this process of tests; `environment` says what differs."""
    queues = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "clip",
        "worker",
        "--pool",
        "threads",
        "--concurrency",
        "2",
    ]
    own = {
        "DATABASE_URL": address_of_the_test_database(),
        "REDIS_URL": settings.REDIS_URL,
        "REDIS_PREFIX": queues,
        "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": settings.SITE_URL,
        "CLIP_STATE": str(settings.STATE_DIR),
        "CLIP_DEMO": "1",  # mails go to the outbox page, unless EMAIL_URL is among what differs
        "DEBUG": "1",  # style sheets from where they are written: nobody gathered static files for a test
    }
    log = Path(settings.STATE_DIR) / f"worker-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--loglevel", "INFO", "--hostname", f"{queues.strip(':')}@tests"],
            cwd=ROOT,
            env=os.environ | own | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    note_pid(process.pid)
    try:
        wait_until_ready(process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def wait_until_ready(process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while " ready." not in log.read_text():
        assert process.poll() is None, f"the worker ended at once:\n{log.read_text()[-2000:]}"
        assert time.monotonic() < end, f"the worker did not start:\n{log.read_text()[-2000:]}"
        time.sleep(0.1)


def note_pid(pid: int) -> None:
    """For .ci/run, which ends what a broken run left behind."""
    if "CLIP_WORKER_PIDS" in os.environ:
        with Path(os.environ["CLIP_WORKER_PIDS"]).open("a") as file:
            file.write(f"{pid}\n")


def address_of_the_test_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user = quote(database["USER"]) + (f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else "")
    return f"postgres://{user}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
