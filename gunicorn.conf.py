"""How gunicorn serves Clip: read by gunicorn itself, from the folder it is started in (docs/running.md)."""

import os
from pathlib import Path

wsgi_app = "clip.wsgi"
bind = f"0.0.0.0:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 1)
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS") or 8)
timeout = 60  # seconds; a page takes less than one
graceful_timeout = 30  # less than what a supervisor waits before it kills
keepalive = 15
max_requests = 5000  # a worker is made anew after so many: whatever a library leaks is given back
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # its heartbeat touches no disk
control_socket_disable = True
secure_scheme_headers: dict[
    str, str
] = {}  # whether a proxy is to be believed is Django's to say (BEHIND_PROXY)
logger_class = "clip.access_logging.Logger"
accesslog = "-"
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms "%(a)s"'
