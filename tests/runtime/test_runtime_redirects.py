"""Which redirects are followed, without a server: what is hard to have on loopback."""

from __future__ import annotations

import pytest

from runtime.auth import Authorisation
from runtime.headers import Headers
from runtime.operation import Operation
from runtime.prepared import PreparedRequest
from runtime.raw_response import RawResponse
from runtime.redirects import redirected

OPERATION: Operation[None] = Operation(id="get", method="GET", path="/a")


def moved(here: str, location: str, *, may_leave: bool = True) -> str | None:
    """Give where a GET is sent, None if it is not."""
    request = PreparedRequest(method="GET", url=here, shown=here, headers=(("X-A", "b"),))
    answer = RawResponse(status=302, headers=Headers([(b"Location", location.encode("latin-1"))]), content=b"")
    found = redirected(OPERATION, request, answer, Authorisation(), may_leave=may_leave, has_left=False)
    return f"{found[0].url}{' with all' if found[0].headers else ''}" if found else None


@pytest.mark.parametrize(
    ("here", "location", "there"),
    [
        ("https://a.example/v1/x", "y", "https://a.example/v1/y with all"),
        ("https://a.example/x", "https://A.example:443/y", "https://A.example:443/y with all"),
        ("http://a.example/x", "https://a.example/x", "https://a.example/x with all"),
        ("http://a.example/x", "https://b.example/x", "https://b.example/x"),
        ("http://a.example:8000/x", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x", "https://a.example:8443/y", "https://a.example:8443/y"),
        ("https://a.example/x", "//b.example/y?a=1#b", "https://b.example/y?a=1"),
        ("http://a.example/x", "http://b.example/y", "http://b.example/y"),
        ("https://a.example/x", "http://a.example/y", None),
        ("https://a.example/x", "http://b.example/y", None),
        ("https://a.example/x", "https://user:pass@b.example/y", None),
        ("https://a.example/x", "https://user@a.example/y", None),
        ("https://a.example/x", "file:///etc/passwd", None),
        ("https://a.example/x", "javascript:alert(1)", None),
        ("https://a.example/x", "https://[", None),
        ("https://a.example/x", "https://b.example:x/", None),
        ("https://a.example/x", "https:///y", "https://a.example/y with all"),
        ("https://a.example/x", "", None),
        ("https://a.example/x", "/\xe9 \x01", "https://a.example/%C3%A9%20%01 with all"),
    ],
)
def test_a_redirect_is_followed_where_it_is_safe(here, location, there):
    assert moved(here, location) == there


def test_what_must_not_leave_stays_at_home():
    assert moved("https://a.example/x", "https://b.example/y", may_leave=False) is None
    assert moved("https://a.example/x", "/y", may_leave=False) == "https://a.example/y with all"
