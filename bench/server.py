"""A server that costs next to nothing: keep-alive on loopback, canned bytes, no framework."""

from __future__ import annotations

import asyncio
import re
import sys

from answers import created, listed

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def response(status: bytes, body: bytes) -> bytes:
    """Put a head before a body."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        status,
        len(body),
        body,
    )


ANSWERS = {
    b"POST /v2/sources HTTP": response(b"201 Created", created()),
    b"GET /v2/sources?limit=1 HTTP": response(b"200 OK", listed(1)),
    b"GET /v2/sources?limit=1000 HTTP": response(b"200 OK", listed(1_000)),
    b"GET /meta HTTP": response(b"200 OK", b'{"verifiable_password_authentication": true}'),
}
UNKNOWN = response(b"404 Not Found", b"{}")


class Canned(asyncio.Protocol):
    """Answers each request of one connection by its request line."""

    def __init__(self) -> None:
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that has come in whole."""
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = self.received[:end]
            length = LENGTH.search(head)
            whole = end + 4 + (int(length.group(1)) if length else 0)
            if len(self.received) < whole:
                return
            self.received = self.received[whole:]
            self.transport.write(ANSWERS.get(head.split(b"/1.1\r\n", 1)[0], UNKNOWN))


async def serve() -> None:
    """Print the port and serve until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Canned, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
