"""The Celery application: in memory on one machine, on Redis where REDIS_URL is set."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clip.settings")
app = Celery("clip")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["inquiries", "meetings", "clip"])
logger = logging.getLogger(__name__)


@setup_logging.connect
def log_as_everywhere(**kwargs: Any) -> None:
    """Workers and beat write their lines as web processes do: Celery would set up formatters of its own."""
    from django.conf import settings  # read from the environment once this is asked for, not on import

    logging.config.dictConfig(settings.LOGGING)


@beat_init.connect
def tick_now(**kwargs: Any) -> None:
    """What fell due while no clock ran is found at once, and not a minute later. Without a broker, a minute later."""
    try:
        app.send_task("clip.tasks.tick", ignore_result=True, retry=False, expires=50)
    except Exception:  # noqa: BLE001 - whatever the broker's trouble, the clock goes on
        logger.warning("The broker does not answer; the next tick will do.")
