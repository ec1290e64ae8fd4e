"""The WSGI application that gunicorn and the embedded server serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clip.settings")
application = get_wsgi_application()

from clip.checks import refuse_if_unsafe  # noqa: E402  # needs the apps that the line above loads

refuse_if_unsafe()
