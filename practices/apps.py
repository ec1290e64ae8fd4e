"""The app of what groups try and learn; its tables come with small tests and stories."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Small tests, stories and the six practices, which read everything below."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        post_migrate.connect(set_up_index, sender=self)


def set_up_index(using: str, **kwargs: Any) -> None:
    """The search index of the library lies in the database beside the table that it follows: made once that is there."""
    from practices import indexing  # apps are loaded by now

    if indexing.TABLE in connections[using].introspection.table_names():
        indexing.set_up(connections[using])
