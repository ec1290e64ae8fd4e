"""What came through each channel, held against who may read what."""

import io
import logging
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bench.leaks.judging import Principal, may_read
from bench.leaks.planting import Canary, Ground
from bench.leaks.unpacking import words_of
from clip.logs import Line


@dataclass(frozen=True, order=True)
class Finding:
    """A kind of words that somebody read who should not, and the channel they came by."""

    who: str
    column: str
    tags: str
    channel: str


@dataclass
class Ear:
    """Hears every answer; keeps what was wrong, where, and which canaries sang where they may."""

    ground: Ground
    found: dict[Finding, str] = field(default_factory=dict)
    channels: Counter[str] = field(default_factory=Counter)
    sang: set[str] = field(
        default_factory=set
    )  # columns read by somebody who may: what the walk reached at all
    people: set[str] = field(default_factory=set)

    def hear(
        self, who: Principal, channel: str, text: str, where: str = "", besides: Collection[str] = ()
    ) -> None:
        self.channels[channel] += 1
        self.people.add(who.name)
        for canary in self.ground.found_in(text):
            if _is_besides(canary, besides) or may_read(who, _as_it_is_after(canary, where)):
                self.sang.add(canary.column)
            else:
                self.note(who, canary, channel, where)

    def note(self, who: Principal, canary: Canary, channel: str, where: str) -> None:
        finding = Finding(who.name, canary.column, ", ".join(sorted(canary.tags)), channel)
        self.found.setdefault(finding, f"{where} {canary.word}")

    def answer(
        self, who: Principal, channel: str, response: Any, where: str, besides: Collection[str] = ()
    ) -> bytes:
        """A whole answer: its body, unpacked, and its headers."""
        body: bytes = b"".join(response) if response.streaming else response.content
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        self.hear(who, channel, f"{headers}\n{words_of(body)}", f"{response.status_code} {where}", besides)
        return body


def _is_besides(canary: Canary, besides: Collection[str]) -> bool:
    """Whether the table gives it with this address: by its column, and where it says so by what the row is like."""
    told = [column.split() for column in besides]
    return any(
        column == canary.column and all(tag.replace("-", " ") in canary.tags for tag in tags)
        for column, *tags in told
    )


def _as_it_is_after(canary: Canary, where: str) -> Canary:
    """What was put back out of the bin by this very address, and what hangs on it, is there again for whoever may read it."""
    is_back = where.endswith("/put-back/") and where.split("/")[-3] in canary.keys
    return replace(canary, tags=canary.tags - {"binned"}) if is_back else canary


NOBODY = Principal("whoever reads the logs")


@contextmanager
def logs(ear: Ear) -> Iterator[None]:
    """While this lasts every line of a log is heard, as Clip writes it."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(Line())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        ear.hear(NOBODY, "log", lines.getvalue(), "log")
