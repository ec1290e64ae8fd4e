"""The job that the clock sets going each minute."""

from celery import shared_task
from django.utils import timezone

from clip import ticking
from inquiries.tasks import dispatch


@shared_task(ignore_result=True, acks_late=True)
def tick() -> None:
    """One round of the jobs, and a task for each message that is due, also where a job failed."""
    with ticking.turn() as is_mine:
        if not is_mine:
            return
        try:
            ticking.run(timezone.now())
        finally:
            dispatch(is_round=True)
