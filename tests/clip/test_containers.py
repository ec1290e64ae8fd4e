"""The Dockerfile and the compose file, read: containers can't run where this is developed."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as ours

from clip.environment import VARIABLES
from tests.compose import CLIPS, OTHERS, ROOT, compose, environment, example, filled_in, seconds, service

OF_CELERY = {"REMAP_SIGTERM"}
OF_POSTGRES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
EVERY = (*CLIPS, *OTHERS)


def dockerfile():
    """Instructions of the Dockerfile, lines that go on joined, one list a stage."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    starts = [number for number, line in enumerate(lines) if line.startswith("FROM ")]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def instruction(stage, word):
    return [line.removeprefix(f"{word} ") for line in stage if line.startswith(f"{word} ")]


# --- the image ------------------------------------------------------------------------------------


def test_image_is_built_from_the_hashed_requirements_alone():
    build, _run = dockerfile()
    [install] = [line for line in instruction(build, "RUN") if "pip install" in line]
    for wanted in ("--require-hashes", "--no-deps", "-r requirements.txt"):
        assert wanted in install
    for option in (
        line for line in (ROOT / "requirements.txt").read_text().splitlines() if re.match(r"[a-z]", line)
    ):
        assert "==" in option


def test_image_that_runs_holds_nothing_to_build_with():
    build, run = dockerfile()
    assert instruction(build, "FROM") == ["python:3.12-slim-bookworm AS build"]
    assert instruction(run, "FROM") == ["python:3.12-slim-bookworm"]
    installed = " ".join(instruction(run, "RUN"))
    assert not re.search(r"\b(gcc|build-essential|python3?-dev|-dev\b|pip install|git|curl)\b", installed)
    assert "pip uninstall" in installed
    assert "rm -rf /var/lib/apt/lists/*" in installed


def test_image_has_the_libraries_that_setup_installs_for_pdfs():
    _build, run = dockerfile()
    setup = (ROOT / "scripts" / "setup").read_text()
    wanted = set(re.findall(r"needs (lib(?:pango|pangoft2|harfbuzz)\S+)", setup))
    assert len(wanted) == 3
    assert wanted <= set(re.search(r"apt-get install .*?&&", " ".join(instruction(run, "RUN")))[0].split())


def test_image_runs_as_nobody_in_particular():
    _build, run = dockerfile()
    assert instruction(run, "USER") == ["10001:10001"]
    assert {service(name)["user"] for name in CLIPS} == {"10001:10001"}


def test_image_holds_every_package_and_no_tests():
    _build, run = dockerfile()
    copied = {word for line in instruction(run, "COPY") for word in line.split()[:-1]}
    assert {"clip", "practices", "meetings", "inquiries", "templates", "static", "locale"} <= copied
    assert {"manage.py", "gunicorn.conf.py", "LICENSE", "NOTICE"} <= copied
    assert not copied & {".", "tests", "bench", "scripts"}
    assert all((ROOT / name).exists() for name in copied if not name.startswith(("/", "--")))


def test_image_says_whether_it_is_well():
    _build, run = dockerfile()
    [check] = instruction(run, "HEALTHCHECK")
    assert check.endswith('CMD ["python", "clip/probing.py"]')
    assert (ROOT / "clip" / "probing.py").exists()


# --- the services ---------------------------------------------------------------------------------


def test_services_are_those_that_clip_needs():
    assert set(compose()["services"]) == set(EVERY)


@pytest.mark.parametrize("name", CLIPS)
def test_every_key_of_the_environment_is_a_setting(name):
    keys = set(environment(name)) - set(filled_in()) | set(service(name)["environment"])
    assert keys <= set(VARIABLES) | OF_CELERY
    assert keys >= {"DATABASE_URL", "REDIS_URL", "CLIP_STATE"}


def test_example_names_settings_and_holds_no_secret():
    assert set(example()) <= set(VARIABLES) | OF_POSTGRES
    secret = {name for name, variable in VARIABLES.items() if variable.is_secret} | OF_POSTGRES
    assert {name: value for name, value in example().items() if name in secret and value} == {}
    assert ".env" in (ROOT / ".gitignore").read_text().split()


def test_each_of_our_services_runs_its_own_part():
    assert service("prepare")["command"] == ["python", "manage.py", "prepare"]
    assert service("web")["command"] == ["gunicorn"]
    assert service("beat")["command"][3:] == ["beat"]
    queues = [service(name)["command"][5].split(",") for name in ("worker", "drawer")]
    assert sorted(queue for both in queues for queue in both) == sorted(
        q.name for q in ours.CELERY_TASK_QUEUES
    )


@pytest.mark.parametrize("name", EVERY)
def test_no_service_is_root_or_may_become_it(name):
    one = service(name)
    assert one["user"] not in ("root", "0", "0:0")
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["read_only"] is True
    assert not one.get("privileged")


@pytest.mark.parametrize("name", [name for name in EVERY if name != "prepare"])
def test_every_service_that_stays_is_watched_started_again_and_ended_gently(name):
    one = service(name)
    assert one["restart"] == "unless-stopped"
    assert seconds(one["stop_grace_period"]) >= 40
    check = one["healthcheck"]
    assert check["test"][0] == "CMD"
    assert seconds(check["timeout"]) < seconds(check["interval"])


def test_what_must_not_be_lost_stands_in_volumes():
    assert set(compose()["volumes"]) == {"database", "queue", "state"}
    assert service("db")["volumes"] == ["database:/var/lib/postgresql/data"]
    assert service("redis")["volumes"] == ["queue:/data"]
    for name in CLIPS:
        assert service(name)["volumes"] == [f"state:{environment(name)['CLIP_STATE']}"]


def test_redis_forgets_nothing():
    command = service("redis")["command"]
    said = dict(zip(command[1::2], command[2::2], strict=True))
    assert said["--appendonly"] == "yes"
    assert said["--maxmemory-policy"] == "noeviction"


def test_everything_waits_for_what_it_needs():
    for name in ("web", "worker", "drawer", "beat"):
        waits = {other: how["condition"] for other, how in service(name)["depends_on"].items()}
        assert waits == {
            "db": "service_healthy",
            "redis": "service_healthy",
            "prepare": "service_completed_successfully",
        }
    assert set(service("prepare")["depends_on"]) == {"db", "redis"}


def test_only_the_web_is_reached_from_outside_and_only_from_this_machine():
    assert {name for name in EVERY if service(name).get("ports")} == {"web"}
    assert service("web")["ports"] == ["127.0.0.1:8000:8000"]
    assert compose()["networks"]["inside"]["internal"] is True
    assert {name for name in EVERY if service(name)["networks"] == ["inside"]} == set(OTHERS)


def test_a_worker_is_given_longer_than_it_asks_for():
    for name in ("worker", "drawer", "beat"):
        assert environment(name)["REMAP_SIGTERM"] == "SIGQUIT"
        assert seconds(service(name)["stop_grace_period"]) > ours.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT + 5


def test_no_image_of_others_is_left_to_chance():
    images = {service(name)["image"] for name in EVERY}
    assert all(re.fullmatch(r"[a-z]+:[\w.-]+", image) and not image.endswith(":latest") for image in images)
    assert f"clip:{version()}" in images


def version():
    return re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]


@pytest.mark.long
def test_configuration_of_the_compose_file_passes_the_deploy_check():
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | environment("web") | {"CLIP_STATE": str(ours.STATE_DIR)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
