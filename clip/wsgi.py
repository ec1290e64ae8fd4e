"""The WSGI application that gunicorn and the embedded server serve."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

# Objects that come before the collector looks through the newest: more than a page makes, so seldom in the midst of one.
YOUNG_OBJECTS = 25_000


def settle_memory() -> None:
    """Take what every request uses out of the collector's sight, which would look through all of it again and again.

    See docs/decisions/0035.
    """
    _ = get_resolver().url_patterns  # imports the views
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clip.settings")
application = get_wsgi_application()

from clip.checks import refuse_if_unsafe  # noqa: E402  # needs the apps that a line above loads

refuse_if_unsafe()
settle_memory()
