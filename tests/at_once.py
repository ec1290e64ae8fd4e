"""Several calls at the same moment, for what two may do at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(*jobs):
    """Run these at the same moment, each with a connection of its own, and give what they said."""
    together = Barrier(len(jobs))

    def one(job):
        connection.ensure_connection()
        together.wait()
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(one, jobs))
