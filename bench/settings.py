"""Production's settings, and beside them a bare view and a count of queries that production never has."""

import sys

from clip.settings import *  # noqa: F403
from clip.settings import ACCESS_TABLES as TABLES
from clip.settings import MIDDLEWARE as PRODUCTION

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.counting.QueryCount", *PRODUCTION]
ACCESS_TABLES = [*TABLES, "bench.access_table"]
NOTES_COMMAND = [sys.executable, "-m", "bench.clock", "manage.py", "send_notes"]  # on the bench's clock
DEMO_DOMAIN = "bench.invalid"  # so that the check lets invented people be served outside the demo
