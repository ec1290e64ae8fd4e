"""The Celery application: in memory on one machine, on Redis where REDIS_URL is set."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clip.settings")
app = Celery("clip")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["inquiries", "meetings", "clip"])
