"""Production's settings, with static files from where they are written: a bench that reads pages needs none gathered."""

from bench.settings import *  # noqa: F403
from bench.settings import STORAGES as GATHERED

STORAGES = GATHERED | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SECOND_FACTOR_REQUIRED = False  # who looks is signed in by the bench
SIGN_IN_SECONDS = 0.0
