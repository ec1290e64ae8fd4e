"""The commands of the compose file, run on this machine against PostgreSQL and Redis as the containers would run them."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
import redis
from psycopg import sql

from clip import probing
from tests.clip.test_serve import free_port, wait_for
from tests.compose import LONG, ROOT, environment, service
from tests.jobs import note_pid
from tests.smtp_sink import Sink

pytestmark = pytest.mark.long
POSTGRES = "postgres://postgres@127.0.0.1:5432"
REDIS = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/15"
BIN = str(Path(sys.executable).parent)
GENTLE_SECONDS = 40


class Machine:
    """What stands for the containers: a database and queues of its own, a mail server, a folder."""

    def __init__(self, folder, sink):
        self.name = f"{os.environ.get('REDIS_PREFIX', 'clip').strip(':')}_{uuid.uuid4().hex[:8]}"
        self.folder, self.sink, self.port = folder, sink, free_port()

    def environment(self, name):
        """Of one service: what differs here is where things are."""
        here = {
            "DATABASE_URL": f"{POSTGRES}/{self.name}",
            "REDIS_URL": REDIS,
            "CLIP_STATE": str(self.folder / "state"),
        }
        file = {
            "SECRET_KEY": LONG,
            "POSTGRES_PASSWORD": "none",
            "SITE_URL": "https://clip.example.scot",
            "EMAIL_URL": self.sink.url,
            "FROM_EMAIL": "clip@example.scot",
            "REDIS_PREFIX": f"{self.name}:",
            "PORT": str(self.port),
        }
        said = environment(name, file)
        assert set(here) <= set(said)
        kept = {key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ}
        return kept | said | here | {"PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"}

    def log(self, name):
        return self.folder / f"{name}.log"

    def run(self, name, *command):
        return subprocess.run(
            command or service(name)["command"],
            cwd=ROOT,
            env=self.environment(name),
            capture_output=True,
            text=True,
            timeout=120,
        )

    @contextmanager
    def running(self, name):
        with self.log(name).open("w") as log:
            process = subprocess.Popen(
                service(name)["command"],
                cwd=ROOT,
                env=self.environment(name),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        note_pid(process.pid)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(10)

    def probe(self, name):
        """The health check of a service, as the compose file has it."""
        command = [
            re.sub(r"//(web|127\.0\.0\.1):8000/", f"//127.0.0.1:{self.port}/", word)
            for word in service(name)["healthcheck"]["test"][1:]
        ]
        return self.run(name, *command)

    def page(self, path):
        """The status of a page, as the proxy before Clip asks for it."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={"Host": "clip.example.scot", "X-Forwarded-Proto": "https"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    def asked(self, path):
        return probing.ask(f"http://127.0.0.1:{self.port}{path}")


@pytest.fixture
def machine(tmp_path):
    with Sink() as sink:
        here = Machine(tmp_path, sink)
        with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(here.name)))
            try:
                yield here
            finally:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(here.name)))
                queues = redis.Redis.from_url(REDIS)
                for key in queues.scan_iter(f"{here.name}:*"):
                    queues.delete(key)


ONE_MAIL = """
from django.utils import timezone
from inquiries import tasks
from tests.builders import make_message, make_membership, make_user
make_message(make_membership(person=make_user(email="ailsa@clip.test")), subject="From the containers")
tasks.wake()
"""


def test_commands_of_the_compose_file_serve_work_and_end_gently(machine):
    prepared = machine.run("prepare")
    assert prepared.returncode == 0, prepared.stderr
    assert machine.run("prepare").returncode == 0  # as each start does

    with ExitStack() as stack:
        running = {
            name: stack.enter_context(machine.running(name)) for name in ("web", "worker", "drawer", "beat")
        }

        wait_for(lambda: machine.probe("web").returncode == 0, 60)
        assert machine.asked("/healthz") == (200, "alive")
        assert machine.asked("/readyz") == (200, "ready")
        wait_for(lambda: machine.asked("/readyz/jobs") == (200, "jobs run"), 60)
        for name in ("worker", "drawer", "beat"):
            assert machine.probe(name).returncode == 0

        told = machine.run("web", "python", "manage.py", "shell", "--command", ONE_MAIL)
        assert told.returncode == 0, told.stderr
        wait_for(lambda: machine.sink.mails, 60)
        assert [mail["Subject"] for mail in machine.sink.mails] == ["From the containers"]
        assert machine.sink.recipients == [["ailsa@clip.test"]]

        assert machine.page("/answer/0123456789abcdef/?secret=1") == 410
        began = time.monotonic()
        for process in running.values():
            process.send_signal(signal.SIGTERM)
        for process in running.values():
            process.wait(GENTLE_SECONDS)
        assert time.monotonic() - began < GENTLE_SECONDS

    logs = {name: machine.log(name).read_text() for name in running}
    assert [name for name, log in logs.items() if "Traceback" in log] == []
    assert "ailsa" not in "".join(logs.values())
    assert '"GET /answer/…/" 410' in logs["web"]
    assert "secret" not in logs["web"]
