"""Whether Clip is alive, whether it can serve, and whether its jobs run: for what watches over it."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from inquiries.models import Heartbeat

LATE = timedelta(minutes=3)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    return _say("alive")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and holds every migration, else 503."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _say("the database does not answer", 503)
    return _say("migrations are missing", 503) if missing else _say("ready")


@login_not_required
def readyz_jobs(request: HttpRequest) -> HttpResponse:
    """200 where the last tick is under three minutes old, else 503."""
    try:
        beating = Heartbeat.objects.filter(name="tick", beat_at__gt=timezone.now() - LATE).exists()
    except DatabaseError:
        return _say("the database does not answer", 503)
    return _say("jobs run") if beating else _say("jobs do not run", 503)


def _say(what: str, status: int = 200) -> HttpResponse:
    return HttpResponse(what + "\n", content_type="text/plain; charset=utf-8", status=status)
