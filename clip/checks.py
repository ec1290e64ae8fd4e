"""Refuses a configuration that is not safe, each time with a sentence that says what to do."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.checks import Warning as Advice
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.urls import URLPattern, URLResolver, get_resolver

from inquiries import passkeys, policy

Apps = Sequence[AppConfig] | None
LEAST_SECRET = 50  # characters
# Routes of others, which no row of ours guards: why each is safe.
ROUTES_OF_OTHERS = {"admin": "Django's admin asks for a member of staff itself"}


@register(Tags.security)
def secret_key(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    key = settings.CLIP_SECRET_KEY
    if len(key) >= LEAST_SECRET:
        return []
    what = "SECRET_KEY is not set." if not key else f"SECRET_KEY is shorter than {LEAST_SECRET} characters."
    return [
        Error(
            what,
            hint="Put a random one into the environment and keep it: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="clip.E001",
        )
    ]


@register(Tags.security)
def demo_is_local(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """In the demo anybody is let in as anybody: it belongs on one's own machine, or behind an explicit yes."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    is_local = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
    if not settings.CLIP_DEMO or is_local or settings.CLIP_DEMO_IS_PUBLIC:
        return []
    return [
        Error(
            f"CLIP_DEMO is on, and SITE_URL says that this is {host}: whoever finds it may sign in as anybody.",
            hint="Take CLIP_DEMO out of the environment. If this site shows the demo alone, and holds nobody's real words, "
            "set CLIP_DEMO_IS_PUBLIC=1.",
            id="clip.E002",
        )
    ]


@register(Tags.security, deploy=True)
def second_step_is_asked_for(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECOND_FACTOR_REQUIRED or settings.CLIP_DEMO:
        return []
    return [
        Advice(
            "SECOND_FACTOR_REQUIRED is off: a code sent by email is all that keeps others out of what was said in confidence.",
            hint="Take SECOND_FACTOR_REQUIRED out of the environment. It is for measuring and testing alone.",
            id="clip.W008",
        )
    ]


@register(Tags.security, deploy=True)
def passkeys_can_be_made(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if passkeys.work_here():
        return []
    return [
        Advice(
            f"SITE_URL is {settings.SITE_URL}: browsers make no passkeys for an address made of numbers, nor without https.",
            hint="Give this site a name and a certificate, and set SITE_URL to https://that.name. Until then people use an authenticator app.",
            id="clip.W009",
        )
    ]


@register(Tags.database)
def no_demo_data(
    app_configs: Apps, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Runs with `migrate`, `check --database default`, and before `serve`."""
    if settings.CLIP_DEMO or not databases:
        return []
    from inquiries.models import User  # models are not loaded yet when checks are registered

    for alias in databases:
        if User._meta.db_table not in connections[alias].introspection.table_names():
            continue
        if User.objects.using(alias).filter(email__endswith=f"@{settings.DEMO_DOMAIN}").exists():
            return [
                Error(
                    "The database holds people of the demo, and CLIP_DEMO is off.",
                    hint="Point DATABASE_URL at a database of its own for real work, or set CLIP_DEMO=1 to go on with the demo.",
                    id="clip.E003",
                )
            ]
    return []


@register()
def jobs_are_shared(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.REDIS_URL or settings.WEB_PROCESSES <= 1:
        return []
    return [
        Error(
            f"There are {settings.WEB_PROCESSES} web processes, and no REDIS_URL: jobs kept in memory are lost between them.",
            hint="Set REDIS_URL and start a worker and a beat (docs/running.md), or set WEB_CONCURRENCY=1.",
            id="clip.E004",
        )
    ]


@register()
def mail_goes_somewhere(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.EMAIL_URL or settings.CLIP_DEMO or settings.TESTING:
        return []
    return [
        Error(
            "EMAIL_URL is not set: nobody would get a code to sign in with, nor any message.",
            hint="Set EMAIL_URL, like smtp+tls://name:password@mail.example.scot:587. To look round without mail, set CLIP_DEMO=1.",
            id="clip.E005",
        )
    ]


@register(Tags.urls)
def every_route_is_guarded(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    found, listed = set(route_names()), set(policy.routes())
    return [
        *(
            Error(
                f"The route {name} stands in no access table.",
                hint="Add its line to ROUTES in the access_table.py of its app.",
                id="clip.E006",
            )
            for name in sorted(found - listed)
        ),
        *(
            Advice(
                f"The access table names a route that is not there: {name}.",
                hint="Take its line out of ROUTES, or bring the route into urls.py.",
                id="clip.W007",
            )
            for name in sorted(listed - found)
        ),
    ]


def route_names() -> list[str]:
    """The names of all our routes, with their namespaces."""
    return [name for name, _pattern in routes()]


def routes() -> list[tuple[str, URLPattern]]:
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append((f"{prefix}{entry.name}", entry))
        elif entry.namespace not in ROUTES_OF_OTHERS:
            found.extend(_walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix))
    return found


def refuse_if_unsafe() -> None:
    """Stop a web process that no command started, as a command would have: with what to do."""
    errors = [message for message in run_checks() if message.is_serious()]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint or ''}".strip() for error in errors))
