"""A stand-in for the API in tests: its clients are real, and what they send is answered in the same process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Never, Unpack

from . import client as clients
from . import models
from ._runtime.fake import FakeApi
from ._runtime.fake_answers import Answer as Answer
from ._runtime.fake_answers import answer as answer
from ._runtime.fake_answers import cut_off as cut_off
from ._runtime.fake_answers import delayed_by
from ._runtime.fake_answers import disconnected as disconnected
from ._runtime.fake_answers import drifting as drifting
from ._runtime.fake_answers import error as error
from ._runtime.fake_answers import raw as raw
from ._runtime.fake_answers import slow as slow
from ._runtime.fake_answers import unreachable as unreachable
from ._runtime.fake_calls import Received as Received
from ._runtime.fake_route import Route as Route
from ._runtime.options import ClientOptions


class Fake(FakeApi):
    """Stands in for the API; as a `with` block it asserts in the end that every answer was asked for."""

    def client(self, **options: Unpack[ClientOptions]) -> clients.Portable:
        """Make a client that is answered here, with credentials that are none."""
        return clients.Portable(
            token="fake",
            http_client=self.http_client(),
            **self._options(options),
        )

    def async_client(self, **options: Unpack[ClientOptions]) -> clients.AsyncPortable:
        """Make a client that is answered here, with credentials that are none."""
        return clients.AsyncPortable(
            token="fake",
            http_client=self.async_http_client(),
            **self._options(options),
        )


def bad_request(
    body: models.BadRequestErrorBody | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 400 Bad Request."""
    return error(400, body, headers=headers)


def unauthorized(
    body: models.UnauthorizedErrorBody | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 401 Unauthorized."""
    return error(401, body, headers=headers)


def forbidden(
    body: models.ForbiddenErrorBody | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 403 Forbidden."""
    return error(403, body, headers=headers)


def not_found(
    body: object = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 404 Not Found."""
    return error(404, body, headers=headers)


def conflict(
    body: object = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 409 Conflict."""
    return error(409, body, headers=headers)


def unprocessable_entity(
    body: object = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 422 Unprocessable Entity."""
    return error(422, body, headers=headers)


def too_many_requests(
    body: object = None,
    *,
    retry_after: float | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 429 Too Many Requests."""
    return error(429, body, headers={**delayed_by(retry_after), **(headers or {})})


def internal_server_error(
    body: object = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 500 Internal Server Error."""
    return error(500, body, headers=headers)


def service_unavailable(
    body: object = None,
    *,
    retry_after: float | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """The error 503 Service Unavailable."""
    return error(503, body, headers={**delayed_by(retry_after), **(headers or {})})
