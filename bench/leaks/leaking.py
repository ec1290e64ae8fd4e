"""Leaks made on purpose, to see that they are found: `bench/canaries --plant-leak`, and the test of the bench."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from practices.models import Story


@contextmanager
def open_gate() -> Iterator[None]:
    """Stories are read by whoever may read one that went out, whether this one did or not."""

    def all_kept(rows, _user):
        return rows.kept()

    with mock.patch.object(type(Story.objects.all()), "visible_to", all_kept):
        yield
