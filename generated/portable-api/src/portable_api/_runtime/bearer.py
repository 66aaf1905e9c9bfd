"""A bearer token: fixed, or made by a function."""

from __future__ import annotations

from .auth import Held, Scheme
from .schemes import single
from .tokens import AsyncTokenProvider, TokenSource, provided


class Bearer(Scheme):
    """A token that is sent as it is. See https://www.rfc-editor.org/rfc/rfc6750."""

    def held(self, given: str | AsyncTokenProvider | None, base_url: str) -> Held | None:
        """Give the header, or what makes it when it is needed."""
        return bearer_held(self, given)


def bearer_held(scheme: Scheme, given: str | AsyncTokenProvider | None) -> Held | None:
    """Give the header of a fixed token, or the source of those that a function gives."""
    if callable(given):
        return TokenSource(scheme.argument, provided(given))
    text = single(scheme, scheme.or_default(given))
    return scheme.header("Authorization", f"Bearer {text}") if text else None
