"""The heartbeat: when the jobs last ran."""

from django.db import models


class Heartbeat(models.Model):
    """One row a job, with the real time of its last round; `/readyz/jobs` reads it."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
