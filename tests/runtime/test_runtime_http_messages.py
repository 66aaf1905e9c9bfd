"""The requests that are framed here are those that the HTTP library would frame."""

from __future__ import annotations

import httpx2
import pytest

from runtime.encodings import accepted
from runtime.http_messages import built_request
from runtime.prepared import PreparedRequest
from runtime.timing import Timing

TYPED = (("Content-Type", "text/plain"),)


@pytest.mark.parametrize(
    ("method", "url", "content", "headers"),
    [
        ("GET", "http://h/a?b=1", None, ()),
        ("GET", "http://h:80/a", None, ()),
        ("DELETE", "https://h:8443/a", None, ()),
        ("POST", "http://[::1]:8000/a", None, ()),
        ("POST", "http://h/a", b"", TYPED),
        ("POST", "http://h/a", b"text", TYPED),
        ("GET", "http://h/a", b"text", TYPED),
        ("QUERY", "http://h/a", None, ()),
        ("PATCH", "http://h/a", None, (("content-length", "0"),)),
        ("PUT", "http://h/a", b"text", (("Host", "other"),)),
        ("POST", "http://h/a", b"text", (("Transfer-Encoding", "chunked"),)),
        ("GET", "http://h/a", None, (("accept-encoding", "identity"),)),
    ],
)
def test_framing_is_that_of_the_library(method, url, content, headers):
    with httpx2.Client() as client:
        request = PreparedRequest(method=method, url=url, shown=url, headers=headers, content=content)
        encodings = (
            {}
            if any(name == "accept-encoding" for name, _ in headers)
            else {"Accept-Encoding": client.headers["accept-encoding"]}
        )
        theirs = httpx2.Request(method, url, headers=[*headers, *encodings.items()], content=content)

        ours = built_request(client, request, content, Timing(timeout=5), operation="getA", encodings=accepted())

    assert dict(ours.headers) == dict(theirs.headers)
    assert (ours.method, ours.url, ours.content) == (method, theirs.url, theirs.content)
    assert ours.extensions["timeout"]["read"] == 5
