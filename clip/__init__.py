"""The project package: settings, addresses, jobs and the demo. It owns no table."""

from clip.celery import app as celery_app

__all__ = ["celery_app"]
