"""A small TCP proxy between browser and server, which does what a hall's network does. One request a connection."""

import random
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

CAPTIVE = b"<!doctype html><title>Hall wifi</title><h1>Welcome to the hall wifi</h1><form><button>Saved</button></form>"
AWAY = {502: b"Bad Gateway", 503: b"Service Unavailable", 504: b"Gateway Timeout"}
PIECE = 16_384


class Proxy:
    """Forwards to one server as the network is at this moment: `proxy.mode = "cut"`.

    pass            as it comes
    cut             every connection is broken off, and no new one is taken
    stall           connections are taken, and nothing ever comes: half-open TCP
    502, 503, 504   an answer of some other program in between
    captive         200 with a page that is not Clip's
    portal          302 to a page that is not Clip's
    lost            a POST arrives, and its answer is lost
    no POST         pages come, and what is sent does not arrive, but for signing in and out
    `delay` is in seconds each way, `rate` in bytes a second (0: any), `loss` the share of pieces that come late.
    """

    def __init__(self, url: str, *, seed: int = 1) -> None:
        split = urlsplit(url)
        self.upstream = (split.hostname, split.port)
        self.random = random.Random(seed)
        self.delay, self.rate, self.loss = 0.0, 0, 0.0
        self.arrived: list[str] = []  # first lines of what the server was given
        self._mode = "pass"
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._is_closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def mode(self) -> str:
        return self._mode

    @mode.setter
    def mode(self, mode: str) -> None:
        """What is open breaks with the network, and stays broken when it comes back."""
        was, self._mode = self._mode, mode
        if mode == "cut" or was == "stall":
            self._break_all()

    def close(self) -> None:
        self._is_closed = True
        self._listener.close()
        self._break_all()

    def _break_all(self) -> None:
        for one in list(self._open):
            with suppress(OSError):
                one.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
                )  # a reset, not a farewell
                one.shutdown(socket.SHUT_RDWR)
                one.close()

    def _accept(self) -> None:
        while not self._is_closed:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        self._open.add(client)
        try:
            if self.mode != "cut":
                self._answer(client)
        except OSError:
            pass
        finally:
            self._open.discard(client)
            client.close()

    def _answer(self, client: socket.socket) -> None:
        request = self._read_request(client)
        if not request:
            return
        mode = self.mode
        if mode == "stall":
            self._hang(client)
        elif mode in ("502", "503", "504"):
            self._send(client, _page(int(mode), AWAY[int(mode)]))
        elif mode == "captive":
            self._send(client, _page(200, CAPTIVE))
        elif mode == "portal":
            where = b"Location: http://wifi.hall.example/welcome\r\n"
            self._send(
                client, b"HTTP/1.1 302 Found\r\n" + where + b"Content-Length: 0\r\nConnection: close\r\n\r\n"
            )
        elif mode == "no POST" and request.startswith(b"POST") and b"/sign-" not in request[:60]:
            return
        elif mode != "cut":
            self._forward(client, request, is_lost=mode == "lost" and request.startswith(b"POST"))

    def _read_request(self, client: socket.socket) -> bytes:
        got = b""
        while b"\r\n\r\n" not in got:
            piece = client.recv(PIECE)
            if not piece:
                return b""
            got += piece
        head, _, body = got.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        length = next((int(x.split(b":")[1]) for x in lines if x.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            piece = client.recv(PIECE)
            if not piece:
                return b""
            body += piece
        self._slow(len(got))
        return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body

    def _forward(self, client: socket.socket, request: bytes, *, is_lost: bool) -> None:
        with socket.create_connection(self.upstream, timeout=30) as server:
            self._open.add(server)
            try:
                self.arrived.append(request.split(b"\r\n", 1)[0].decode())
                server.sendall(request)
                is_first = True
                while piece := server.recv(PIECE):
                    if is_lost:
                        continue
                    if is_first:
                        time.sleep(self.delay)
                    is_first = False
                    self._slow(len(piece), late=0)
                    self._send(client, piece)
            finally:
                self._open.discard(server)

    def _slow(self, size: int, late: float | None = None) -> None:
        wait = self.delay if late is None else late
        if self.rate:
            wait += size / self.rate
        if self.random.random() < self.loss:
            wait += self.random.uniform(0.2, 1.2)  # sent again by TCP, after its patience
        time.sleep(wait)

    def _hang(self, client: socket.socket) -> None:
        while self.mode == "stall" and not self._is_closed:
            time.sleep(0.05)

    def _send(self, client: socket.socket, what: bytes) -> None:
        if self.mode == "stall":
            return self._hang(client)
        client.sendall(what)
        return None


def _page(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body
