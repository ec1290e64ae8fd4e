"""Every setting of Clip: from the environment, with defaults that are safe.

`clip/environment.py` names what is read from the environment; `docs/settings.md` is made from it. What has a subject of
its own stands in `clip/setting/`: who you are, mail, jobs, and what completes the lower apps.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.conf.locale.en_GB import formats as british
from django.utils.translation import gettext_lazy as _

from clip.environment import TESTING, read, state_folder
from clip.setting.hooks import *  # noqa: F403
from clip.setting.jobs import *  # noqa: F403
from clip.setting.mail import *  # noqa: F403
from clip.setting.who import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = state_folder()

DEBUG: bool = read("DEBUG")
CLIP_DEMO: bool = read("CLIP_DEMO")
CLIP_DEMO_IS_PUBLIC = read("CLIP_DEMO_IS_PUBLIC")
DEMO_DOMAIN = "example.scot"  # where the addresses of invented people end
WEB_PROCESSES = read("WEB_CONCURRENCY")

CLIP_SECRET_KEY = read("SECRET_KEY", otherwise="for-tests-only-" * 4 if TESTING else None)
SECRET_KEY = CLIP_SECRET_KEY or secrets.token_urlsafe(
    50
)  # so that the check can say what to do (clip/checks.py)
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS")
SITE_URL: str = read("SITE_URL").rstrip("/")
SITE_NAME = "Clip"
ALLOWED_HOSTS = [*read("ALLOWED_HOSTS"), urlsplit(SITE_URL).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- what Clip is made of -------------------------------------------------------------------------

INSTALLED_APPS = [
    "clip",
    "practices",
    "meetings",
    "inquiries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "simple_history",
    "template_partials",
    "inquiries.admin_site.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with a random length, so that sizes tell nothing of a token in the page
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inquiries.middleware.OurHeaders",
    "inquiries.middleware.SessionEnds",
    "inquiries.middleware.SignInRequired",
    "inquiries.middleware.SecondStepFirst",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "clip.urls"
WSGI_APPLICATION = "clip.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inquiries.context.site",
            ],
        },
    },
]
FORM_RENDERER = "inquiries.forms.rendering.Renderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "inquiries.views.errors.csrf_failure"

# --- where rows live ------------------------------------------------------------------------------

DATABASES = {
    "default": environ.Env.db_url_config(read("DATABASE_URL") or f"sqlite:///{STATE_DIR / 'clip.sqlite3'}")
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # Several processes share the test database in the browser tests and the worker tests.
    if TESTING:
        _database["TEST"] = {"NAME": str(STATE_DIR / "test.sqlite3")}
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),  # such as ?sslmode=verify-full
        # Then how the planner should see a small database that stands in memory: rows by index cost little more than
        # rows in order, and compiling a question takes longer than answering it.
        "options": "-c statement_timeout=15000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=30000"
        " -c random_page_cost=1.1 -c jit=off",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Throttles stand in the database: emptying Redis must not let anybody guess on (reliability 3.3).
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "clip_cache",
        "OPTIONS": {
            "MAX_ENTRIES": 100_000
        },  # with Django's 300, asking for many addresses would empty a throttle
    },
}
MEDIA_ROOT = STATE_DIR / "media"

# --- how pages travel -----------------------------------------------------------------------------

SECURE = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SECURE and read("SSL_REDIRECT")
SECURE_REDIRECT_EXEMPT = [
    "^healthz$",
    "^readyz$",
    "^readyz/jobs$",
]  # asked on this machine, by what watches over it
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-sid" if SECURE else "clip-sid"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "clip-csrf"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if read("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- words, time and static files -----------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("British English"))]
USE_I18N = (
    len(LANGUAGES) > 1
)  # nothing is looked up where the only language is the one that the code is written in
LOCALE_PATHS = [BASE_DIR / "locale"]
DATE_INPUT_FORMATS, TIME_FORMAT, DATE_FORMAT = (
    british.DATE_INPUT_FORMATS,
    british.TIME_FORMAT,
    british.DATE_FORMAT,
)
DATETIME_INPUT_FORMATS, DATETIME_FORMAT = british.DATETIME_INPUT_FORMATS, british.DATETIME_FORMAT
SHORT_DATE_FORMAT, FIRST_DAY_OF_WEEK = british.SHORT_DATE_FORMAT, british.FIRST_DAY_OF_WEEK
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
if DEBUG or TESTING:
    _static_files = "django.contrib.staticfiles.storage.StaticFilesStorage"
elif CLIP_DEMO:  # compressing takes ten seconds of the minute that ./run has to the first page
    _static_files = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
else:
    _static_files = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_files},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# --- logs: what happened, never what was said -----------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "clip.logs.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": read("LOG_LEVEL", otherwise="WARNING" if TESTING else None),
    },
    "loggers": {
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},  # tells of each request that waits for a moment
        "celery.worker.strategy": {"level": "WARNING"},  # and of each task that begins
        "celery.app.trace": {"level": "WARNING"},  # and ends well
        "fido2": {"level": "WARNING"},  # names the passkey of each sign-in
    },
}
