"""The exceptions of the client. Imports neither the HTTP library nor the model library."""

from __future__ import annotations

from typing import Any, Self

from .drift import Drift
from .headers import Headers


class APIError(Exception):
    """Base of everything that the client raises about a call; `operation` is the operation's id.

    Every argument after the message is optional, so that errors can be copied and pickled.
    """

    def __init__(self, message: str, *, operation: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.operation = operation


class MissingCredentialsError(APIError):
    """The operation needs credentials and the client has none; nothing was sent."""


class TokenError(APIError):
    """No access token could be had: the token server refused, or its answer cannot be read."""


class APIConnectionError(APIError):
    """No whole answer was received: refused, reset, TLS, name resolution and the like.

    `unsent` says that the server received nothing of the request, so that it is safe to send again.
    """

    unsent: bool = False


class APITimeoutError(APIConnectionError):
    """A phase of the call (connect, write, read, a free connection) took longer than its timeout."""


class APIResponseError(APIError):
    """An answer that cannot be read as described: no JSON, empty, no text of its charset, too large."""

    def __init__(
        self,
        message: str,
        *,
        operation: str = "",
        status: int = 0,
        headers: Headers | None = None,
        content: bytes = b"",
    ) -> None:
        super().__init__(message, operation=operation)
        self.status = status
        self.headers = Headers() if headers is None else headers
        self.content = content

    @property
    def request_id(self) -> str | None:
        """The id that the server gave to this request, or None if it told none."""
        return self.headers.request_id


class DecodeError(APIResponseError):
    """The answer disagrees with the description and `strict=True`; `drifts` says where."""

    drifts: tuple[Drift, ...] = ()

    @classmethod
    def of(
        cls,
        drifts: tuple[Drift, ...],
        *,
        status: int = 0,
        headers: Headers | None = None,
        content: bytes = b"",
    ) -> Self:
        """The error that names every place of at least one drift."""
        lines = "\n".join(f"  {drift}" for drift in drifts)
        message = f"the answer disagrees with the description:\n{lines}"
        error = cls(message, operation=drifts[0].operation, status=status, headers=headers, content=content)
        error.drifts = drifts
        return error


class APIStatusError(APIResponseError):
    """An answer outside 200 to 299.

    `body` is the typed body if the description has one for this status, else parsed JSON, else text,
    else None; `drifts` are the places where the body disagrees with the description.
    """

    body: Any = None
    drifts: tuple[Drift, ...] = ()


class BadRequestError(APIStatusError):
    """Status 400."""


class AuthenticationError(APIStatusError):
    """Status 401."""


class PermissionDeniedError(APIStatusError):
    """Status 403."""


class NotFoundError(APIStatusError):
    """Status 404."""


class ConflictError(APIStatusError):
    """Status 409."""


class UnprocessableEntityError(APIStatusError):
    """Status 422."""


class RateLimitError(APIStatusError):
    """Status 429."""


class InternalServerError(APIStatusError):
    """Status 500 to 599."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error_class(status: int) -> type[APIStatusError]:
    """The exception class for a status: its own, `InternalServerError` for 5xx, else `APIStatusError`."""
    if 500 <= status <= 599:
        return InternalServerError
    return _BY_STATUS.get(status, APIStatusError)
