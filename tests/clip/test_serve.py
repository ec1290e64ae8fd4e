"""`manage.py serve`: one process that answers, works, keeps time, and ends when it is told to."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from clip.management.commands import serve
from inquiries.models import Message
from tests.builders import make_message
from tests.jobs import ROOT, address_of_the_test_database

pytestmark = pytest.mark.django_db(transaction=True)
LARGEST = 160 * 1024  # kilobytes


def environment(**differs):
    own = {
        "CLIP_DEMO": "1",
        "CLIP_STATE": str(settings.STATE_DIR),
        "DATABASE_URL": address_of_the_test_database(),
        "DEBUG": "1",  # style sheets from where they are written
        "EMAIL_URL": "",
        "REDIS_URL": "",
        "SECRET_KEY": "x" * 60,
        "SITE_URL": "http://localhost:8000",
    }
    return os.environ | own | differs


def command(*arguments):
    return [sys.executable, "manage.py", "serve", *arguments]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def ask(port, path):
    """Status and body, or None while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()
    except OSError:
        return None


def wait_for(what, seconds=40):
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)
    return found


@pytest.fixture
def served():
    port = free_port()
    process = subprocess.Popen(
        command("--port", str(port)),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(lambda: ask(port, "/healthz") or process.poll() is not None)
        yield port, process
    finally:
        process.kill()
        process.communicate()


def test_one_process_answers_sends_and_ends_when_told(served):
    message = make_message()
    port, process = served

    assert ask(port, "/healthz") == (200, "alive\n")
    assert ask(port, "/readyz") == (200, "ready\n")
    wait_for(lambda: ask(port, "/readyz/jobs") == (200, "jobs run\n"))
    status, page = ask(port, "/demo/")
    assert (status, "<h1" in page) == (200, True)

    # What was due before it started, or falls due without anybody's waking it, leaves within a tick.
    wait_for(lambda: Message.objects.filter(pk=message.pk, state=Message.State.SENT).exists(), 75)
    memory = Path(f"/proc/{process.pid}/status").read_text()
    assert int(re.search(r"VmRSS:\s+(\d+)", memory)[1]) < LARGEST

    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=15)
    assert process.returncode == 0
    assert f"Clip is at http://localhost:{port}" in output.decode()
    assert "Traceback" not in output.decode()


def test_links_lead_to_the_port_that_the_demo_is_served_at(settings, monkeypatch):
    settings.SITE_URL, settings.CLIP_DEMO = "http://localhost:8000", True
    monkeypatch.setenv("SITE_URL", "")
    serve.say_where(8231)
    assert settings.SITE_URL == os.environ["SITE_URL"] == "http://localhost:8231"
    serve.say_where(9000)  # said by whoever runs it: it stands
    assert settings.SITE_URL == "http://localhost:8231"


def test_outside_the_demo_the_port_says_nothing_of_where_people_reach_it(settings, monkeypatch):
    settings.SITE_URL, settings.CLIP_DEMO = "http://localhost:8000", False
    monkeypatch.setenv("SITE_URL", "")
    serve.say_where(8231)
    assert settings.SITE_URL == "http://localhost:8000"


def test_what_is_due_survives_the_end_of_the_process(served):
    _port, process = served
    process.kill()
    process.wait(10)
    message = make_message(due_at=timezone.now())

    again = subprocess.Popen(
        command("--port", str(free_port())), cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL
    )
    try:
        # Killed in the middle of a round, its turn holds up the first tick of the next process: the second one sends.
        wait_for(
            lambda: Message.objects.filter(pk=message.pk, state=Message.State.SENT).exists(), seconds=100
        )
    finally:
        again.kill()
        again.wait(10)


def refusal(*arguments, **differs):
    done = subprocess.run(
        command(*arguments), cwd=ROOT, env=environment(**differs), capture_output=True, timeout=60
    )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
    return done.stderr.decode()


def test_it_says_which_port_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} at 127.0.0.1 can’t be used: Address already in use." in refusal(
            "--port", str(port)
        )


@pytest.mark.parametrize(
    ("differs", "says"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set."),
        ({"CLIP_DEMO": ""}, "EMAIL_URL is not set"),
        ({"WEB_CONCURRENCY": "2"}, "There are 2 web processes, and no REDIS_URL"),
    ],
)
def test_it_refuses_a_bad_configuration_with_what_to_do(differs, says):
    told = refusal("--port", str(free_port()), **differs)
    assert says in told
    assert "HINT" in told


def test_jobs_in_memory_can_not_be_left_to_others():
    assert "--web-only needs REDIS_URL" in refusal("--web-only")
