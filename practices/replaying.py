"""What comes twice is kept once: the row that is there is the answer, to whoever sent it."""

from typing import TypeVar
from uuid import UUID, uuid5

from django.core.exceptions import SuspiciousOperation
from django.db import models

M = TypeVar("M", bound=models.Model)


class TakenKeyError(SuspiciousOperation):
    """A form came with the key of a row that is somebody else's, or of another group. Nobody's browser does that: a 400."""


def mine(row: M, **whose: object) -> M:
    """This row, which was there under the key that came, where these columns of it are as they would be; else TakenKeyError."""
    if any(getattr(row, column) != value for column, value in whose.items()):
        raise TakenKeyError("The key of this form is taken.")
    return row


def key_of_the_next(row: models.Model) -> UUID:
    """The key of the draft in the place of a row that was taken back to be put right: one, however often that is pressed."""
    return uuid5(row.pk, "corrected")
