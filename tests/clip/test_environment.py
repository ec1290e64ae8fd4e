"""The settings: each named once, in words, and told wrong values with what they must be."""

import ast
import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from clip.environment import TOPICS, VARIABLES, read
from tests.jobs import ROOT


def test_reference_is_current():
    call_command("settings_reference", check=True)


def test_a_stale_reference_is_told(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="not current"):
        call_command("settings_reference", check=True)
    call_command("settings_reference")
    call_command("settings_reference", check=True)


def test_every_name_stands_once_and_is_told_in_a_sentence():
    names = [variable.name for topic in TOPICS.values() for variable in topic]
    assert sorted(names) == sorted(set(names))
    assert [one.name for one in VARIABLES.values() if not one.says.endswith((".", ")."))] == []


def test_the_settings_read_what_is_declared_and_nothing_else():
    """Every read of the environment is by one of these names, and every one of them is read."""
    found = set()
    names = [
        "clip/settings.py",
        "clip/environment.py",
        "clip/management/commands/serve.py",
        "gunicorn.conf.py",
    ]
    for path in [*(ROOT / name for name in names), *(ROOT / "clip" / "setting").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("read", "os.environ.get"):
                found.add(node.args[0].value)
    assert found == set(VARIABLES)


@pytest.mark.parametrize(
    ("name", "typed", "kind"),
    [
        ("WEB_CONCURRENCY", "two", "a whole number"),
        ("MAILS_A_SECOND", "many", "a number"),
        ("PORT", "", "a whole number"),
        ("SSL_REDIRECT", "required", r"yes \(1\) or no \(0\)"),
        ("SECOND_FACTOR_REQUIRED", "2", r"yes \(1\) or no \(0\)"),
    ],
)
def test_a_wrong_value_is_told_with_what_it_must_be(monkeypatch, name, typed, kind):
    monkeypatch.setenv(name, typed)
    with pytest.raises(ImproperlyConfigured, match=f"{name} must be {kind}."):
        read(name)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("BEHIND_PROXY", "1", True),
        ("BEHIND_PROXY", " Yes ", True),
        ("SSL_REDIRECT", "off", False),
        ("SSL_REDIRECT", "FALSE", False),
        ("ALLOWED_HOSTS", "a.scot,b.scot", ["a.scot", "b.scot"]),
    ],
)
def test_values_come_in_the_kind_of_their_default(monkeypatch, name, typed, value):
    monkeypatch.setenv(name, typed)
    assert read(name) == value


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_name_with_nothing_behind_it_is_as_if_it_were_not_set(monkeypatch, typed):
    monkeypatch.setenv("SECOND_FACTOR_REQUIRED", typed)
    assert read("SECOND_FACTOR_REQUIRED") is True
    assert read("SECOND_FACTOR_REQUIRED", otherwise=False) is False


def test_what_is_not_set_has_its_default(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert read("SITE_URL") == "http://localhost:8000"
    assert read("SITE_URL", otherwise="http://elsewhere") == "http://elsewhere"
    assert "SITE_URL" not in os.environ
