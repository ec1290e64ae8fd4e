"""The compose file as it is written, and as one machine without containers would run it."""

import re
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
CLIPS = ("prepare", "web", "worker", "drawer", "beat")  # services that run our image
OTHERS = ("db", "redis")
LONG = "not-a-secret-only-long-enough-for-a-test-0123456789-abcdef"


@cache
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def service(name: str) -> dict:
    return compose()["services"][name]


@cache
def example() -> dict[str, str]:
    """What .env.example sets."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def filled_in() -> dict[str, str]:
    """What an operator makes of it."""
    own = {
        "SECRET_KEY": LONG,
        "POSTGRES_PASSWORD": "letters",
        "EMAIL_URL": "smtp+tls://clip:x@mail.example.scot:587",
    }
    assert {name for name, value in example().items() if not value} == set(own)
    return example() | own


def environment(name: str, env_file: dict[str, str] | None = None) -> dict[str, str]:
    """What one of our services gets: the env file, and over it what the compose file says."""
    env_file = env_file or filled_in()
    said = {key: interpolated(str(value), env_file) for key, value in service(name)["environment"].items()}
    return env_file | said


def interpolated(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)(?::\?[^}]*)?\}", lambda found: values[found[1]], text)


def seconds(duration: str) -> int:
    assert re.fullmatch(r"\d+s", duration), duration
    return int(duration[:-1])
