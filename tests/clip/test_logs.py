"""What the logs may say: what happened, never what was said, by whom, or how somebody else could get in."""

import io
import logging
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, OperationalError
from django.urls import path, reverse
from gunicorn.config import Config

from clip import logs
from clip.access_logging import Logger
from inquiries import sending
from inquiries.models import Link
from tests.builders import make_entry, make_meeting, make_membership, make_message, make_user
from tests.faults.conftest import sink  # noqa: F401  (a fixture)
from tests.jobs import ROOT
from tests.test_access_matrix import LINKS, Missing, address

TOKEN = "0123456789abcdef0123456789abcdef:Lj2hM8mXq0b2c4d6e8f0a1b3c5d"
CANARIES = ["Morag Canary", "morag.canary", "overwhelmed", TOKEN]


@pytest.fixture
def written():
    """Everything that is logged in a test, by whoever, down to DEBUG, as it would be written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Line())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(level)


@login_not_required
def fail(request, token):
    raise ValueError(f"Morag Canary said: I am overwhelmed ({token})")


urlpatterns = [path("answer/<str:token>/", fail, name="answer")]


def test_a_day_of_work_leaves_no_word_name_or_address_in_the_logs(client, db, written, sink):  # noqa: F811
    morag = make_membership(
        person=make_user(name="Morag Canary", email="morag.canary@example.scot"), role="facilitator"
    )
    meeting = make_meeting(group=morag.group, opened_at="2026-01-05T10:00Z")
    make_entry(meeting=meeting, text="I am overwhelmed", recorded_by=morag)
    sink.at("rcpt", "550 no such user morag.canary@example.scot here")
    for _ in range(2):
        message = make_message(membership=morag, text="I am overwhelmed")
        sending.deliver(message.pk, message.due_at)

    client.post(reverse("account_login"), {"email": "morag.canary@example.scot"})
    client.force_login(morag.person)
    client.get(f"/groups/{morag.group.slug}/meetings/{meeting.number}/record/")
    client.get(f"/answer/{TOKEN}/")
    client.get("/no-such-page/?q=overwhelmed")
    logging.getLogger("end").info("A last line.")

    assert len(sink.mails) >= 1
    assert "Gone: /answer/…/" in written()
    assert [canary for canary in CANARIES if canary in written()] == []


def test_an_error_is_told_by_its_kind_and_place(client, settings, written):
    settings.ROOT_URLCONF = "tests.clip.test_logs"
    client.raise_request_exception = False
    client.get(f"/answer/{TOKEN}/")

    assert "Internal Server Error: /answer/" in written()
    assert f"{ROOT}/tests/clip/test_logs.py" in written()
    assert "ValueError" in written()
    assert [canary for canary in CANARIES if canary in written()] == []


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (IntegrityError("DETAIL: Key (email)=(morag.canary@example.scot) already exists."), "IntegrityError"),
        (KeyError("Morag Canary"), "KeyError"),
        (OperationalError("the connection was refused"), "OperationalError: the connection was refused"),
        (
            ConnectionRefusedError(111, "Connection refused"),
            "ConnectionRefusedError: [Errno 111] Connection refused",
        ),
    ],
)
def test_only_errors_that_speak_of_machines_keep_their_words(problem, told):
    assert logs.told(problem) == told


def test_a_line_is_written_where_the_apps_can_not_be_loaded(settings, written):
    logs.link_paths.cache_clear()
    settings.ROOT_URLCONF = "no.such.module"
    logging.getLogger("start").error("It did not start: morag.canary@example.scot, %s", TOKEN)

    assert "It did not start: …@…, …" in written()
    assert [canary for canary in CANARIES if canary in written()] == []


def test_causes_and_groups_are_told_too(written):
    try:
        try:
            raise ExceptionGroup("Jobs failed", [KeyError("Morag Canary")])
        except ExceptionGroup as group:
            raise RuntimeError("overwhelmed") from group
    except RuntimeError:
        logging.getLogger("jobs").exception("The round broke off.")

    assert [kind in written() for kind in ("KeyError", "ExceptionGroup", "RuntimeError")] == [True] * 3
    assert [canary for canary in CANARIES if canary in written()] == []


def test_a_task_that_failed_is_told_without_its_words(written):
    """As Celery writes it: the exception and its traceback are among the arguments."""
    told = {
        "name": "inquiries.tasks.deliver",
        "id": "1",
        "description": "raised unexpected",
        "exc": "ValueError('Morag Canary')",
        "traceback": "… I am overwhelmed",
        "args": "['Morag Canary']",
        "kwargs": "{}",
    }
    line = "Task %(name)s[%(id)s] %(description)s: %(exc)s\n%(traceback)s%(args)s"
    logging.getLogger("celery.app.trace").error(line, told)

    assert "Task inquiries.tasks.deliver[1] raised unexpected: an exception" in written()
    assert [canary for canary in CANARIES if canary in written()] == []


@pytest.mark.parametrize("name", sorted(LINKS))
def test_every_signed_link_is_scrubbed_whatever_its_token(name):
    pattern = address(name, Missing())  # whose token is “altered”
    for line in (
        pattern,
        f"Not Found: {pattern}",
        f"https://clip.example.scot{pattern}x",
        f"/sign-in/?next={pattern}",
    ):
        assert "altered" not in logs.scrubbed(line)
        assert "…" in logs.scrubbed(line)


def test_signed_keys_are_scrubbed_wherever_they_stand():
    token = Link(purpose=Link.Purpose.RSVP).token
    for line in (token, f"?from={token}&a=1", token.replace(":", "%3A")):
        assert token.partition(":")[2] not in logs.scrubbed(line)


def test_that_a_private_map_was_opened_is_in_no_line():
    key = uuid4()
    for name in ("holding", "holding-change", "holding-remove", "holding-put-back"):
        path = reverse(f"practices:{name}", args=["beston", key])
        assert logs.scrubbed(f'127.0.0.1 "GET {path}" 200') == '127.0.0.1 "GET /…" 200'
    assert "holds-us-back" not in logs.scrubbed(
        f"Not Found: {reverse('practices:holding-add', args=['beston'])}"
    )


def test_other_addresses_stay_readable():
    for line in (
        "/groups/wester-beston/meetings/4/recap/pdf/",
        "/groups/answer/people/",
        "celery@worker-1 ready.",
    ):
        assert logs.scrubbed(line) == line


# --- the access log of gunicorn -------------------------------------------------------------------


@pytest.fixture
def access_log():
    config = Config()
    config.set("accesslog", "-")
    config.set("access_log_format", '%(h)s "%(m)s %(U)s" %(s)s %(q)s %(f)s %(r)s %({cookie}i)s %({x-who}o)s')
    logger = Logger(config)
    stream = io.StringIO()
    logger.access_log.handlers = [logging.StreamHandler(stream)]

    def write(path, query=""):
        environ = {
            "REQUEST_METHOD": "GET",
            "RAW_URI": f"{path}?{query}",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_REFERER": f"https://clip.example.scot/answer/{TOKEN}/",
            "REMOTE_ADDR": "127.0.0.1",
        }
        request = SimpleNamespace(headers=[("COOKIE", f"sid={TOKEN}")])
        response = SimpleNamespace(status="200 OK", sent=5, headers=[("X-Who", "Morag Canary")])
        logger.access(response, request, environ, timedelta(milliseconds=3))
        return stream.getvalue()

    yield write
    logger.access_log.handlers = []


def test_access_log_has_paths_alone(access_log):
    line = access_log(f"/answer/{TOKEN}/said/7/", "q=overwhelmed")

    assert line.startswith('127.0.0.1 "GET /answer/…/said/7/" 200 ')
    assert [canary for canary in CANARIES if canary in line] == []


def test_access_log_passes_over_what_machines_ask(access_log):
    assert access_log("/readyz/jobs") == ""
    assert "/groups/beston/" in access_log("/groups/beston/")


def test_gunicorn_writes_as_configured():
    """The file that gunicorn reads names our logger, and asks it for nothing that it does not give."""
    found = {}
    exec((ROOT / "gunicorn.conf.py").read_text(), found)  # as gunicorn itself reads it

    assert found["logger_class"] == "clip.access_logging.Logger"
    assert not {"%(r)s", "%(q)s", "%(f)s"} & set(found["access_log_format"].replace('"', " ").split())
    assert found["graceful_timeout"] < 40
