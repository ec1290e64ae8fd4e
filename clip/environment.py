"""Every name that Clip reads from the environment: what it is, its default, in one place.

`manage.py settings_reference` makes docs/settings.md of this list, and the compose file may set no other name.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()
TESTING = "pytest" in sys.modules
YES, NO = {"1", "yes", "y", "true", "on", "ok"}, {"0", "no", "n", "false", "off"}
KINDS = {bool: "yes (1) or no (0)", int: "a whole number", float: "a number", list: "names between commas"}


@dataclass(frozen=True)
class Variable:
    """One name: its kind is that of its default; `otherwise` says the default where it is worked out."""

    name: str
    default: str | bool | int | float | list[str]
    says: str
    otherwise: str = ""
    is_secret: bool = False


TOPICS: dict[str, list[Variable]] = {
    "What every site needs": [
        Variable(
            "SECRET_KEY",
            "",
            "Signs sessions and the links in mails: at least 50 characters, kept for good. Whoever has it can forge both.",
            otherwise="none, needed",
            is_secret=True,
        ),
        Variable(
            "SECRET_KEY_FALLBACKS",
            [],
            "Keys of before, between commas: what they signed or sealed still opens.",
            otherwise="none",
            is_secret=True,
        ),
        Variable(
            "SITE_URL",
            "http://localhost:8000",
            "Where people reach Clip. Every link in a mail begins so; `https` switches secure cookies and HSTS on.",
        ),
        Variable(
            "EMAIL_URL",
            "",
            "The mail server, such as `smtp+tls://user:password@host:587`.",
            otherwise="none, needed outside the demo",
            is_secret=True,
        ),
        Variable("FROM_EMAIL", "clip@localhost.localdomain", "The address that all mails come from."),
    ],
    "Where things stand": [
        Variable(
            "CLIP_STATE",
            "",
            "The folder of SQLite, files made by Clip, gathered static files and the list of erasures.",
            otherwise="`var` beside the code",
        ),
        Variable(
            "DATABASE_URL",
            "",
            "`postgres://user:password@host/name` for PostgreSQL.",
            otherwise="SQLite in `CLIP_STATE`",
            is_secret=True,
        ),
        Variable(
            "REDIS_URL",
            "",
            "The broker between web processes and workers. It carries keys of rows and no content.",
            otherwise="none: jobs run in the one process of `manage.py serve`",
            is_secret=True,
        ),
        Variable(
            "REDIS_PREFIX", "clip:", "What the names of all queues begin with, where others share Redis."
        ),
    ],
    "How it is served": [
        Variable(
            "ALLOWED_HOSTS",
            [],
            "Further host names that are answered, between commas.",
            otherwise="the host of `SITE_URL`, and this machine’s own",
        ),
        Variable(
            "BEHIND_PROXY",
            False,
            "Trust `X-Forwarded-Proto` and `X-Forwarded-For`: only behind a proxy that sets both itself.",
        ),
        Variable("SSL_REDIRECT", True, "Send `http` on to `https`, where `SITE_URL` is `https`."),
        Variable("WEB_CONCURRENCY", 1, "How many web processes there are; more than one needs `REDIS_URL`."),
        Variable("WEB_THREADS", 8, "How many requests each web process of gunicorn answers at once."),
        Variable("PORT", 8000, "The port that the web process listens at."),
    ],
    "Mails and jobs": [
        Variable(
            "MAILS_A_SECOND",
            25.0,
            "How many mails leave a second, over all workers; 0: as fast as the mail server takes them.",
        ),
        Variable(
            "MESSAGE_LEASE_SECONDS",
            120,
            "After so long a mail that a lost worker held is looked at again.",
        ),
        Variable(
            "DOCUMENT_LEASE_SECONDS",
            120,
            "After so long a PDF that a lost worker held is drawn again.",
        ),
        Variable(
            "LOG_LEVEL",
            "INFO",
            "How much the logs tell: what happened, never what was said (`DEBUG`, `INFO`, `WARNING`, `ERROR`).",
        ),
    ],
    "The demo and development": [
        Variable(
            "CLIP_DEMO",
            False,
            "Invented people, sign-in as anybody, mails kept in the outbox page. Never beside real people.",
        ),
        Variable("CLIP_DEMO_IS_PUBLIC", False, "An explicit yes to a demo that others than you can reach."),
        Variable(
            "SECOND_FACTOR_REQUIRED",
            True,
            "Roles above “member” sign in with a second step. Off only to measure and to test.",
            otherwise="1, and 0 in the demo",
        ),
        Variable(
            "DEBUG",
            False,
            "Errors as pages that show the code, for who works on Clip. Never where others reach it.",
        ),
    ],
}
VARIABLES = {variable.name: variable for topic in TOPICS.values() for variable in topic}


def read(name: str, otherwise: Any = None) -> Any:
    """The value in the environment, in the kind of its default; else `otherwise`, or else the default."""
    variable = VARIABLES[name]
    default = variable.default if otherwise is None else otherwise
    kind = type(variable.default)
    try:
        if kind is bool:
            return _bool(name, default=bool(default))
        return getattr(_env, kind.__name__)(name, default=default)
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} must be {KINDS[kind]}.") from problem


def _bool(name: str, *, default: bool) -> bool:
    """A yes or a no; with nothing behind the name, the default. Any other word is refused: it may have meant either."""
    said = _env.str(name, default="").strip().casefold()
    if said and said not in YES | NO:
        raise ValueError(said)
    return said in YES if said else default


def state_folder() -> Path:
    """Where the database of one machine, files and lists of Clip's own stand."""
    return Path(read("CLIP_STATE", otherwise=str(Path(__file__).resolve().parent.parent / "var")))
