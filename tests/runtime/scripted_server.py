"""A server that answers each connection by a script of raw bytes, and counts what it was asked to do."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import BinaryIO, Self

from request_reading import whole_body

# Each answer says that its connection ends: a client that keeps it would lose an attempt to a connection that is gone.
OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
CREATED = OK.replace(b"200 OK", b"201 Created").replace(b"Length: 2\r\n\r\n{}", b"Length: 11\r\n\r\n" + b'{"data":{}}')
CUT_IN_BODY = OK[:-1]
CUT_IN_HEADERS = OK[:30]
NOTHING = b""
# The connection breaks before the body of the request is read.
RESET = b"reset"


def refusal(status: int, *headers: str) -> bytes:
    """Give an answer of a status without content."""
    lines = (f"HTTP/1.1 {status} No", *headers, "Connection: close", "Content-Length: 0", "", "")
    return "\r\n".join(lines).encode()


class ScriptedServer:
    """Takes one request a connection, answers with the next bytes of its script, and closes."""

    def __init__(self, script: Sequence[bytes], port: int = 0) -> None:
        """Take the answers in order; the last one is repeated."""
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self._script = list(script)
        self._listener = socket.create_server(("127.0.0.1", port))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        line = stream.readline().decode().rstrip()
        headers = _headers(stream)
        answer = self._script[min(len(self.requests), len(self._script) - 1)]
        body = b"" if answer is RESET else whole_body(stream, headers)
        self.requests.append((line, headers, body))
        if answer is RESET:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            connection.sendall(answer)


def _headers(stream: BinaryIO) -> dict[str, str]:
    lines = iter(stream.readline, b"\r\n")
    pairs = (line.decode().rstrip().partition(":") for line in lines)
    return {name.lower(): value.strip() for name, _, value in pairs}
