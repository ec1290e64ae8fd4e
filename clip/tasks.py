"""The job that the clock sets going each minute."""

from celery import shared_task
from django.utils import timezone

from clip import ticking
from inquiries.tasks import dispatch


@shared_task(ignore_result=True, acks_late=True)
def tick() -> None:
    ticking.run(timezone.now())
    dispatch()
