"""The ways to authenticate that send the same with every request."""

from __future__ import annotations

import base64
from typing import Any, Literal

from .auth import Authorisation, Scheme
from .text import quoted


class ApiKey(Scheme):
    """A key in a header, the query or a cookie."""

    location: Literal["header", "query", "cookie"]
    parameter: str

    def held(self, given: str | None, base_url: str) -> Authorisation | None:
        """Give the key where it goes."""
        value = single(self, self.or_default(given))
        if not value:
            return None
        if self.location == "header":
            return self.header(self.parameter, value)
        pair = (quoted(self.parameter), quoted(value))
        return Authorisation(query=(pair,)) if self.location == "query" else Authorisation(cookies=(pair,))


class Basic(Scheme):
    """A user and a password, from the environment as `user:password`."""

    def held(self, given: str | tuple[str, str] | None, base_url: str) -> Authorisation | None:
        """Give the header. See https://www.rfc-editor.org/rfc/rfc7617."""
        value = self.or_default(given)
        if not value:
            return None
        return self.header("Authorization", f"Basic {basic_text(value)}")


def basic_text(value: str | tuple[str, str]) -> str:
    """Give what stands behind the word Basic."""
    text = value if isinstance(value, str) else ":".join(value)
    return base64.b64encode(text.encode()).decode("ascii")


def single(scheme: Scheme, value: Any) -> str:
    """Give a credential that is one text; raises TypeError for anything else."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{scheme.argument} must be one string")
    return value or ""
