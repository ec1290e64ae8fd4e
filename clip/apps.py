"""The roof over the apps: its checks, and the table of the cache."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class ClipConfig(AppConfig):
    """The project package."""

    name = "clip"

    def ready(self) -> None:
        from clip import checks  # noqa: F401  # registered by being imported, once the apps are loaded

        post_migrate.connect(make_cache_table, sender=apps.get_app_config("inquiries"))


def make_cache_table(using: str, **kwargs: Any) -> None:
    """Limits on sign-in stand in the cache, which is a table: made with the others, and left alone if it is there."""
    call_command("createcachetable", database=using, verbosity=0)
