"""The list of what was erased, as a file beside the database: a backup from before may bring it back, and this
list is then applied again. It holds kinds and keys, and no name.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Erasure:
    """One thing that is gone for good. `words`: for a person, whether what they wrote was kept or deleted; `also`
    the further names they were known by, sealed (clip/keeping/again.py).
    """

    kind: str
    key: str
    words: str
    at: str
    also: str = ""


def path() -> Path:
    return Path(settings.STATE_DIR) / "erasures.jsonl"


def text() -> str:
    """The list as it is written; nothing where nothing was erased yet."""
    return path().read_text() if path().exists() else ""


def listed(source: str | None = None) -> list[Erasure]:
    """The erasures of a text, oldest first; of this site's own list unless said."""
    lines = (text() if source is None else source).splitlines()
    return [Erasure(**json.loads(line)) for line in lines if line.strip()]


def add(erasure: Erasure) -> None:
    """Write one down, for good before this returns: what is asked to be erased must survive whatever comes next."""
    if erasure in listed():
        return
    path().parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, (json.dumps(asdict(erasure)) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def merge(source: str) -> int:
    """Take over those of another list that are not in this one; says how many."""
    known = listed()
    new = [one for one in listed(source) if one not in known]
    for one in new:
        add(one)
    return len(new)
