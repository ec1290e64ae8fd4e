"""What watches over Clip learns whether it is alive, ready, and at work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from inquiries.models import Heartbeat

pytestmark = pytest.mark.django_db


def answer(client, path):
    response = client.get(path)
    return response.status_code, response.content.decode()


def test_it_is_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert answer(client, "/healthz") == (200, "alive\n")


def test_it_is_ready_with_its_migrations(client):
    assert answer(client, "/readyz") == (200, "ready\n")


def test_it_is_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder(connection).migration_qs.filter(app="meetings").delete()

    assert answer(client, "/readyz") == (503, "migrations are missing\n")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, (200, "jobs run\n")),
        (170, (200, "jobs run\n")),
        (181, (503, "jobs do not run\n")),
        (None, (503, "jobs do not run\n")),
    ],
)
def test_jobs_run_when_the_last_tick_is_under_three_minutes_old(client, seconds, expected):
    Heartbeat.objects.create(name="round", beat_at=timezone.now())
    if seconds is not None:
        Heartbeat.objects.create(name="tick", beat_at=timezone.now() - timedelta(seconds=seconds))

    assert answer(client, "/readyz/jobs") == expected
