"""What every committed file keeps to, read from the files themselves."""

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("inquiries", "meetings", "practices")
# Written in pieces, so that this file does not name them itself.
REGISTRIES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry" + ".npmjs",
    "registry" + ".yarnpkg",
    "/opt/" + "pypi",
]
INSTALLER_WORDS = ["extra-index" + "-url", "--index" + "-url", "find" + "-links", '"resolved' + '"']

MARKUP = {
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"hx-on[:\-]", re.IGNORECASE),
    "evaluated hx-vals": re.compile(r"hx-(vals|headers)\s*=\s*[\"']js:", re.IGNORECASE),
    "typed text unescaped": re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off"),
    "javascript: address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}
MAIL_MAY = {"inline style sheet", "style attribute"}  # mail programs read no style sheet of ours


@cache
def committed() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(errors="replace")


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(text_of(name), name)


def python(*folders: str) -> list[str]:
    return [
        name
        for name in committed()
        if name.endswith(".py")
        and "/migrations/" not in name
        and name.startswith(tuple(f"{f}/" for f in folders))
    ]


def calls_in(name: str) -> list[ast.Call]:
    return [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.Call)]


def imports_of(name: str) -> set[str]:
    found = set()
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("word", REGISTRIES + INSTALLER_WORDS)
def test_no_file_names_a_registry(word):
    assert [name for name in committed() if word in text_of(name)] == []


@pytest.mark.parametrize("what", MARKUP)
def test_templates_have_no(what):
    found = []
    for name in committed():
        is_mail = "/emails/" in name or name.startswith("templates/emails/")
        if (
            not name.startswith("templates/")
            or not name.endswith((".html", ".svg"))
            or (is_mail and what in MAIL_MAY)
        ):
            continue
        text = re.sub(r"{#.*?#}", "", text_of(name))
        found += [f"{name}: {match[0][:80]}" for match in MARKUP[what].finditer(text)]
    assert found == []


def test_no_job_is_put_off_by_celery():
    """What is due later is a row: a delay in the broker is lost with it, or runs twice (reliability 3.1)."""
    found = [
        f"{name}:{call.lineno}"
        for name in python("clip", *APPS)
        for call in calls_in(name)
        if {"eta", "countdown", "autoretry_for"} & {keyword.arg for keyword in call.keywords}
        or (isinstance(call.func, ast.Attribute) and call.func.attr in ("retry", "delay_on_commit"))
    ]
    assert found == []


def test_only_tasks_know_of_celery():
    found = [
        name
        for name in python(*APPS)
        if imports_of(name) & {"celery", "kombu"} and not name.endswith("/tasks.py")
    ]
    assert found == []


def test_every_layer_that_a_contract_names_is_there():
    """An optional one that is gone fails no contract, and would let a new module of its name in unseen."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = {
        ROOT / container / module
        for contract in contracts
        for container in contract.get("containers", [])
        for layer in contract["layers"]
        for module in re.findall(r"\w+", layer)
    }
    assert len(named) > 100
    assert [str(path) for path in named if not (path.is_dir() or path.with_suffix(".py").exists())] == []


# Above the gerunds, or called by allauth with no moment to hand on.
MAY_ASK_THE_CLOCK = {"access", "admin", "context", "forms", "http", "management", "middleware", "signing_in"}
MAY_ASK_THE_CLOCK |= {"gates", "tasks", "templatetags", "views"}
# Leases and the pace of mails are real time, also while the demo replays another.
MAY_ASK_FOR_LEASES = {
    "inquiries/importing.py",
    "inquiries/messaging.py",
    "inquiries/pacing.py",
    "inquiries/rendering.py",
}
CLOCKS = {
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "datetime.now",
    "date.today",
    "time.time",
}


def test_models_and_gerunds_never_ask_the_clock():
    """Views, tasks and commands do, and hand the moment on as `at=`."""
    found = [
        f"{name}:{call.lineno}"
        for name in python(*APPS)
        if Path(name).parts[1].removesuffix(".py") not in MAY_ASK_THE_CLOCK and name not in MAY_ASK_FOR_LEASES
        for call in calls_in(name)
        if ast.unparse(call.func) in CLOCKS and not call.args
    ]
    assert found == []


def test_every_module_says_what_it_is_for():
    silent = [
        name
        for name in [*python("clip", *APPS, "scripts"), "manage.py"]
        if not name.endswith("/__init__.py") and not ast.get_docstring(tree_of(name))
    ]
    assert silent == []


@pytest.mark.parametrize("readme", ["static/vendor/README.md", "tests/browser/vendor/README.md"])
def test_vendored_files_are_what_was_vendored(readme):
    rows = re.findall(r"^\| `([^`]+)`.*`([0-9a-f]{64})` \|$", text_of(readme), re.MULTILINE)
    assert rows != []
    folder = (ROOT / readme).parent
    assert {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path, _ in rows} == dict(rows)


def test_what_pages_load_is_made_of_what_was_vendored():
    """Otherwise a page may use a part of the design system that no browser gets."""
    made = subprocess.run(
        [sys.executable, "scripts/assets", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (made.returncode, made.stdout.strip()) == (0, "")
