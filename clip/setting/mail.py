"""Mail: the server that takes it, how fast, and how often it is tried again."""

import environ

from clip.environment import read

# The demo keeps its mails in the outbox page; elsewhere EMAIL_URL is needed (clip/checks.py).
EMAIL_URL: str = read("EMAIL_URL")
_mail = environ.Env.email_url_config(EMAIL_URL) if EMAIL_URL else {}
vars().update(_mail)
if _mail:
    _smtp = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_BACKEND = (
        "inquiries.smtp.SteppedBackend" if _mail["EMAIL_BACKEND"] == _smtp else _mail["EMAIL_BACKEND"]
    )
else:
    EMAIL_BACKEND = (
        "inquiries.smtp.KeepInOutbox" if read("CLIP_DEMO") else "django.core.mail.backends.dummy.EmailBackend"
    )
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = read("FROM_EMAIL")
MAILS_A_SECOND = read("MAILS_A_SECOND")
MESSAGE_LEASE_SECONDS = read("MESSAGE_LEASE_SECONDS")
MESSAGE_RETRY_SECONDS = [10, 30, 60, 300, 900]
MESSAGE_RETRY_SLOW_SECONDS = [60, 300, 600, 1200, 1800]  # a full mailbox
MESSAGE_RETRY_UNREACHABLE_SECONDS = [*MESSAGE_RETRY_SECONDS, *[1800] * 23]  # half a day without a mail server
DOCUMENT_LEASE_SECONDS = read("DOCUMENT_LEASE_SECONDS")
