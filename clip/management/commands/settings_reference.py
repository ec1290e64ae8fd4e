"""Writes docs/settings.md from the list of what Clip reads from the environment."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clip.environment import TOPICS, Variable

HEAD = """# Settings

All come from the environment: there is no file to edit. `manage.py check --deploy` says in sentences what is not safe yet.
This page is made from `clip/environment.py` by `manage.py settings_reference`; a test keeps it current. Those marked
**secret** belong in a file that only the operator reads (`.env.example` shows one).
"""


class Command(BaseCommand):
    """One place for what a setting is: the code that reads it."""

    help = "Writes docs/settings.md from clip/environment.py; --check only says whether it is current."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing, fail where it is not current"
        )

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "settings.md"
        text = reference()
        if check and (not path.exists() or path.read_text() != text):
            raise CommandError("docs/settings.md is not current: run manage.py settings_reference.")
        if not check:
            path.write_text(text)


def reference() -> str:
    """The page."""
    parts = [HEAD]
    for topic, variables in TOPICS.items():
        rows = [f"| `{one.name}` | {_default(one)} | {_says(one)} |" for one in variables]
        parts.append(
            "\n".join(
                [f"## {topic}", "", "| name | default | what it is |", "| --- | --- | --- |", *rows, ""]
            )
        )
    return "\n".join(parts)


def _default(variable: Variable) -> str:
    if variable.otherwise:
        return variable.otherwise
    if isinstance(variable.default, bool):
        return "1" if variable.default else "0"
    return f"`{variable.default:g}`" if isinstance(variable.default, float) else f"`{variable.default}`"


def _says(variable: Variable) -> str:
    return f"**Secret.** {variable.says}" if variable.is_secret else variable.says
