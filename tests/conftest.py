"""What holds in every test: no network but loopback, no undefined template variable, queues of one's own."""

import gc
import os
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Node, engines
from django.template.base import FilterExpression

from tests.jobs import jobs  # noqa: F401  (a fixture for every test)
from tests.schema import django_db_modify_db_settings, django_db_setup  # noqa: F401

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
OWN_TEMPLATES = str(ROOT / "templates")
LOOPBACK = ("127.", "::1", "localhost")
attempts: list[str] = []  # to reach another machine


def pytest_configure() -> None:
    sys.addaudithook(loopback_only)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items) -> None:
    """Begin with the sweeps, which lie beside this file: at the end, one worker would wait for the other's."""
    items.sort(key=lambda item: item.path.parent != TESTS)


def pytest_collection_finish() -> None:
    """What was imported stays: the collector of garbage need not look it through again and again."""
    gc.collect()
    gc.freeze()


def loopback_only(event: str, arguments: tuple) -> None:
    """Refuse to connect, send or look up a name anywhere but on this machine."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a socket on this machine
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host and host not in ("0.0.0.0", "::") and not host.startswith(LOOPBACK):
        attempts.append(f"{event} {host}")
        raise ConnectionRefusedError(f"Tests talk to this machine only, not to {host}.")


@pytest.fixture(autouse=True)
def no_other_machine():
    """Fail the test that tried to reach another machine, even when the code made nothing of the refusal."""
    attempts.clear()
    yield
    assert not attempts, f"The test tried to reach another machine: {attempts}"


class UndefinedVariable(AssertionError):
    """A template of ours used a variable that its view does not give."""


class Undefined(str):
    """What Django puts for a missing variable: an error in our templates, nothing at all in other people's.

    `{% if missing %}` and `{{ missing|default:"" }}` stay allowed: they say what is to be without it.
    """

    __slots__ = ()

    def __new__(cls):
        return super().__new__(cls, "")

    def __contains__(self, item) -> bool:
        return item == "%s"

    def __bool__(self) -> bool:
        expression = sys._getframe(1).f_locals.get("self")
        return isinstance(expression, FilterExpression) and not has_default(expression) and rendering_ours()

    def __mod__(self, variable) -> str:
        if rendering_ours():
            raise UndefinedVariable(f"undefined template variable: {variable}")
        return ""


def has_default(expression: FilterExpression) -> bool:
    return bool(expression.filters) and expression.filters[0][0].__name__ == "default"


def rendering_ours() -> bool:
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name).startswith(OWN_TEMPLATES)
        frame = frame.f_back
    return False


@pytest.fixture(autouse=True, scope="session")
def strict_templates():
    # In the settings, because a test that overrides some setting makes the engine anew.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(autouse=True, scope="session")
def static_root():
    """WhiteNoise warns of a folder that is not there yet; in tests it finds the files where they are written."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True, scope="session")
def own_queues():
    """With Redis, keep the queues of this process of tests apart from those of any other."""
    if settings.REDIS_URL:
        settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = queue_prefix()


def queue_prefix() -> str:
    return f"{os.environ.get('REDIS_PREFIX', 'clip-test:')}{os.environ.get('PYTEST_XDIST_WORKER', 'main')}:"


def pytest_terminal_summary(terminalreporter, config) -> None:
    """Add this run to the tally that ./test and .ci/run end with."""
    tally = os.environ.get("CLIP_TALLY")
    if tally and not hasattr(config, "workerinput"):  # xdist's workers hand theirs to the one that asked
        stats = terminalreporter.stats
        passed = len(stats.get("passed", []))
        failed = len(stats.get("failed", [])) + len(stats.get("error", []))
        with Path(tally).open("a") as file:
            file.write(f"{passed} {failed}\n")
