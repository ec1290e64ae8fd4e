"""Telling apps above that something of a group is read outside it no more: what they made of it goes, or is made anew.

settings.TAKEN_BACK names functions `(group, *, at)`.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


def taken_back(group: UUID, *, at: datetime) -> None:
    """Once the change stands, within its transaction. The second time changes nothing."""
    for path in settings.TAKEN_BACK:
        import_string(path)(group, at=at)
