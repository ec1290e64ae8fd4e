"""Jobs: the broker, and how workers treat what they are given (reliability 3.1)."""

from kombu import Queue

from clip.environment import read, state_folder

REDIS_URL: str = read("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
        "socket_keepalive": True,
        "health_check_interval": 25,
        "global_keyprefix": read("REDIS_PREFIX"),
    }
    if REDIS_URL
    else {"polling_interval": 0.2}
)
CELERY_VISIBILITY_TIMEOUT = 600
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 75
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.5,
}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES = [Queue("default"), Queue("mail"), Queue("notes"), Queue("pdf")]
CELERY_TASK_ROUTES = {
    "inquiries.tasks.deliver": {"queue": "mail"},
    "inquiries.tasks.deliver_some": {"queue": "notes"},  # beside mail: nobody waits behind 20,000 notes
    "inquiries.tasks.render": {"queue": "pdf"},
}
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300000  # kilobytes
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {"tick": {"task": "clip.tasks.tick", "schedule": 60.0, "options": {"expires": 50}}}
CELERY_BEAT_SCHEDULE_FILENAME = str(state_folder() / "celerybeat-schedule")
