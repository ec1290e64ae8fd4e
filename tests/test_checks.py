import os
import subprocess
import sys

import pytest
from django.conf import settings as ours
from django.core.exceptions import ImproperlyConfigured
from django.urls import path

from clip import checks
from tests.builders import make_user

LONG = "not-a-secret-only-long-enough-for-a-test-0123456789-abcdef"


def ids(messages):
    return [message.id for message in messages]


def manage(*arguments, **environment):
    """Run a command as an operator would, in an environment that holds nothing else of Clip's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CLIP_STATE") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ours.BASE_DIR, env=kept | environment, capture_output=True, text=True, timeout=60
    )


def test_no_secret_key_is_refused_with_what_to_do(settings):
    settings.CLIP_SECRET_KEY = ""
    [error] = checks.secret_key(None)

    assert (error.id, error.msg) == ("clip.E001", "SECRET_KEY is not set.")
    assert "secrets.token_urlsafe(50)" in error.hint


def test_short_secret_key_is_refused(settings):
    settings.CLIP_SECRET_KEY = "x" * 49
    assert "shorter than 50" in checks.secret_key(None)[0].msg

    settings.CLIP_SECRET_KEY = "x" * 50
    assert checks.secret_key(None) == []


@pytest.mark.parametrize(
    ("url", "is_refused"),
    [
        ("http://localhost:8000", False),
        ("http://127.0.0.1:8000", False),
        ("http://clip.localhost", False),
        ("https://clip.example.scot", True),
        ("http://10.0.0.7", True),
        ("https://localhost.example.scot", True),
    ],
)
def test_demo_sign_in_is_refused_where_others_reach_it(settings, url, is_refused):
    settings.CLIP_DEMO, settings.SITE_URL = True, url

    assert ids(checks.demo_is_local(None)) == ["clip.E002"] * is_refused


def test_public_demo_needs_an_explicit_yes(settings):
    settings.CLIP_DEMO, settings.SITE_URL, settings.CLIP_DEMO_IS_PUBLIC = (
        True,
        "https://demo.example.scot",
        True,
    )

    assert checks.demo_is_local(None) == []


@pytest.mark.django_db
def test_demo_data_outside_the_demo_is_refused(settings):
    make_user(email=f"jo.lennox@{settings.DEMO_DOMAIN}")

    assert ids(checks.no_demo_data(None, databases=["default"])) == ["clip.E003"]
    settings.CLIP_DEMO = True
    assert checks.no_demo_data(None, databases=["default"]) == []


@pytest.mark.django_db
def test_real_people_are_no_demo_data():
    make_user(email="jo@nhs.example")

    assert checks.no_demo_data(None, databases=["default"]) == []


def test_demo_data_is_looked_for_only_where_a_database_is_asked():
    assert checks.no_demo_data(None) == []


def test_jobs_in_memory_with_several_web_processes_are_refused(settings):
    settings.REDIS_URL, settings.WEB_PROCESSES = "", 2
    [error] = checks.jobs_are_shared(None)

    assert error.id == "clip.E004"
    assert "REDIS_URL" in error.hint
    settings.REDIS_URL = "redis://127.0.0.1"
    assert checks.jobs_are_shared(None) == []


def test_no_mail_server_outside_the_demo_is_refused(settings):
    settings.TESTING, settings.EMAIL_URL, settings.CLIP_DEMO = False, "", False
    assert ids(checks.mail_goes_somewhere(None)) == ["clip.E005"]

    settings.CLIP_DEMO = True
    assert checks.mail_goes_somewhere(None) == []


def test_route_in_no_table_is_refused(settings):
    settings.ROOT_URLCONF = "tests.test_checks"

    assert "clip.E006" in ids(checks.every_route_is_guarded(None))


urlpatterns = [path("forgotten/", lambda request: None, name="forgotten")]


def test_our_routes_are_all_guarded():
    assert checks.every_route_is_guarded(None) == []


def test_web_process_that_no_command_started_refuses_too(settings):
    settings.CLIP_SECRET_KEY = ""

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        checks.refuse_if_unsafe()


def test_command_without_a_configuration_says_what_to_do_and_stops():
    done = manage("check")

    assert done.returncode == 1
    assert "SECRET_KEY is not set." in done.stderr
    assert "EMAIL_URL is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_configuration_for_real_work_passes_the_deploy_check():
    done = manage(
        "check", "--deploy", "--fail-level", "WARNING",
        SECRET_KEY=LONG, SITE_URL="https://clip.example.scot", EMAIL_URL="smtp://127.0.0.1:25",
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
