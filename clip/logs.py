"""What the logs may say: what happened, never what was said, by whom, or how somebody else could get in.

Every line goes through here, whoever writes it: addresses of mail and the tokens of signed links are taken out, and an
exception is told by its kind and where it happened. Its own words may hold what somebody typed, so only kinds that
speak of machines keep theirs.
"""

import logging
import re
import traceback
from functools import cache
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

SPEAK_OF_MACHINES = (OSError, OperationalError, ImproperlyConfigured, ImportError, NameError, AttributeError)
TOKEN = re.compile(r"\b[0-9a-f]{32}(:|%3[Aa])[\w-]{20,}")  # a key and its signature
ADDRESS = re.compile(r"[\w.+'’%-]+@(?=[\w-]+\.)[\w.-]+")
IN_A_PATH = r"[^/\s?#\"'<>)\]]+"
CONVERTER = re.compile(r"<[^>]+>")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def scrubbed(text: str) -> str:
    """The text without tokens of signed links, addresses of mail and paths of what is its owner's alone."""
    for start in link_paths():
        text = start.sub(r"\1…", text)
    for path in own_paths():
        text = path.sub("/…", text)
    return without_tokens(text)


def without_tokens(text: str) -> str:
    return ADDRESS.sub("…@…", TOKEN.sub("…", text))


@cache
def link_paths() -> list[re.Pattern[str]]:
    """How the addresses begin that a token opens, from the access tables: `/answer/` and what comes after it."""
    from clip.checks import routes  # needs the apps, and logging begins before they are loaded
    from inquiries.policy import Without
    from inquiries.policy import routes as guards

    rules = guards()
    found = set()
    for name, pattern in routes():
        rule, words = rules.get(name), str(pattern.pattern)
        if isinstance(rule, Without) and rule.who == "link" and "<" in words:
            found.add(CONVERTER.split(words)[0])
    # After a host, or where no path goes on: /answer/… and not /groups/a/answer/.
    return [
        re.compile(rf"((?:^|[^\w/%-]|//[\w.:-]+)/{re.escape(start)}){IN_A_PATH}") for start in sorted(found)
    ]


@cache
def own_paths() -> list[re.Pattern[str]]:
    """Addresses of things that nobody but their owner knows of: that one was opened, and from where, is theirs too."""
    from clip.checks import routes
    from inquiries.policy import Rule, is_own_alone
    from inquiries.policy import routes as guards

    rules = guards()
    own = [
        str(pattern.pattern)
        for name, pattern in routes()
        if isinstance(rule := rules.get(name), Rule) and is_own_alone(rule.thing)
    ]
    return [
        re.compile("/" + IN_A_PATH.join(map(re.escape, CONVERTER.split(words))))
        for words in sorted(own, key=len, reverse=True)
    ]


def told(problem: BaseException) -> str:
    """One line on an exception."""
    kind = type(problem).__name__
    says = isinstance(problem, SPEAK_OF_MACHINES) or settings.DEBUG
    return f"{kind}: {problem}" if says else kind


class Line(logging.Formatter):
    """A line of the log."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have written its own
        return _safely_scrubbed(super().format(quiet(record)))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """Where it happened, innermost last, and what kind it was."""
        _kind, problem, _where = ei
        return "\n".join(_frames(problem)) if problem else ""


def _frames(problem: BaseException) -> list[str]:
    earlier = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    lines = [*_frames(earlier), "and then"] if earlier else []
    frames = traceback.extract_tb(problem.__traceback__)
    lines += [*(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames), told(problem)]
    if isinstance(problem, BaseExceptionGroup):
        for one in problem.exceptions:
            lines += _frames(one)
    return lines


def quiet(record: logging.LogRecord) -> logging.LogRecord:
    """The record with the exceptions among its arguments told by their kind, as Celery hands them over."""
    if isinstance(record.args, dict) and "exc" in record.args:
        kind = record.exc_info[1] if record.exc_info else None
        hushed = {"exc": told(kind) if kind else "an exception", "traceback": "", "args": "…", "kwargs": "…"}
        record.args = {**record.args, **{key: hushed[key] for key in hushed if key in record.args}}
    elif isinstance(record.args, tuple):
        record.args = tuple(told(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    return record


def _safely_scrubbed(text: str) -> str:
    """Before the apps are loaded, or where an app can’t be, no link was followed yet, and the paths are not known."""
    from django.apps import apps

    try:
        return scrubbed(text) if apps.ready else without_tokens(text)
    except Exception:  # noqa: BLE001 - a log must be written, above all of what is wrong with the apps
        return without_tokens(text)
