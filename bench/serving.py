"""The production server on one database, and somebody signed in who asks it for pages."""

import gzip
import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from bench.setting_up import PYTHON, ROOT, STATE, Size

SAVES = {  # what is sent to a page, and by its name also what is looked for there
    "saving": {"text": "We go to Linden House on the twelfth, two of us, and say what we saw."},
    "library-common": {"words": "lunch", "kind": ""},
    "library-two": {"words": "kettles at lunch", "kind": ""},
    "library-rare": {"words": "harbour", "kind": ""},
}


@dataclass(frozen=True)
class Answer:
    """What came back, how long it took and how much travelled."""

    seconds: float
    status: int
    bytes: int
    travelled: int
    queries: int


@dataclass
class Served:
    """A server that runs, and the reader's way to it."""

    size: Size
    port: int
    cookie: str = ""
    csrf: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    def visitor(self) -> "Visitor":
        return Visitor(self)


class Visitor:
    """One browser of the reader: a connection kept open, as browsers do."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)

    def ask(self, page: str, *, is_counted: bool = False) -> Answer:
        headers = {"Cookie": self.served.cookie, "Accept-Encoding": "gzip", "Host": "localhost"}
        if is_counted:
            headers["X-Count"] = "1"
        method, body = "GET", None
        if page in SAVES:
            method, body = "POST", urlencode({"client_key": uuid4(), **SAVES[page]})
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"{self.served.cookie}; {self.served.csrf}",
                "HX-Request": "true",
                "X-CSRFToken": self.served.csrf.partition("=")[2],
            }
        began = time.perf_counter()
        self.connection.request(method, self.served.pages[page], body, headers)
        response = self.connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - began
        plain = gzip.decompress(body) if response.headers["Content-Encoding"] == "gzip" else body
        if response.status != 200:
            raise SystemExit(f"{self.served.pages[page]} answered {response.status}")
        return Answer(
            seconds, response.status, len(plain), len(body), int(response.headers.get("X-Queries", 0))
        )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serve(size: Size) -> Iterator[Served]:
    """`manage.py serve` as production starts it, with its worker and clock, until the block ends."""
    port = free_port()
    log = STATE / f"serve-{size.label}.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [PYTHON, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=size.environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(port, server, log.name)
        yield _signed_in(size, port)
    finally:
        server.terminate()
        server.wait(30)


def _wait(port: int, server: "subprocess.Popen[bytes]", log: str) -> None:
    for _try in range(600):
        if server.poll() is not None:
            raise SystemExit(f"The server ended at once; its log is {STATE / log}.")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not answer within a minute.")


def _signed_in(size: Size, port: int) -> Served:
    told = subprocess.run(
        [PYTHON, "-m", "bench.looking"],
        cwd=ROOT,
        env=size.environment(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    facts = json.loads(told.stdout)
    return Served(size, port, facts["cookie"], facts["csrf"], facts["pages"])
