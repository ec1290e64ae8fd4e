"""The worker that tests are given does what is queued, on the test's own database."""

import os
import time

import pytest
from django.conf import settings


def test_every_job_is_heard_of_by_the_worker(jobs):
    from clip.celery import app

    answered = None
    end = time.monotonic() + 20
    while not answered and time.monotonic() < end:
        answered = app.control.ping(timeout=0.5)
    assert [next(iter(answer.values())) for answer in answered] == [{"ok": "pong"}]


@pytest.mark.skipif("CLIP_CI" not in os.environ, reason="only .ci/run promises PostgreSQL and Redis")
def test_ci_runs_on_postgresql_and_redis():
    assert settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert settings.CELERY_BROKER_URL.startswith("redis://")
