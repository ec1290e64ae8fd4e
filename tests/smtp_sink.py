"""A mail server on this machine that takes every mail, and misbehaves where a test tells it to."""

import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

# When it may misbehave: as somebody comes in, at each command, in mid-text, after the last dot, after its 250.
STAGES = ("connect", "ehlo", "mail", "rcpt", "data", "body", "dot", "after")
DROP = "drop"  # hang up without a word
HANG = "hang"  # say nothing more, and keep the line
Behaviour = str | Callable[[], None]  # or what it answers, such as "451 busy"
COMMANDS = {"EHLO": "ehlo", "HELO": "ehlo", "MAIL": "mail", "RCPT": "rcpt", "DATA": "data"}


class HungUp(Exception):
    """The line is closed."""


@dataclass
class Sink:
    """A context: `with Sink() as sink`. `sink.mails` are those it took, in order, one each time it took one."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    talked: int = 0  # how often somebody came in

    def __post_init__(self) -> None:
        self._plans: dict[str, list[Behaviour]] = {}
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def at(self, stage: str, *behaviours: Behaviour) -> None:
        """Misbehave at this stage: the first time as the first of these says, and so on; then well again."""
        assert stage in STAGES
        self._plans.setdefault(stage, []).extend(behaviours)

    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.mails]

    def __enter__(self) -> "Sink":
        self._start(self._accept)
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        socket.create_connection(("127.0.0.1", self.port)).close()  # so that it stops waiting for one
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _start(self, target: Callable, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            line, _ = self._listener.accept()
            if self._over.is_set():
                line.close()
                return
            self.talked += 1
            self._start(self._serve, line)

    def _serve(self, line: socket.socket) -> None:
        line.settimeout(30)
        with line, line.makefile("rb") as heard:
            try:
                self._say(line, "connect", "220 sink")
                self._converse(line, heard)
            except (HungUp, OSError):
                pass

    def _converse(self, line: socket.socket, heard) -> None:
        recipients: list[str] = []
        while command := heard.readline().decode().strip():
            verb = command[:4].upper()
            if verb == "QUIT":
                line.sendall(b"221 bye\r\n")
                return
            if verb == "RCPT":
                recipients.append(re.search("<(.*)>", command)[1])
            said = self._say(line, COMMANDS.get(verb, "ehlo"), "354 go on" if verb == "DATA" else "250 fine")
            if verb == "DATA" and said.startswith("354"):
                self._take(line, heard, recipients)
                recipients = []

    def _take(self, line: socket.socket, heard, recipients: list[str]) -> None:
        text = bytearray()
        while (row := heard.readline()) != b".\r\n":
            if not row:
                raise HungUp  # a text that never ends is no mail
            if not text:
                self._misbehave(line, "body")
            text += row[1:] if row.startswith(b".") else row
        mail = message_from_bytes(bytes(text), policy=policy.default)
        refusal = self._plans.get("dot", [""])[:1]
        if not (refusal and isinstance(refusal[0], str) and refusal[0][:1] in ("4", "5")):
            self.mails.append(mail)
            self.recipients.append(recipients)
        self._say(line, "dot", "250 taken")
        self._misbehave(line, "after")

    def _say(self, line: socket.socket, stage: str, usual: str) -> str:
        said = self._misbehave(line, stage) or usual
        line.sendall(f"{said}\r\n".encode())
        return said

    def _misbehave(self, line: socket.socket, stage: str) -> str:
        """Do as planned for this stage; gives what to answer, where that was the plan."""
        plans = self._plans.get(stage)
        plan = plans.pop(0) if plans else ""
        if callable(plan):
            plan()
        elif plan == DROP:
            raise HungUp
        elif plan == HANG:
            self._over.wait(30)
            raise HungUp
        else:
            return plan
        return ""
