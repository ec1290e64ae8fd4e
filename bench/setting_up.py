"""Brings a bench to where it can run: the virtual environment as ./test has it, and databases of its own."""

import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / "var" / "bench"
PYTHON = ROOT / ".venv" / "bin" / "python"
AS_DEMO = {"CLIP_DEMO": "1", "DJANGO_SETTINGS_MODULE": "clip.settings"}


def in_the_environment() -> None:
    """Run this same command in the project's virtual environment, after bringing that up to date."""
    if Path(sys.prefix).resolve() == (ROOT / ".venv").resolve():
        return
    subprocess.run([ROOT / "scripts" / "setup", "--dev"], check=True, cwd=ROOT)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


@dataclass(frozen=True)
class Size:
    """One database at one size, and the environment in which production would serve it."""

    scale: int
    database: str
    secret: str

    @property
    def label(self) -> str:
        return f"{self.scale}x"

    def environment(self, **more: str) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("CLIP_", "DJANGO_"))
        }
        for name in ("REDIS_URL", "DEBUG", "BEHIND_PROXY", "ALLOWED_HOSTS", "WEB_CONCURRENCY"):
            kept.pop(name, None)
        return kept | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "CLIP_STATE": str(STATE),
            "DATABASE_URL": self.database,
            "SECRET_KEY": self.secret,
            "EMAIL_URL": "dummymail://",
            "SITE_URL": "http://localhost",
            "LOG_LEVEL": "WARNING",
            **more,
        }

    def manage(self, *words: str, **more: str) -> str:
        """Run a command of manage.py on this database; what it printed."""
        told = subprocess.run(
            [PYTHON, "manage.py", *words],
            check=True,
            cwd=ROOT,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            text=True,
        )
        return told.stdout

    def grow(self, seed: int) -> str:
        self.manage("prepare")
        return self.manage("demo", "--scale", str(self.scale), "--seed", str(seed), **AS_DEMO)


@contextmanager
def sizes(scales: list[int], seed: int, *, is_kept: bool) -> Iterator[list[Size]]:
    """Databases of these sizes: on SQLite in var/bench, or beside the database that DATABASE_URL names; gone afterwards."""
    secret = secrets.token_urlsafe(64)
    url = os.environ.get("DATABASE_URL", "")
    on_a_server = url.startswith(("postgres", "psql", "pgsql"))
    STATE.mkdir(parents=True, exist_ok=True)
    made = []
    try:
        for scale in scales:
            database = _beside(url, scale) if on_a_server else f"sqlite:///{STATE / f'{scale}x.sqlite3'}"
            size = Size(scale, database, secret)
            made.append(size)
            stamp, made_as = STATE / f"{size.label}.stamp", _made_as(size, seed)
            if is_kept and stamp.exists() and stamp.read_text() == made_as:
                size.manage("prepare")  # static files may have changed
                continue
            _drop(size)
            if on_a_server:
                _on_the_server(url, f'CREATE DATABASE "{_name(database)}"')
            print(f"{size.label}: {size.grow(seed).strip()}")
            if on_a_server:
                _on_the_server(
                    database, "VACUUM ANALYZE", inside=True
                )  # as the server does by itself in time
            stamp.write_text(made_as)
        yield made
    finally:
        for size in made:
            if not is_kept:
                _drop(size)


def _beside(url: str, scale: int) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}_bench_{scale}x"))


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _on_the_server(url: str, statement: str, *, inside: bool = False) -> None:
    """Run a statement beside the database of this address, or inside it."""
    import psycopg

    path = urlsplit(url).path if inside else "/postgres"
    plain = urlunsplit(urlsplit(url)._replace(scheme="postgresql", path=path, query=""))
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute(statement)  # type: ignore[arg-type]  # built from names of our own


def _drop(size: Size) -> None:
    (STATE / f"{size.label}.stamp").unlink(missing_ok=True)
    if size.database.startswith("sqlite"):
        file = Path(size.database.removeprefix("sqlite:///"))
        for path in file.parent.glob(f"{file.name}*"):
            path.unlink()
    else:
        _on_the_server(size.database, f'DROP DATABASE IF EXISTS "{_name(size.database)}" WITH (FORCE)')


def _made_as(size: Size, seed: int) -> str:
    """What a database that is kept has to agree with: tables, seed, day, and what makes the data."""
    told = hashlib.sha256(f"{size.database} {seed} {datetime.now(UTC).date()}".encode())
    for path in sorted([*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("clip/demo/scale/*.py")]):
        told.update(path.read_bytes())
    return told.hexdigest()
