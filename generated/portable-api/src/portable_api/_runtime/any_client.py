"""What both clients are: settings, a way to send, and copies that share it. Neither sends or waits here."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import Any, Generic, Protocol, Self, TypeVar, Unpack

from .auth import Given
from .call import Call, begin
from .core import Core
from .operation import Operation
from .options import ClientOptions
from .settings import Settings

T = TypeVar("T")


class Shareable(Protocol):
    """A way to send that another client may have a part in."""

    def shared(self, limit: int | None) -> Self:
        """Give another that sends with the same connections, and does not close them."""
        ...


Transport = TypeVar("Transport", bound=Shareable)


class AnyClient(Generic[Transport]):
    """Base of both clients."""

    _core: Core
    _transport: Transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._core.servers.base_url or 'without base_url'}>"

    def _begin(self, operation: Operation[T], **given: Any) -> Call[T]:
        self._core.refuse_if_closed(type(self).__name__)
        return begin(self._core, operation, **given)

    def _copied(
        self,
        credentials: Given,
        *,
        server: int | str | None = None,
        server_variables: Mapping[str, object] | None = None,
        **options: Unpack[ClientOptions],
    ) -> Self:
        self._core.refuse_if_closed(type(self).__name__)
        made = _without_cached(self)
        made._core = self._core.copied(Settings(credentials, server, server_variables, options))
        made._transport = self._transport.shared(made._core.size_limit)
        return made


def _without_cached(client: T) -> T:
    made = copy(client)
    for name in [name for name in vars(made) if isinstance(getattr(type(client), name, None), cached_property)]:
        del made.__dict__[name]
    return made
